import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type StepRun, runStep } from '../runner/run-step.ts'
import { DEMO_INPUTS } from '../simulator/access.ts'
import { type Recording, readRecording } from './recording.ts'

/** These depend on how long requests and timers take, to the millisecond. */
const TIMING = ['polls', 'elapsed-seconds']

/**
 * Runs the shipped action against the responses in a debug log, in virtual time, and compares it with the log.
 *
 * @param number which of several steps in the log, from 1
 * @throws when the log cannot be replayed
 */
export async function replay(file: string, number = ''): Promise<{ run: StepRun; differences: Differences }> {
  const recording = readRecording(readFileSync(file, 'utf8'), number)
  const run = await runStep({
    inputs: { ...recording.inputs, ...DEMO_INPUTS },
    env: { REPLAY_LOG: resolve(file), REPLAY_STEP: number },
    // A wait of a day takes about 20 seconds.
    patience: 600_000,
    nodeArgs: ['--import', pathToFileURL(join(import.meta.dirname, 'preload.ts')).href],
  })
  return { run, differences: compare(recording, run) }
}

/** Where a replay differs from the recorded step. */
export interface Differences {
  /** Outputs and the exit code, except for outputs that depend on timing. */
  readonly outputs: readonly string[]
  /** Outputs that depend on timing, and lines of the log. */
  readonly minor: readonly string[]
}

type Outputs = Readonly<Record<string, string>>

/** Compares a replay with the recorded step. */
export function compare(recording: Recording, run: Pick<StepRun, 'code' | 'outputs' | 'log'>): Differences {
  const recorded: Outputs = { ...recording.outputs, 'exit code': String(recording.code) }
  const replayed: Outputs = { ...run.outputs, 'exit code': String(run.code) }
  const names = Object.keys({ ...recorded, ...replayed })
  const different = names.filter(
    name => comparable(name, recorded[name]) !== comparable(name, replayed[name]),
  )
  const show = (text = '') => JSON.stringify(text)
  const text = (name: string) => `${name}: ${show(recorded[name])} recorded, ${show(replayed[name])} replayed`
  const log = run.log.flatMap(line => line.split('\n'))
  return {
    outputs: different.filter(name => !TIMING.includes(name)).map(text),
    minor: [
      ...different.filter(name => TIMING.includes(name)).map(text),
      ...missing(recording.lines, log).map(line => `only recorded: ${line}`),
      ...missing(log, recording.lines).map(line => `only replayed: ${line}`),
    ],
  }
}

/** The text of an output without what depends on timing. */
function comparable(name: string, text = ''): string {
  return name === 'jobs' ? text.replace(/"polls":\d+/g, '') : text
}

/** The lines that the others do not have. Numbers, such as times, may differ. */
function missing(lines: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map(withoutNumbers))
  return lines.filter(line => line.trim() !== '' && !known.has(withoutNumbers(line)))
}

function withoutNumbers(line: string): string {
  return line.replace(/\d+/g, '0').replace(/\s+/g, ' ').trim()
}
