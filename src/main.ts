import * as core from '@actions/core'
import { createGet } from './clanforge/client.ts'
import type { JsonObject } from './clanforge/json.ts'
import { type Redact, createRedactor } from './clanforge/redaction.ts'
import { readSecrets } from './inputs/credentials.ts'
import { InputError } from './inputs/input-error.ts'
import { type Inputs, publicInputs, readInputs, wantsSummary } from './inputs/inputs.ts'
import { watchProcess } from './process.ts'
import { createAnnotation } from './report/annotation.ts'
import { withDebugLog, writeRecord } from './report/debug.ts'
import { LogWriter } from './report/log-writer.ts'
import { toOutputs } from './report/outputs.ts'
import { type Runner, createRunner } from './report/runner.ts'
import { type StepReport, isWaitSuccessful } from './report/step-report.ts'
import { formatSummary } from './report/summary.ts'
import { systemClock as clock } from './system-clock.ts'
import { version } from './version.ts'
import type { Outcome, StopReason } from './wait/outcome.ts'
import { Wait, type WaitTools } from './wait/wait.ts'

/** The time between two checks whether the log needs a table or a heartbeat. */
const TICK_INTERVAL_MS = 1_000
const UNREPORTED = 'The result of the wait could not be reported'
/** The outcome of a step that had no job yet. */
const NO_OUTCOME: Outcome = { result: 'error', deciding: undefined, jobs: [] }

/**
 * Waits, reports the ending and returns the exit code: 0 if the step succeeded. Never rejects.
 * The process is expected to exit right after: signals are ignored from then on.
 */
export async function main(): Promise<number> {
  const secrets = readSecrets(core.getInput)
  const redact = createRedactor(secrets)
  const step = new Step(createRunner(secrets.masks, redact), redact)
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

/** One step, which can be reported at any moment. */
class Step {
  private readonly start = clock.now()
  private readonly runner: Runner
  private readonly redact: Redact
  private inputs: Inputs | undefined
  private wait: Wait | undefined
  private readonly log: LogWriter
  private exitCode: Promise<number> | undefined

  constructor(runner: Runner, redact: Redact) {
    this.runner = runner
    this.redact = redact
    this.log = new LogWriter(runner)
  }

  /** Waits until every job has ended or something else ends the wait. Rejects with an InputError or an unexpected error. */
  async run(signal: AbortSignal): Promise<StopReason> {
    const { start } = this
    this.record('session', { version, start: Date.now(), inputs: publicInputs(core.getInput, this.redact) })
    const inputs = readInputs(core.getInput, process.env)
    this.inputs = inputs
    const wait = new Wait({ ...inputs, start }, this.waitTools(inputs))
    this.wait = wait
    this.log.begin({ ...inputs, jobs: wait.jobs, start })
    const ticking = setInterval(() => {
      this.log.tick(clock.now())
    }, TICK_INTERVAL_MS)
    try {
      return await wait.run(signal)
    } finally {
      clearInterval(ticking)
    }
  }

  /** Reports the ending that comes first, once, and resolves with the exit code when everything is written. */
  finish(reason: StopReason, error?: unknown): Promise<number> {
    this.exitCode ??= this.report(reason, error)
    return this.exitCode
  }

  private waitTools({ access }: Inputs): WaitTools {
    const { runner, redact, start } = this
    const userAgent = `wait-for-clanforge/${version}`
    const get = createGet({ ...access, userAgent }, { wallClock: Date.now, redact })
    const debugTools = { debug: runner.debug, elapsed: () => clock.now() - start }
    return {
      clock,
      random: Math.random,
      get: core.isDebug() ? withDebugLog(get, debugTools) : get,
      notify: this.log.notify,
    }
  }

  private async report(reason: StopReason, error: unknown): Promise<number> {
    try {
      return this.writeReport(this.createReport(reason, error))
    } catch (failure) {
      this.runner.error({ title: UNREPORTED, lines: [`${UNREPORTED}.`, unexpectedProblem(failure)] })
      return 1
    } finally {
      await this.runner.flush()
    }
  }

  /** Writes outputs, log, annotation and summary. Returns the exit code. */
  private writeReport(waitReport: StepReport): number {
    const { runner } = this
    // Outputs first, so that a later failure does not lose them.
    const outputs = toOutputs(waitReport, this.redact)
    const unwritten = runner.writeOutputs(outputs)
    const report = unwritten === undefined ? waitReport : withProblem(waitReport, unwritten)
    this.log.end(report)
    const hasPassed = isWaitSuccessful(report) && report.problems.length === 0
    if (!hasPassed) runner.error(createAnnotation(report))
    if (this.inputs?.summary ?? wantsSummary(core.getInput)) runner.writeSummary(formatSummary(report))
    const code = hasPassed ? 0 : 1
    this.record('result', { code, elapsed: report.elapsed, outputs })
    return code
  }

  private record(name: string, record: JsonObject): void {
    if (core.isDebug()) writeRecord(this.runner.debug, name, record)
  }

  private createReport(reason: StopReason, error: unknown): StepReport {
    const now = clock.now()
    return {
      outcome: this.wait?.outcome(reason) ?? NO_OUTCOME,
      requests: this.wait?.requests ?? 0,
      elapsed: now - this.start,
      options: this.inputs?.options,
      // Any error may contain a secret. Later, when the text is escaped, redaction would not find it.
      problems: error === undefined ? [] : problemsOf(error).map(this.redact),
      now,
      wallClock: Date.now(),
    }
  }
}

function withProblem(report: StepReport, unwritten: string): StepReport {
  return { ...report, problems: [...report.problems, `The outputs could not be written: ${unwritten}`] }
}

function problemsOf(error: unknown): readonly string[] {
  return error instanceof InputError ? error.problems : [unexpectedProblem(error)]
}

function unexpectedProblem(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : `a thrown ${typeof error}`
  return `This is a bug in wait-for-clanforge. Please report it with the log of this step: ${text}`
}
