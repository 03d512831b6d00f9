import type { Family } from './families.ts'
import { type Gate, noWorse, sampleOf } from './gates.ts'
import type { Measurements, Sample, Trial } from './measure.ts'
import { geometricMean, greatest, mean, quantile } from '../statistics.ts'
import { table } from '../table.ts'

/** Everything that was found out, as Markdown; the same text is printed and kept. */
export function report(measurements: Measurements, gates: readonly Gate[]): string {
  const { traces, gated, adversarial } = measurements
  return `${[
    '# Benchmark: when to ask next',
    'Made by `npm run perf -- schedule`; do not edit.',
    introduction(traces, gated.length, adversarial.length),
    '![Lag against requests of every waiter](benchmark.svg)',
    '## All families',
    overview(measurements),
    'Means over the families, each counted alike: the geometric mean of their mean lags and requests, and the arithmetic one; “worst” is the worst trace of all. “Bare square root” is the shipped schedule without its bounds by elapsed time and without its request budget.',
    '## A release',
    'Four waits one after the other, 28 minutes in all. Sums of lags in seconds and of requests: of sound jobs (steady, in bursts, stalling, in phases, with a wrong ETA or without; this is gated), of jobs that all hang at 99 %, and of jobs that tell nothing.',
    releaseTable(measurements),
    '## Gates',
    table(
      ['demand', 'measured', 'holds'],
      gates.map(gate => [gate.demand, gate.measured, gate.holds ? 'yes' : 'NO']),
    ),
    '## Where this action is ahead, and where it is not',
    'Per waiter: in how many of the families this action is behind by its mean lag, by its mean number of requests, and on both axes at once; behind is more than 2 % and more than two standard errors.',
    behindTable(measurements),
    failures(measurements),
    `Against fixed 10 s it is behind in: ${lostTo(measurements, '10 s')}.`,
    ...gated.map(trial => familySection(measurements, trial)),
    '## Adversarial families, not gated',
    ...adversarial.map(trial => familySection(measurements, trial)),
  ].join('\n\n')}\n`
}

function introduction(traces: number, gated: number, adversarial: number): string {
  return [
    `Virtual time, seeded: ${traces} jobs of each of ${gated} families, and of ${adversarial} adversarial ones; every waiter waits for the same jobs.`,
    'Lag is the time from the end of a job to the answer that tells it. Jobs answer as Clanforge does: integer percent, stamps and Date header in whole seconds,',
    'written by the job every 1 to 10 s. A request takes 50 ms and an exponential tail of 50 ms more. Waiting begins when the job is created; it is queued for up to 20 s where nothing else is said,',
    'and runs for 2 to 45 minutes, as many between 2 and 4 as between 20 and 40.',
  ].join(' ')
}

function overview({ waiters, gated }: Measurements): string {
  const means = (waiter: number, axis: keyof Sample) =>
    gated.map(({ samples }) => mean(of(samples, waiter)[axis]))
  return table(
    ['waiter', 'lag s', 'requests', 'lag s, arithmetic', 'requests, arithmetic', 'worst lag s'],
    waiters.map(({ name }, index) => [
      name,
      geometricMean(means(index, 'lags')).toFixed(2),
      geometricMean(means(index, 'requests')).toFixed(1),
      mean(means(index, 'lags')).toFixed(2),
      mean(means(index, 'requests')).toFixed(1),
      greatest(gated.flatMap(({ samples }) => of(samples, index).lags)).toFixed(1),
    ]),
  )
}

function releaseTable({ waiters, releases }: Measurements): string {
  const kinds = Object.entries(releases)
  return table(
    ['waiter', ...kinds.flatMap(([kind]) => [`${kind}: lag s`, 'requests'])],
    waiters.map(({ name }, index) => [
      name,
      ...kinds.flatMap(([, samples]) => [
        mean(of(samples, index).lags).toFixed(1),
        mean(of(samples, index).requests).toFixed(0),
      ]),
    ]),
  )
}

function behindTable({ waiters, gated }: Measurements): string {
  const count = (waiter: number, ...axes: (keyof Sample)[]) =>
    gated.filter(({ samples }) => axes.every(axis => !noWorse(of(samples, 0), of(samples, waiter), axis)))
      .length
  return table(
    ['against', 'by lag', 'by requests', 'by both'],
    waiters
      .map(({ name }, index) => [
        name,
        ...[count(index, 'lags'), count(index, 'requests'), count(index, 'lags', 'requests')].map(String),
      ])
      .slice(1),
  )
}

function failures({ waiters, gated, releases: { sound } }: Measurements): string {
  const fails = gated.find(({ family }) => family.name === 'fails')?.samples ?? []
  const pair = (samples: readonly Sample[], axis: keyof Sample, digits: number) =>
    [sampleOf(waiters, samples, 'bare √'), of(samples, 0)]
      .map(sample => mean(sample[axis]).toFixed(digits))
      .join(' to ')
  return [
    'Jobs that fail are where the bare square root loses: nothing tells when a job will fail, and it asks least often while the end is far.',
    `An even pace until then brings their lag from ${pair(fails, 'lags', 1)} s, for requests from ${pair(fails, 'requests', 1)};`,
    `the price is paid by the jobs that do not fail: a release takes ${pair(sound, 'requests', 0)} requests.`,
  ].join(' ')
}

function lostTo({ waiters, gated }: Measurements, short: string): string {
  const lost = gated.flatMap(({ family, samples }) => {
    const [us, them] = [of(samples, 0), sampleOf(waiters, samples, short)]
    const axes = (['lags', 'requests'] as const).filter(axis => !noWorse(us, them, axis))
    return axes.map(
      axis => `${family.name} (${axis} ${mean(us[axis]).toFixed(1)} to ${mean(them[axis]).toFixed(1)})`,
    )
  })
  return lost.length === 0 ? 'none' : lost.join(', ')
}

function familySection({ waiters }: Measurements, { family, samples }: Trial): string {
  const rows = waiters.map(({ name }, index) => [name, ...cells(of(samples, index))])
  const head = ['waiter', 'mean lag s', 'p50', 'p95', 'worst', 'mean requests', 'worst']
  return [
    `### ${title(family)}`,
    `${family.about[0]?.toUpperCase() ?? ''}${family.about.slice(1)}.`,
    table(head, rows),
  ].join('\n\n')
}

const title = ({ name }: Family) => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`

const cells = ({ lags, requests }: Sample) => [
  mean(lags).toFixed(2),
  ...[0.5, 0.95, 1].map(share => quantile(lags, share).toFixed(1)),
  mean(requests).toFixed(1),
  greatest(requests).toFixed(0),
]

function of(samples: readonly Sample[], waiter: number): Sample {
  const sample = samples[waiter]
  if (sample === undefined) throw new Error(`there is no waiter ${waiter}`)
  return sample
}
