import type { Notice } from '../wait/job-state.ts'
import { type LogPlan, endLog, logNotice, logTick, startLog } from './log.ts'
import type { LogState, LogUpdate } from './log-state.ts'
import type { StepReport } from './step-report.ts'

/** Where a log is written: a line, or a warning annotation. The sink escapes and truncates them. */
export interface LogSink {
  readonly line: (text: string) => void
  readonly warning: (text: string) => void
}

/** The log of a step: keeps its state and writes the lines of each notice, from `begin` to `end`. */
export class LogWriter {
  private readonly sink: LogSink
  private state: LogState | undefined

  constructor(sink: LogSink) {
    this.sink = sink
  }

  /** Writes the first lines. */
  begin(plan: LogPlan): void {
    this.write(startLog(plan))
  }

  /** Writes what a notice adds. */
  readonly notify = (notice: Notice): void => {
    if (this.state !== undefined) this.write(logNotice(this.state, notice))
  }

  /** Call it every second. `at` is monotonic ms. */
  tick(at: number): void {
    if (this.state !== undefined) this.write(logTick(this.state, at))
  }

  /** Writes the last lines and warnings. After a crash the wait continues until the process exits, but writes nothing more. */
  end(report: StepReport): void {
    if (this.state !== undefined) this.write(endLog(this.state, report))
    this.state = undefined
  }

  private write({ state, lines, warnings }: LogUpdate): void {
    this.state = state
    for (const text of lines) this.sink.line(text)
    for (const text of warnings) this.sink.warning(text)
  }
}
