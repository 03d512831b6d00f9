import type { Random } from '../../simulator/random.ts'
import { between } from './job.ts'
import { type Next, squareRoot } from './rule.ts'

/** A way of waiting. */
export interface Waiter {
  readonly name: string
  readonly begin: (random: Random) => Next
}

const waiter = (name: string, begin: Waiter['begin']): Waiter => ({ name, begin })

/** The same wait every time. */
const fixed = (seconds: number, whose = ''): Waiter =>
  waiter(`fixed ${seconds} s${whose}`, () => () => seconds)

/** A wait made from an envelope that grows from `first` by `factor` up to `most`, and from chance. */
const growing =
  (first: number, factor: number, most: number, chance: (envelope: number, random: Random) => number) =>
  (random: Random): Next => {
    let envelope = first
    return () => {
      const wait = chance(envelope, random)
      envelope = Math.min(most, envelope * factor)
      return wait
    }
  }

/** @smithy/util-waiter: anywhere from min to min·2^(k−1) after the k-th response, flat max once that would pass max. */
const aws = (min: number, max: number): Waiter =>
  waiter(`AWS SDK waiter ${min}..${max}`, random => {
    let attempt = 0
    return () => (++attempt > Math.log2(max / min) + 1 ? max : between(random, min, min * 2 ** (attempt - 1)))
  })

/** @vercel/client: by the time waited so far. */
const vercel = (elapsed: number) => (elapsed <= 15 ? 1 : elapsed <= 60 ? 5 : elapsed <= 300 ? 15 : 30)

/** What is shipped. */
export const ours = waiter('this action', squareRoot(0))

/** Those it is compared with. */
export const others: readonly Waiter[] = [
  // As if it had waited forever: what its bounds by the time waited and its request budget cost and bring.
  waiter('bare square root', squareRoot(1e9)),
  fixed(1, ' (public Python sample)'),
  fixed(3, ' (gh run watch)'),
  fixed(5),
  fixed(10, ' (public C# client)'),
  fixed(15),
  fixed(30, ' (Azure)'),
  aws(2, 120),
  aws(15, 120),
  // gax-java: drawn below an envelope
  waiter(
    'gapic, 5 s ×1.5 to 45 s',
    growing(5, 1.5, 45, (envelope, random) => envelope * random()),
  ),
  // cloud.google.com/go/longrunning: gax.Backoff from 1 s, doubling to DefaultWaitInterval, drawn below the envelope
  waiter(
    'Go LRO, 1 s ×2 to 60 s',
    growing(1, 2, 60, (envelope, random) => envelope * random()),
  ),
  // terraform-plugin-sdk, StateChangeConf.WaitForState
  waiter(
    'Terraform, 0.2 s ×2 to 10 s',
    growing(0.2, 2, 10, envelope => envelope),
  ),
  // apimachinery's backoff manager with client-go's parameters: once to twice the envelope
  waiter(
    'Kubernetes, 0.8 s ×2 to 30 s',
    growing(0.8, 2, 30, (envelope, random) => envelope * (1 + random())),
  ),
  waiter('Vercel, steps 1, 5, 15, 30 s', () => vercel),
]
