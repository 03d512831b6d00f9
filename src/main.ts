import * as core from '@actions/core'
import { createGet } from './clanforge/client.ts'
import { type Redact, createRedactor } from './clanforge/redaction.ts'
import { readSecrets } from './inputs/credentials.ts'
import { InputError } from './inputs/input-error.ts'
import { type Inputs, readInputs, wantsSummary } from './inputs/inputs.ts'
import { watchProcess } from './process.ts'
import { errorAnnotation } from './report/annotation.ts'
import { debugged } from './report/debug.ts'
import { Log } from './report/log.ts'
import { escapeMarkdown } from './report/markdown.ts'
import { unexpectedProblem } from './report/messages.ts'
import { toOutputs } from './report/outputs.ts'
import { type Runner, createRunner } from './report/runner.ts'
import type { StepReport } from './report/step-report.ts'
import { summaryOf } from './report/summary.ts'
import { systemClock as clock } from './system-clock.ts'
import { version } from './version.ts'
import { type Outcome, type StopReason, isSuccess } from './wait/outcome.ts'
import { Wait } from './wait/wait.ts'

/** How often the log may print what it held back. ms */
const TICK = 1_000
const NOTHING: Outcome = { result: 'error', deciding: undefined, jobs: [] }

/**
 * Waits, reports the ending and returns the exit code: 0 only when the workflow may go on. Never rejects.
 * The process is expected to exit right after: signals are ignored from then on.
 */
export async function main(): Promise<number> {
  // The HTTP library uses Buffer() for proxies: a deprecation warning in every log that no user can act upon.
  process.noDeprecation = true
  const secrets = readSecrets(core.getInput)
  const redact = createRedactor(secrets)
  const step = new Step(createRunner(secrets, redact), redact)
  const cancellation = new AbortController()
  const unwatch = watchProcess({
    cancel: () => {
      cancellation.abort()
    },
    crash: error => {
      void step.finish('crashed', error).then(code => process.exit(code))
    },
  })
  try {
    return await step.finish(await step.run(cancellation.signal))
  } catch (error) {
    return await step.finish('crashed', error)
  } finally {
    unwatch()
  }
}

/** One step: what is known of it so far, so that it can be reported at any moment. */
class Step {
  private readonly start = clock.now()
  private readonly runner: Runner
  private readonly redact: Redact
  private inputs: Inputs | undefined
  private wait: Wait | undefined
  private log: Log | undefined
  private exitCode: Promise<number> | undefined

  constructor(runner: Runner, redact: Redact) {
    this.runner = runner
    this.redact = redact
  }

  /** Waits until every job has ended or something else ends the wait. Rejects with an InputError or an unexpected error. */
  async run(signal: AbortSignal): Promise<StopReason> {
    const { runner, redact, start } = this
    const inputs = readInputs(core.getInput, process.env)
    this.inputs = inputs
    const access = { ...inputs.access, userAgent: `wait-for-clanforge/${version}` }
    const get = createGet(access, { wallClock: Date.now, redact })
    const log = new Log(inputs.options, { runner, elapsed: () => clock.now() - start })
    const wait = new Wait(
      { ...inputs, start },
      {
        clock,
        random: Math.random,
        get: core.isDebug() ? debugged(get, runner.debug) : get,
        notify: log.notify.bind(log),
      },
    )
    this.log = log
    this.wait = wait
    log.begin(wait.jobs, inputs.withoutEffect)
    const ticking = setInterval(() => {
      log.tick()
    }, TICK)
    try {
      return await wait.run(signal)
    } finally {
      clearInterval(ticking)
    }
  }

  /** Reports the ending that comes first, once, and resolves with the exit code when everything is written. */
  finish(reason: StopReason, error?: unknown): Promise<number> {
    this.exitCode ??= this.conclude(reason, error)
    return this.exitCode
  }

  private async conclude(reason: StopReason, error: unknown): Promise<number> {
    try {
      return this.report(this.reportOf(reason, error))
    } catch (failure) {
      const title = 'The wait for Clanforge could not be reported'
      this.runner.error({ title, message: `${title}: ${unexpectedProblem(failure)}` })
      return 1
    } finally {
      await this.runner.flush()
    }
  }

  private report(report: StepReport): number {
    const { runner, redact } = this
    // First, since nothing that goes wrong later may cost an output.
    const unwritten = runner.writeOutputs(toOutputs(report, redact))
    this.log?.end(report)
    const isPassed = hasSucceeded(report) && unwritten === undefined
    if (!isPassed) runner.error(errorAnnotation(report, unwritten))
    if (this.inputs?.summary ?? wantsSummary(core.getInput))
      runner.writeSummary(cautionOf(unwritten) + summaryOf(report))
    return isPassed ? 0 : 1
  }

  private reportOf(reason: StopReason, error: unknown): StepReport {
    const now = clock.now()
    return {
      outcome: this.wait?.outcome(reason) ?? NOTHING,
      requests: this.wait?.requests ?? 0,
      elapsed: now - this.start,
      options: this.inputs?.options,
      // An error from anywhere may hold a secret, and what is escaped for the summary hides it from the last redaction.
      problems: error === undefined ? [] : problemsOf(error).map(this.redact),
      now,
      wallClock: Date.now(),
    }
  }
}

function hasSucceeded({ outcome, options }: StepReport): boolean {
  return options !== undefined && isSuccess(outcome.result, options)
}

function problemsOf(error: unknown): readonly string[] {
  return error instanceof InputError ? error.problems : [unexpectedProblem(error)]
}

/** What comes before the summary of a step whose outputs could not be written. Markdown. */
function cautionOf(unwritten: string | undefined): string {
  return unwritten === undefined
    ? ''
    : `> [!CAUTION]\n> The outputs could not be written: ${escapeMarkdown(unwritten)}\n\n`
}
