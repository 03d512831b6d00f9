import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { LineReader } from '../../../dev/runner/line-reader.ts'

/** What a run of a workflow printed and set, from the JSON log of act. */
export interface ActRun {
  readonly code: number | null
  /** What steps printed, and errors of act. */
  readonly lines: readonly string[]
  /** The outputs `kind`, `id` and `result` of every wait, sorted. */
  readonly results: readonly string[]
}

/** How to run a workflow. */
export interface ActOptions {
  readonly args: readonly string[]
  readonly cwd: string
  /** Called with the process ID of act when the action has started to wait. */
  readonly onWaiting: (pid: number) => void
  /** Cancels the run after this time, in ms. */
  readonly timeout: number
}

/** A line of the JSON log. */
interface Entry {
  readonly msg?: string
  readonly level?: string
  readonly raw_output?: boolean
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  readonly job?: string
  readonly stepID?: readonly string[]
}

/** Returns the path of act. Throws if it is missing, with the command that installs it. */
export function findAct(): string {
  const candidates = ['act', join(homedir(), 'go/bin/act')]
  const found = candidates.find(act => spawnSync(act, ['--version']).status === 0)
  if (found !== undefined) return found
  throw new Error('act is missing: go install github.com/nektos/act@v0.2.89, or see https://nektosact.com')
}

/** Runs a workflow on this machine, without containers. */
export async function runAct(act: string, { args, cwd, onWaiting, timeout }: ActOptions): Promise<ActRun> {
  // Without containers, act runs actions with the Node on the PATH.
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  const child = spawn(act, [...args, '--json'], {
    cwd,
    env: { ...process.env, PATH },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout,
    killSignal: 'SIGINT',
  })
  let isWaiting = false
  const reader = new LineReader(child.stdout, line => {
    if (isWaiting || !line.includes('%  Running')) return
    isWaiting = true
    onWaiting(child.pid ?? 0)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  const entries = reader.lines.map(parseEntry)
  const shown = entries.filter(({ raw_output, level }) => raw_output === true || level === 'error')
  return { code, lines: shown.map(({ msg = '' }) => msg.trimEnd()), results: resultsOf(entries) }
}

function resultsOf(entries: readonly Entry[]): readonly string[] {
  const outputs = entries.filter(({ command }) => command === 'set-output')
  const steps = Object.values(Object.groupBy(outputs, ({ job, stepID }) => JSON.stringify([job, stepID])))
  const results = steps.map((step = []) =>
    ['kind', 'id', 'result'].map(name => step.find(output => output.name === name)?.arg ?? '').join(' '),
  )
  return results.filter(text => text.trim() !== '').toSorted()
}

function parseEntry(line: string): Entry {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return { msg: line, level: 'error' }
  }
}
