import { expect } from '@jest/globals'
import {
  DEMO_ACCESS_KEY,
  DEMO_BEARER_TOKEN,
  DEMO_INPUTS,
  DEMO_SECRET_KEY,
} from '../../../dev/simulator/access.ts'
import { readDeclaredOutputs } from '../../../dev/runner/action-file.ts'
import { type RunningStep, type StepOptions, type StepRun, startStep } from '../../../dev/runner/run-step.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../dev/simulator/server.ts'

export type Inputs = Readonly<Record<string, string>>

/** Where a step runs: the options of the runner but for its inputs. */
export type Around = Omit<StepOptions, 'inputs'>

export const PAIR = Buffer.from(`${DEMO_ACCESS_KEY}:${DEMO_SECRET_KEY}`).toString('base64')
export const SECRETS = [DEMO_ACCESS_KEY, DEMO_SECRET_KEY, PAIR, DEMO_BEARER_TOKEN]

/** What every step is given unless its test says otherwise: credentials, and little patience. */
export const BASE: Inputs = {
  ...DEMO_INPUTS,
  'min-poll-interval': '100ms',
  'max-poll-interval': '300ms',
  timeout: '40s',
}

/** Inputs for a step whose clock is fast: a poll every 100 to 300 ms of true time. */
export const FAST: Inputs = { 'min-poll-interval': '1s', 'max-poll-interval': '3s', timeout: '400s' }

/** In these or other words: a step that gives up leaves the job as it is, and says so. */
export const LEFT_ALONE = /left alone|goes on in Clanforge|changes nothing in Clanforge/

/** Starts a step; what it leaves behind is checked when it has ended. */
export function start(url: string, inputs: Inputs, around: Around = {}): RunningStep {
  const step = startStep({ ...around, inputs: { ...BASE, 'api-url': url, ...inputs } })
  const finished = step.finished.then(run => {
    expectSound(run, inputs)
    return run
  })
  // A test that never awaits this must not crash the run.
  finished.catch(() => undefined)
  return { ...step, finished }
}

/** Runs a step to its end and checks what it leaves behind. */
export function run(url: string, inputs: Inputs, around?: Around): Promise<StepRun> {
  return start(url, inputs, around).finished
}

/** A simulator for as long as `body` takes. Its jobs begin with the first request, however late a step gets to it. */
export async function withSimulator<T>(
  { jobs, ...options }: SimulatorOptions,
  body: (simulator: Simulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator(options)
  const { clanforge } = simulator
  const waiting = [...(jobs ?? [])]
  const respond = clanforge.respond.bind(clanforge)
  clanforge.respond = (request, now) => {
    clanforge.add(waiting.splice(0), now)
    return respond(request, now)
  }
  try {
    return await body(simulator)
  } finally {
    await simulator.close()
  }
}

/** Runs one step against a simulator of its own. */
export function runAgainst(options: SimulatorOptions, inputs: Inputs, around?: Around): Promise<StepRun> {
  return withSimulator(options, ({ url }) => run(url, inputs, around))
}

/** The output `jobs`, read. */
export interface JobEntry {
  readonly kind: string
  readonly id: string
  readonly result: string
  readonly polls: number
  readonly inferred: boolean
  readonly fields: Readonly<Record<string, unknown>>
}

export function jobsOf({ outputs }: Pick<StepRun, 'outputs'>): readonly JobEntry[] {
  return JSON.parse(outputs['jobs'] ?? '') as JobEntry[]
}

/** A summary as a person reads it: entities become what they stand for, and blanks that do not break become blanks. */
export function readable(summary: string): string {
  return summary
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('\u00a0', ' ')
}

/** How long a step took by its own clock, whole seconds: what a busy machine adds to the times of a server is not in it. */
export function secondsOf({ outputs }: Pick<StepRun, 'outputs'>): number {
  return Number(outputs['elapsed-seconds'])
}

/** What holds of every step, however it ended. */
export function expectSound(step: StepRun, inputs: Inputs = {}): void {
  const { code, stdout, stderr, outputs, outputsFile, annotations, summary } = step
  expect(stderr).toBe('')
  expect(Object.keys(outputs).sort()).toEqual(readDeclaredOutputs().toSorted())
  expect([0, 1]).toContain(code)
  const { result = '' } = outputs
  const words = ['complete', 'squashed', 'failed', 'timed-out', 'stalled', 'cancelled', 'error']
  expect(words).toContain(result)
  const isTimeoutPassed = result === 'timed-out' && inputs['on-timeout'] === 'pass'
  if (result !== 'squashed' && !isTimeoutPassed)
    expect([result, code]).toEqual([result, result === 'complete' ? 0 : 1])
  expect(annotations.filter(({ type }) => type === 'error')).toHaveLength(code === 0 ? 0 : 1)
  expect(outputs['polls']).toMatch(/^\d+$/)
  expect(outputs['elapsed-seconds']).toMatch(/^\d+$/)
  expect(Array.isArray(jobsOf(step))).toBe(true)
  expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
  expectOwnCommands(stdout)
  const said = stdout.replace(/^::add-mask::.*$/gm, '')
  for (const text of [said, stderr, outputsFile, summary]) expectNoSecret(text)
}

/** Nobody but us gives the runner commands. */
function expectOwnCommands(stdout: string): void {
  const commands = stdout.split(/[\r\n]+/).filter(line => line.trimStart().startsWith('::'))
  const foreign = commands.filter(line => !/^::(add-mask|debug|warning|error title=[^:]+)::/.test(line))
  expect(foreign).toEqual([])
  expect(stdout).not.toContain('##[')
  // What stands for undici and @actions/exec in the bundle throws, once somebody gets there.
  expect(stdout).not.toMatch(/left out of the bundle|not part of this bundle/)
}

export function expectNoSecret(text: string): void {
  for (const secret of SECRETS) expect(text.includes(secret) ? text : '').toBe('')
}
