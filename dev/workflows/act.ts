import { spawn, spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { LineReader } from '../runner/line-reader.ts'

/** What a workflow run did, as far as the JSON log of act has it. */
export interface ActRun {
  readonly code: number | null
  /** What the steps printed, and why act did not run something. */
  readonly lines: readonly string[]
  /** The outputs `kind`, `id` and `result` of every wait, sorted. */
  readonly results: readonly string[]
}

/** How to run a workflow. */
export interface ActOptions {
  /** act's own arguments. */
  readonly args: readonly string[]
  readonly cwd: string
  /** Called when the step waits, to cancel it. */
  readonly onWaiting?: (act: { readonly pid: number }) => void
  /** ms. */
  readonly patience: number
}

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

/** The version that these tests were written with. */
const VERSION = 'v0.2.89'

/**
 * The path of act.
 *
 * @throws when it is missing, with the command that installs it
 */
export function findAct(): string {
  const candidates = ['act', join(homedir(), 'go/bin/act')]
  const found = candidates.find(act => spawnSync(act, ['--version']).status === 0)
  if (found !== undefined) return found
  throw new Error(`act is missing: go install github.com/nektos/act@${VERSION}, or see https://nektosact.com`)
}

/** Runs a workflow on this machine, without containers. */
export async function runAct(act: string, { args, cwd, onWaiting, patience }: ActOptions): Promise<ActRun> {
  // Host mode takes the Node of the PATH.
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  const stdio = ['ignore', 'pipe', 'ignore'] as const
  const child = spawn(act, [...args, '--json'], { cwd, env: { ...process.env, PATH }, stdio: [...stdio] })
  const timer = setTimeout(() => child.kill('SIGINT'), patience)
  let isWaiting = false
  const entries: Entry[] = []
  new LineReader(child.stdout, line => {
    const entry = toEntry(line)
    entries.push(entry)
    if (isWaiting || entry.msg?.includes('%  Running') !== true) return
    isWaiting = true
    onWaiting?.({ pid: child.pid ?? 0 })
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearTimeout(timer)
  return {
    code,
    lines: entries
      .filter(({ raw_output, level }) => raw_output === true || level === 'error')
      .map(({ msg = '' }) => msg.trimEnd()),
    results: resultsOf(entries.filter(({ command }) => command === 'set-output')),
  }
}

function resultsOf(outputs: readonly Entry[]): readonly string[] {
  const waits = Object.values(Object.groupBy(outputs, ({ job, stepID }) => JSON.stringify([job, stepID])))
  const texts = waits.map((wait = []) =>
    ['kind', 'id', 'result'].map(name => wait.find(output => output.name === name)?.arg ?? '').join(' '),
  )
  return texts.filter(text => text.trim() !== '').toSorted()
}

function toEntry(line: string): Entry {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return { msg: line, level: 'error' }
  }
}
