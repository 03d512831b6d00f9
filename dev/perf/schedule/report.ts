import { geometricMean, greatest, mean, quantile } from '../statistics.ts'
import { table } from '../table.ts'
import { type Gate, noWorse, sampleOf } from './gates.ts'
import type { Measurements, Sample, Trial } from './measure.ts'

/** Everything that was measured, as Markdown; the same text is printed and kept. */
export function report(measurements: Measurements, gates: readonly Gate[]): string {
  const { traces, gated, adversarial } = measurements
  return `${[
    '# Benchmark: when to poll next',
    'Made by `npm run perf -- schedule`; do not edit.',
    [
      `Virtual time, seeded: ${traces} jobs of each of ${gated.length} families, and of ${adversarial.length} adversarial ones; every waiter waits for the same jobs.`,
      'Lag is the time from the end of a job to the response that reports it. Jobs respond as Clanforge does: integer percent, timestamps and Date header in whole seconds,',
      'written by the job every 1 to 10 s. A request takes 50 ms and an exponential tail of 50 ms more. Waiting begins when the job is created; it is queued for up to 20 s where nothing else is said,',
      'and runs for 2 to 45 minutes, as many between 2 and 4 as between 20 and 40.',
    ].join(' '),
    '![Lag against requests of every waiter](benchmark.svg)',
    '## All families',
    overview(measurements),
    'Means over the families, each counted alike: the geometric mean of their mean lags and requests, and the arithmetic one; “worst” is the worst trace of all. “Bare square root” is the shipped schedule without its bounds by elapsed time and without its request budget.',
    '## A release',
    'Four waits one after the other, 28 minutes in all. Sums of lags in seconds and of requests: of sound jobs (steady, in bursts, stalling, in phases, with a wrong ETA or without; this is gated), of jobs that all hang at 99%, and of jobs that report nothing until they end.',
    releaseTable(measurements),
    '## Gates',
    table(
      ['demand', 'measured', 'holds'],
      gates.map(gate => [gate.demand, gate.measured, gate.holds ? 'yes' : 'NO']),
    ),
    '## Where this action is ahead, and where it is not',
    'Per waiter: in how many of the families this action is behind by its mean lag, by its mean number of requests, and on both axes at once; behind is more than 2% and more than two standard errors.',
    behindTable(measurements),
    failures(measurements),
    `Against fixed 10 s it is behind in: ${lostTo(measurements, 'fixed 10 s')}.`,
    ...gated.map(trial => familySection(measurements, trial)),
    '## Adversarial families, not gated',
    ...adversarial.map(trial => familySection(measurements, trial)),
  ].join('\n\n')}\n`
}

/** Lag and requests of a waiter over all families, by a kind of mean. */
export function overall(
  { gated }: Measurements,
  waiter: number,
  middle: typeof mean,
): Record<keyof Sample, number> {
  const of = (axis: keyof Sample) => middle(gated.map(({ samples }) => mean(samples[waiter]?.[axis] ?? [])))
  return { lags: of('lags'), requests: of('requests') }
}

function overview(measurements: Measurements): string {
  return table(
    ['waiter', 'lag s', 'requests', 'lag s, arithmetic', 'requests, arithmetic', 'worst lag s'],
    measurements.waiters.map(({ name }, index) => [
      name,
      ...[geometricMean, mean].flatMap(middle => {
        const { lags, requests } = overall(measurements, index, middle)
        return [lags.toFixed(2), requests.toFixed(1)]
      }),
      greatest(measurements.gated.flatMap(({ samples }) => samples[index]?.lags ?? [])).toFixed(1),
    ]),
  )
}

function releaseTable({ waiters, releases }: Measurements): string {
  const rows = waiters.map(({ name }, index) => {
    const samples = Object.values(releases).flatMap(all => all[index] ?? [])
    const cells = samples.flatMap(({ lags, requests }) => [mean(lags).toFixed(1), mean(requests).toFixed(0)])
    return [name, ...cells]
  })
  return table(['waiter', ...Object.keys(releases).flatMap(kind => [`${kind}: lag s`, 'requests'])], rows)
}

function behindTable({ waiters, gated }: Measurements): string {
  const count = (name: string, ...axes: (keyof Sample)[]) => {
    const isBehind = ({ samples }: Trial) =>
      axes.every(axis => !noWorse(sampleOf(waiters, samples, ''), sampleOf(waiters, samples, name), axis))
    return String(gated.filter(isBehind).length)
  }
  const rows = waiters
    .slice(1)
    .map(({ name }) => [name, count(name, 'lags'), count(name, 'requests'), count(name, 'lags', 'requests')])
  return table(['against', 'by lag', 'by requests', 'by both'], rows)
}

function failures({ waiters, gated, releases: { sound } }: Measurements): string {
  const fails = gated.find(({ family }) => family.name === 'fails')?.samples ?? []
  const pair = (samples: readonly Sample[], axis: keyof Sample, digits: number) =>
    ['bare', ''].map(name => mean(sampleOf(waiters, samples, name)[axis]).toFixed(digits)).join(' to ')
  return [
    'Jobs that fail are where the bare square root loses: nothing predicts when a job will fail, and it polls least often while the end is far.',
    `An even interval until then brings their lag from ${pair(fails, 'lags', 1)} s, for requests from ${pair(fails, 'requests', 1)};`,
    `the price is paid by the jobs that do not fail: a release takes ${pair(sound, 'requests', 0)} requests.`,
  ].join(' ')
}

function lostTo({ waiters, gated }: Measurements, name: string): string {
  const lost = gated.flatMap(({ family, samples }) => {
    const [us, them] = [sampleOf(waiters, samples, ''), sampleOf(waiters, samples, name)]
    const axes = (['lags', 'requests'] as const).filter(axis => !noWorse(us, them, axis))
    return axes.map(
      axis => `${family.name} (${axis} ${mean(us[axis]).toFixed(1)} to ${mean(them[axis]).toFixed(1)})`,
    )
  })
  return lost.length === 0 ? 'none' : lost.join(', ')
}

function familySection({ waiters }: Measurements, { family: { name, about }, samples }: Trial): string {
  const rows = samples.map(({ lags, requests }, index) => [
    waiters[index]?.name ?? '',
    mean(lags).toFixed(2),
    ...[0.5, 0.95, 1].map(share => quantile(lags, share).toFixed(1)),
    mean(requests).toFixed(1),
    greatest(requests).toFixed(0),
  ])
  const head = ['waiter', 'mean lag s', 'p50', 'p95', 'worst', 'mean requests', 'worst']
  return [`### ${capitalized(name)}`, `${capitalized(about)}.`, table(head, rows)].join('\n\n')
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
