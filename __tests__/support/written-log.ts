import { type LogPlan, endLog, logNotice, logTick, startLog } from '../../src/report/log.ts'
import type { LogUpdate } from '../../src/report/log-state.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import type { Notice } from '../../src/wait/job-state.ts'

/** One thing that was written: when (ms after the start of the step), and after how many notices. */
export interface Written {
  readonly at: number
  readonly notices: number
  readonly type: 'line' | 'warning'
  readonly text: string
}

/** Everything that the log of a step writes, called every second as main does. The step starts at 0. */
export function writeLog(plan: LogPlan, notices: readonly Notice[], report: StepReport): readonly Written[] {
  const written: Written[] = []
  const keep = (at: number, count: number, { state, lines, warnings }: LogUpdate) => {
    const common = { at, notices: count }
    written.push(...lines.map(text => ({ ...common, type: 'line' as const, text })))
    written.push(...warnings.map(text => ({ ...common, type: 'warning' as const, text })))
    return state
  }
  let state = keep(0, 0, startLog(plan))
  let tick = 1_000
  for (const [index, notice] of notices.entries()) {
    for (; tick <= notice.at; tick += 1_000) state = keep(tick, index, logTick(state, tick))
    state = keep(notice.at, index + 1, logNotice(state, notice))
  }
  for (; tick <= report.now; tick += 1_000) state = keep(tick, notices.length, logTick(state, tick))
  keep(report.now, notices.length, endLog(state, report))
  return written
}
