import type { Measurements, Sample, Trial } from './measure.ts'
import { geometricMean, greatest, mean, quantile, standardError } from '../statistics.ts'

/** One demand on the schedule: what is demanded, what was measured, and whether that is enough. */
export interface Gate {
  readonly demand: string
  readonly measured: string
  readonly holds: boolean
}

type Axis = keyof Sample

/** The sample of the waiter that the plot calls `short`; throws where there is none. */
export function sampleOf(
  waiters: Measurements['waiters'],
  samples: readonly Sample[],
  short: string,
): Sample {
  const sample = samples[waiters.findIndex(waiter => waiter.short === short)]
  if (sample === undefined) throw new Error(`nothing is compared with ${short}`)
  return sample
}

/** Is the mean of `a` no more than that of `b`, within 2 % or two standard errors of the difference, trace by trace? */
export function noWorse(a: Sample, b: Sample, axis: Axis): boolean {
  const differences = a[axis].map((value, index) => value - (b[axis][index] ?? NaN))
  return mean(differences) <= Math.max(0.02 * mean(b[axis]), 2 * standardError(differences))
}

/** Every demand of the issue on the first waiter, judged by what was measured. */
export function judge(measurements: Measurements): Gate[] {
  const { waiters, gated } = measurements
  const rivals = (short: string) =>
    gated.map(trial => ({ trial, us: first(trial.samples), them: sampleOf(waiters, trial.samples, short) }))
  return [
    ...againstTen(rivals('10 s')),
    againstThree(rivals('3 s')),
    ...againstAws(rivals('AWS 15..120')),
    ...inRelease(measurements),
    failures(gated),
  ]
}

interface Rivalry {
  readonly trial: Trial
  readonly us: Sample
  readonly them: Sample
}

function againstTen(rivals: readonly Rivalry[]): Gate[] {
  const noWorseIn = rivals.filter(
    ({ us, them }) => noWorse(us, them, 'lags') && noWorse(us, them, 'requests'),
  ).length
  const ratio = (axis: Axis) => geometricMean(rivals.map(({ us, them }) => mean(us[axis]) / mean(them[axis])))
  const extra = greatest(
    rivals.flatMap(({ us, them }) =>
      us.requests.map((count, index) => count - (them.requests[index] ?? NaN)),
    ),
  )
  return [
    atLeast('fixed 10 s: families no worse on both axes', noWorseIn, 10),
    atMost('fixed 10 s: geometric mean of lag', ratio('lags'), 0.7),
    atMost('fixed 10 s: geometric mean of requests', ratio('requests'), 0.7),
    atMost('fixed 10 s: extra requests in any trace', extra, 12, 0),
  ]
}

function againstThree(rivals: readonly Rivalry[]): Gate {
  const ratios = rivals
    .filter(({ trial }) => trial.family.name !== 'seconds')
    .map(({ us, them }) => mean(us.requests) / mean(them.requests))
  return atMost('fixed 3 s: requests in every family of a minute or more', greatest(ratios), 0.65)
}

function againstAws(rivals: readonly Rivalry[]): Gate[] {
  const ratios = rivals.map(({ us, them }) => quantile(us.lags, 0.95) / quantile(them.lags, 0.95))
  const worst = greatest(rivals.flatMap(({ us }) => us.lags))
  const share = greatest(ratios)
  return [
    {
      demand: 'AWS 15..120: p95 lag in every family < 1',
      measured: share.toFixed(3),
      holds: share < 1,
    },
    atMost('worst lag, s', worst, 65, 1),
  ]
}

function inRelease({ waiters, releases: { sound } }: Measurements): Gate[] {
  const [us, them] = [first(sound), sampleOf(waiters, sound, '10 s')]
  return [
    atMost('fixed 10 s: sum of lags in a release', mean(us.lags) / mean(them.lags), 0.5),
    atMost('fixed 10 s: requests in a release', mean(us.requests) / mean(them.requests), 0.8),
  ]
}

function failures(trials: readonly Trial[]): Gate {
  const trial = trials.find(({ family }) => family.name === 'fails')
  const { lags } = first(trial?.samples ?? [])
  const lag = mean(lags)
  return {
    demand: 'jobs that fail: mean lag < 8 s, within two standard errors',
    measured: `${lag.toFixed(2)} ± ${standardError(lags).toFixed(2)}`,
    holds: lag - 2 * standardError(lags) < 8,
  }
}

function first(samples: readonly Sample[]): Sample {
  const [sample] = samples
  if (sample === undefined) throw new Error('nothing was measured')
  return sample
}

function atMost(demand: string, value: number, limit: number, digits = 3): Gate {
  return { demand: `${demand} ≤ ${limit}`, measured: value.toFixed(digits), holds: value <= limit }
}

function atLeast(demand: string, value: number, limit: number): Gate {
  return { demand: `${demand} ≥ ${limit}`, measured: String(value), holds: value >= limit }
}
