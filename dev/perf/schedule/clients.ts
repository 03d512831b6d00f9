import type { Hints } from '../../../src/wait/prediction.ts'
import { delayAfterResponse, startSchedule } from '../../../src/wait/schedule.ts'
import type { Random } from '../../simulator/random.ts'
import { between } from './job.ts'

/** The information on which a client can base its next delay. */
export interface Response {
  /** 1 for the first response. */
  readonly number: number
  /** Seconds from the first request until the response arrived. */
  readonly elapsed: number
  readonly random: Random
  /** A function, because most clients do not read the job's fields. */
  readonly hints: () => Hints
}

/** A client and its polling schedule: `start` returns a function that returns delays in seconds. */
export interface Client {
  readonly name: string
  readonly start: () => (response: Response) => number
}

const client = (name: string, delay: (response: Response) => number): Client => ({
  name,
  start: () => delay,
})

const fixed = (seconds: number, user = '') => client(`fixed ${seconds} s${user}`, () => seconds)

type Jitter = (random: Random) => number

/** Exponential backoff from `first` by `factor` up to `most` seconds; `jitter` returns a factor. */
const backoff = (name: string, first: number, factor: number, most: number, jitter: Jitter) =>
  client(`${name}, ${first} s ×${factor} to ${most} s`, ({ number, random }) => {
    return Math.min(most, first * factor ** (number - 1)) * jitter(random)
  })

/** @smithy/util-waiter: between min and min·2^(k−1) after the k-th response; max once that would exceed max. */
const aws = (min: number, max: number) =>
  client(`AWS SDK waiter ${min}..${max}`, ({ number, random }) =>
    number > Math.log2(max / min) + 1 ? max : between(random, min, min * 2 ** (number - 1)),
  )

/** The schedule of this action with the default intervals, for a step that started `earlier` seconds before. */
const action = (name: string, earlier: number): Client => ({
  name,
  start: () => {
    let schedule = startSchedule(-earlier * 1000)
    return ({ elapsed, random, hints }) => {
      const moment = { at: elapsed * 1000, random: random() }
      const next = delayAfterResponse(schedule, hints(), moment, { min: 2000, max: 60_000 })
      schedule = next.schedule
      return next.delay / 1000
    }
  },
})

/** The clients of the benchmark; the first is this action. */
export const clients: readonly [ours: Client, ...others: Client[]] = [
  action('this action', 0),
  // After a very long wait, the schedule has neither its limits by elapsed time nor its request budget.
  action('bare square root', 1e9),
  fixed(1, ' (public Python sample)'),
  fixed(3, ' (gh run watch)'),
  fixed(5),
  fixed(10, ' (public C# client)'),
  fixed(15),
  fixed(30, ' (Azure)'),
  aws(2, 120),
  aws(15, 120),
  // gax-java
  backoff('gapic', 5, 1.5, 45, random => random()),
  // cloud.google.com/go/longrunning: gax.Backoff up to DefaultWaitInterval
  backoff('Go LRO', 1, 2, 60, random => random()),
  // terraform-plugin-sdk: StateChangeConf.WaitForState
  backoff('Terraform', 0.2, 2, 10, () => 1),
  // The backoff manager of apimachinery with the parameters of client-go
  backoff('Kubernetes', 0.8, 2, 30, random => 1 + random()),
  // @vercel/client
  client('Vercel, steps 1, 5, 15, 30 s', ({ elapsed }) => {
    if (elapsed <= 15) return 1
    if (elapsed <= 60) return 5
    return elapsed <= 300 ? 15 : 30
  }),
]
