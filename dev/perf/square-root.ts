// The only place where the benchmark touches the shipped schedule.
import type { Hints } from '../../src/wait/prediction.ts'
import { delayAfterResponse, startSchedule } from '../../src/wait/schedule.ts'

export type { Hints }

/** The default `min-poll-interval` and `max-poll-interval`, ms. */
const INTERVALS = { min: 2_000, max: 60_000 }

/**
 * The shipped schedule at its default intervals, for a job whose first request was sent `before` seconds before the
 * wait. Each call gives the seconds to wait after a response that arrived `elapsed` seconds into it.
 */
export function squareRoot(before: number, random: () => number): (elapsed: number, hints: Hints) => number {
  let state = startSchedule(-before * 1000)
  return (elapsed, hints) => {
    const { delay, schedule } = delayAfterResponse(
      state,
      hints,
      { at: elapsed * 1000, random: random() },
      INTERVALS,
    )
    state = schedule
    return delay / 1000
  }
}
