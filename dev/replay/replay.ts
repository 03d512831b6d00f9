import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type StepRun, runStep } from '../runner/run-step.ts'
import { DEMO_INPUTS } from '../simulator/access.ts'
import { type Recording, readRecording } from './recording.ts'

/** Outputs that depend on the duration of requests and timers, to the millisecond. */
const TIMING = ['polls', 'elapsed-seconds']

/**
 * Runs the shipped action against the responses in a debug log, in virtual time, and compares it with the log.
 *
 * @param number of the step in the log, from 1; required if there are several
 * @throws when the log cannot be replayed
 */
export async function replay(file: string, number = ''): Promise<{ run: StepRun; differences: Differences }> {
  const recording = readRecording(readFileSync(file, 'utf8'), number)
  const run = await runStep({
    inputs: { ...recording.inputs, ...DEMO_INPUTS },
    env: { REPLAY_LOG: resolve(file), REPLAY_STEP: number },
    // A wait of a day takes about 20 seconds.
    timeoutMs: 600_000,
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

/** Compares a replay with the recorded step. */
export function compare(recording: Recording, run: Pick<StepRun, 'code' | 'outputs' | 'log'>): Differences {
  const [recorded, replayed] = [resultsOf(recording), resultsOf(run)]
  const show = (text = '') => JSON.stringify(text)
  const different = Object.keys({ ...recorded, ...replayed }).filter(
    name => show(recorded[name]) !== show(replayed[name]),
  )
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

/** The outputs and the exit code. Of `jobs`, without the polls, which depend on timing. */
function resultsOf({ outputs, code }: Pick<StepRun, 'outputs' | 'code'>): Readonly<Record<string, string>> {
  const jobs = (outputs['jobs'] ?? '').replace(/"polls":\d+/g, '')
  return { ...outputs, jobs, 'exit code': String(code) }
}

/** Returns the lines that are not among the others. Numbers, such as times, may differ. */
function missing(lines: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map(withoutNumbers))
  return lines.filter(line => line.trim() !== '' && !known.has(withoutNumbers(line)))
}

function withoutNumbers(line: string): string {
  return line.replace(/\d+/g, '0').replace(/\s+/g, ' ').trim()
}
