import { geometricMean, greatest, mean, quantile, standardError } from '../statistics.ts'
import type { Measurements, Sample } from './measure.ts'

/** One demand on the schedule: what is demanded, what was measured, and whether that is enough. */
export interface Gate {
  readonly demand: string
  readonly measured: string
  readonly holds: boolean
}

type Axis = keyof Sample

/** The sample of the first waiter whose name begins so, with '' of the first of all; throws where there is none. */
export function sampleOf(waiters: Measurements['waiters'], samples: readonly Sample[], name: string): Sample {
  const sample = samples[waiters.findIndex(waiter => waiter.name.startsWith(name))]
  if (sample === undefined) throw new Error(`there is no waiter ${name}`)
  return sample
}

/** Whether the mean of `a` is no more than that of `b`, within 2% or two standard errors of the difference, trace by trace. */
export function noWorse(a: Sample, b: Sample, axis: Axis): boolean {
  const differences = a[axis].map((value, index) => value - (b[axis][index] ?? NaN))
  return mean(differences) <= Math.max(0.02 * mean(b[axis]), 2 * standardError(differences))
}

/** Every demand on the first waiter, judged by what was measured. */
export function judge({ waiters, gated, releases: { sound } }: Measurements): Gate[] {
  const rivalry = (samples: readonly Sample[], name: string) => {
    const [us, them] = [sampleOf(waiters, samples, ''), sampleOf(waiters, samples, name)]
    return { us, them, ratio: (axis: Axis, of = mean) => of(us[axis]) / of(them[axis]) }
  }
  const against = (name: string) =>
    gated.map(({ family, samples }) => ({ family, ...rivalry(samples, name) }))
  const [ten, aws] = [against('fixed 10 s'), against('AWS SDK waiter 15..120')]
  const three = against('fixed 3 s').filter(({ family }) => family.name !== 'seconds')
  const fails = ten.find(({ family }) => family.name === 'fails')?.us.lags ?? []
  const release = rivalry(sound, 'fixed 10 s').ratio
  const even = ten.filter(({ us, them }) => noWorse(us, them, 'lags') && noWorse(us, them, 'requests')).length
  const extra = ten.flatMap(({ us, them }) =>
    us.requests.map((count, at) => count - (them.requests[at] ?? NaN)),
  )
  const p95 = greatest(aws.map(({ ratio }) => ratio('lags', lags => quantile(lags, 0.95))))
  const [failLag, error] = [mean(fails), standardError(fails)]
  return [
    gate('fixed 10 s: families no worse on both axes ≥ 10', even >= 10, String(even)),
    ...(['lag', 'requests'] as const).map(axis => {
      const ratios = ten.map(({ ratio }) => ratio(axis === 'lag' ? 'lags' : axis))
      return atMost(`fixed 10 s: geometric mean of ${axis}`, geometricMean(ratios), 0.7)
    }),
    atMost('fixed 10 s: extra requests in any trace', greatest(extra), 12, 0),
    atMost(
      'fixed 3 s: requests in every family of a minute or more',
      greatest(three.map(({ ratio }) => ratio('requests'))),
      0.65,
    ),
    gate('AWS 15..120: p95 lag in every family < 1', p95 < 1, p95.toFixed(3)),
    atMost('worst lag, s', greatest(ten.flatMap(({ us }) => us.lags)), 65, 1),
    atMost('fixed 10 s: sum of lags in a release', release('lags'), 0.5),
    atMost('fixed 10 s: requests in a release', release('requests'), 0.8),
    gate(
      'jobs that fail: mean lag < 8 s, within two standard errors',
      failLag - 2 * error < 8,
      `${failLag.toFixed(2)} ± ${error.toFixed(2)}`,
    ),
  ]
}

const gate = (demand: string, holds: boolean, measured: string): Gate => ({ demand, measured, holds })

const atMost = (demand: string, value: number, limit: number, digits = 3) =>
  gate(`${demand} ≤ ${limit}`, value <= limit, value.toFixed(digits))
