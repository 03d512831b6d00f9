import * as core from '@actions/core'
import { createGet } from './clanforge/client.ts'
import { createRedactor, readSecrets } from './credentials.ts'
import { InputError } from './errors.ts'
import { type Settings, readSettings, wantsSummary } from './inputs.ts'
import { flushed, watchProcess } from './process.ts'
import { debugged } from './report/debug.ts'
import { Log } from './report/log.ts'
import { createPrinter } from './report/printer.ts'
import { redacted } from './report/redacted.ts'
import { type FinalReport, type ReportTools, reportEnding, writeSummary } from './report/report.ts'
import { systemClock as clock } from './system-clock.ts'
import { version } from './version.ts'
import type { Outcome, WaitEnd } from './wait/outcome.ts'
import { Wait } from './wait/wait.ts'

/** How often the log may catch up with what it held back. ms */
const TICK = 1_000
const NOTHING: Outcome = { result: 'error', deciding: undefined, jobs: [] }

/** What is known of the step so far, for a report at any moment. */
interface Step {
  readonly start: number
  readonly tools: ReportTools
  settings?: Settings
  wait?: Wait
  log?: Log
  isOver: boolean
}

/**
 * Waits, tells how it ended and gives the exit code: 0 only when the workflow may go on.
 * Never rejects, and leaves the process as it found it, but for the deprecation warnings that it turns off.
 */
export async function main(): Promise<number> {
  // The tunnel of the HTTP library uses Buffer(): a warning in everyone's log that nobody can act upon.
  process.noDeprecation = true
  const secrets = readSecrets(core.getInput)
  for (const mask of secrets.masks) core.setSecret(mask)
  const redact = createRedactor(secrets)
  const step: Step = { start: clock.now(), tools: { printer: createPrinter(redact), redact }, isOver: false }
  const stop = new AbortController()
  const unwatch = watchProcess({
    cancel: () => {
      stop.abort()
    },
    crash: error => {
      void finish(step, 'crashed', error).finally(() => process.exit(1))
    },
  })
  try {
    return await finish(step, await run(step, stop.signal))
  } catch (error) {
    return await finish(step, 'crashed', error)
  } finally {
    unwatch()
  }
}

async function run(step: Step, signal: AbortSignal): Promise<WaitEnd> {
  const { printer, redact } = step.tools
  const settings = readSettings(core.getInput)
  step.settings = settings
  const log = new Log(settings.rules, { printer, elapsed: () => clock.now() - step.start })
  step.log = log
  const access = { ...settings.access, userAgent: `wait-for-clanforge/${version}` }
  const get = redacted(createGet(access, Date.now), redact)
  const observe = log.observe.bind(log)
  const wait = new Wait(
    { ...settings, start: step.start },
    { clock, random: Math.random, get: core.isDebug() ? debugged(get, printer) : get, observe },
  )
  step.wait = wait
  log.begin(wait.jobs, settings.withoutEffect)
  const ticking = setInterval(() => {
    log.tick()
  }, TICK)
  try {
    return await wait.run(signal)
  } finally {
    clearInterval(ticking)
  }
}

/** Reports once, whatever comes first. Gives the exit code. */
async function finish(step: Step, end: WaitEnd, error?: unknown): Promise<number> {
  if (step.isOver) return 1
  step.isOver = true
  const { printer } = step.tools
  try {
    const report = reportOf(step, end, error)
    step.log?.end(report.outcome, report.requests)
    const isGood = reportEnding(report, step.tools)
    if (step.settings?.summary ?? wantsSummary(core.getInput)) await writeSummary(report, step.tools)
    return isGood ? 0 : 1
  } catch (failure) {
    printer.error('The wait for Clanforge could not be reported', String(failure))
    return 1
  } finally {
    await flushed(process.stdout)
  }
}

function reportOf({ start, settings, wait }: Step, end: WaitEnd, error: unknown): FinalReport {
  const now = clock.now()
  return {
    outcome: wait?.conclude(end) ?? NOTHING,
    requests: wait?.requests ?? 0,
    elapsed: now - start,
    rules: settings?.rules,
    problems: error === undefined ? [] : error instanceof InputError ? error.problems : [unforeseen(error)],
    now,
    wallClock: Date.now(),
  }
}

function unforeseen(error: unknown): string {
  return `this should not have happened, please report it: ${error instanceof Error ? (error.stack ?? error.message) : typeof error}`
}
