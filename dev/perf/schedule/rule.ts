import type { Hints } from '../../../src/wait/prediction.ts'
import { delayAfterResponse, startSchedule } from '../../../src/wait/schedule.ts'
import type { Random } from '../../simulator/random.ts'

/** The seconds to wait after a response that arrived `elapsed` seconds after the first request was sent. */
export type Next = (elapsed: number, hints: () => Hints) => number

/** What a response says that helps to predict the finish. */
export type { Hints }

/** The shipped schedule with the default intervals, for a step that began `before` seconds earlier than it did. */
export function squareRoot(before: number): (random: Random) => Next {
  return random => {
    let schedule = startSchedule(-before * 1000)
    return (elapsed, hints) => {
      const moment = { at: elapsed * 1000, random: random() }
      const next = delayAfterResponse(schedule, hints(), moment, { min: 2000, max: 60_000 })
      schedule = next.schedule
      return next.delay / 1000
    }
  }
}
