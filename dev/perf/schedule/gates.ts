import { geometricMean, mean, quantile, standardError } from '../statistics.ts'
import type { Measurements, Trial } from './measure.ts'

/** A limit on the schedule of this action. */
export interface Gate {
  readonly limit: string
  readonly measured: string
  readonly passed: boolean
}

/** The two costs of a client. */
export const axes = ['lags', 'requests'] as const

/** One of the two costs. */
export type Axis = (typeof axes)[number]

/**
 * The values of this action, those of the first other client whose name starts with `name`, and how much greater those
 * of this action are, trace by trace.
 *
 * @throws an Error when there is none
 */
export function compare({ samples: [first, ...others] }: Trial, name: string, axis: Axis) {
  const second = others.find(({ client }) => client.startsWith(name))
  if (first === undefined || second === undefined) throw new Error(`there is no client ${name}`)
  const [ours, other] = [first[axis], second[axis]]
  const differences = ours.map((value, trace) => value - (other[trace] ?? NaN))
  return { ours, other, differences }
}

/** Whether this action is behind another client: by more than 2% and by more than two standard errors. */
export function isBehind(trial: Trial, name: string, axis: Axis): boolean {
  const { other, differences } = compare(trial, name, axis)
  return mean(differences) > Math.max(0.02 * mean(other), 2 * standardError(differences))
}

/** Checks all limits. */
export function judge({ gated, releases }: Measurements): readonly Gate[] {
  const ten = 'fixed 10 s'
  const release = releases.slice(0, 1)
  const notBehind = gated.filter(trial => axes.every(axis => !isBehind(trial, ten, axis))).length
  const extraRequests = gated.flatMap(trial => compare(trial, ten, 'requests').differences)
  const longer = gated.filter(({ name }) => name !== 'seconds')
  const p95 = Math.max(...ratios(gated, 'AWS SDK waiter 15..120', 'lags', lags => quantile(lags, 0.95)))
  const failures = gated.find(({ name }) => name === 'fails')?.samples[0]?.lags ?? []
  const [failureLag, error] = [mean(failures), standardError(failures)]
  return [
    gate(`${ten}: families in which this action is not behind ≥ 10`, String(notBehind), notBehind >= 10),
    atMost(`${ten}: geometric mean of lag`, geometricMean(ratios(gated, ten, 'lags')), 0.7),
    atMost(`${ten}: geometric mean of requests`, geometricMean(ratios(gated, ten, 'requests')), 0.7),
    atMost(`${ten}: extra requests in any trace`, Math.max(...extraRequests), 12, 0),
    atMost(
      'fixed 3 s: requests in every family of a minute or more',
      Math.max(...ratios(longer, 'fixed 3 s', 'requests')),
      0.65,
    ),
    gate('AWS SDK waiter 15..120: p95 lag in every family < 1', p95.toFixed(3), p95 < 1),
    atMost('worst lag, s', Math.max(...gated.flatMap(({ samples }) => samples[0]?.lags ?? [])), 65, 1),
    atMost(`${ten}: sum of lags in a release`, mean(ratios(release, ten, 'lags')), 0.5),
    atMost(`${ten}: requests in a release`, mean(ratios(release, ten, 'requests')), 0.8),
    gate(
      'jobs that fail: mean lag < 8 s, within two standard errors',
      `${failureLag.toFixed(2)} ± ${error.toFixed(2)}`,
      failureLag - 2 * error < 8,
    ),
  ]
}

function gate(limit: string, measured: string, passed: boolean): Gate {
  return { limit, measured, passed }
}

function atMost(name: string, value: number, limit: number, digits = 3): Gate {
  return gate(`${name} ≤ ${limit}`, value.toFixed(digits), value <= limit)
}

/** In each trial, this action's average divided by the other client's. */
function ratios(trials: readonly Trial[], name: string, axis: Axis, average = mean): readonly number[] {
  return trials.map(trial => {
    const { ours, other } = compare(trial, name, axis)
    return average(ours) / average(other)
  })
}
