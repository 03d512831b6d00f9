import type { JobState } from '../wait/job-state.ts'
import type { StepReport } from './step-report.ts'

/** A moment of a job on the server's clock: ms since 1970, from monotonic ms. */
export type ToServerTime = (job: JobState, at: number) => number

/** The server's clock by the Date header of a job's last response; without one, the clock of this machine. */
export function serverTimeOf({ now, wallClock }: Pick<StepReport, 'now' | 'wallClock'>): ToServerTime {
  return ({ lastResponse }, at) =>
    lastResponse?.date === undefined
      ? wallClock - now + at
      : lastResponse.date * 1000 - lastResponse.receivedAt + at
}
