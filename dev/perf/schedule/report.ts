import { fillTemplate } from '../../build/template.ts'
import { geometricMean, mean, quantile } from '../statistics.ts'
import { type Axis, type Gate, axes, compare, isBehind } from './gates.ts'
import type { Measurements, Sample, Trial } from './measure.ts'

/** A column of a table with a row per client. The cell is made of the client's samples in all trials of the table. */
type Column = readonly [head: string, cell: (samples: readonly Sample[]) => string]

const overviewColumns: readonly Column[] = [
  ['lag s', samples => overall(samples, 'lags', geometricMean).toFixed(2)],
  ['requests', samples => overall(samples, 'requests', geometricMean).toFixed(1)],
  ['lag s, arithmetic', samples => overall(samples, 'lags', mean).toFixed(2)],
  ['requests, arithmetic', samples => overall(samples, 'requests', mean).toFixed(1)],
  ['worst lag s', samples => quantileOf(samples, 'lags', 1).toFixed(1)],
]

const familyColumns: readonly Column[] = [
  ['mean lag s', samples => overall(samples, 'lags', mean).toFixed(2)],
  ['p50', samples => quantileOf(samples, 'lags', 0.5).toFixed(1)],
  ['p95', samples => quantileOf(samples, 'lags', 0.95).toFixed(1)],
  ['worst', samples => quantileOf(samples, 'lags', 1).toFixed(1)],
  ['mean requests', samples => overall(samples, 'requests', mean).toFixed(1)],
  ['worst', samples => quantileOf(samples, 'requests', 1).toFixed(0)],
]

/** The page with all measurements, as Markdown. Its tables are not padded. */
export function report(
  { traces, gated, adversarial, releases }: Measurements,
  gates: readonly Gate[],
): string {
  const releaseColumns = releases.flatMap(({ name }, release): readonly Column[] => [
    [`${name}: lag s`, samples => mean(samples[release]?.lags ?? []).toFixed(1)],
    ['requests', samples => mean(samples[release]?.requests ?? []).toFixed(0)],
  ])
  return fillTemplate('dev/perf/templates/benchmark.md', {
    traces,
    families: gated.length,
    adversarialFamilies: adversarial.length,
    overviewTable: clientTable(gated, overviewColumns),
    releases: releases.map(({ name, about }) => `${name} (${about})`).join(', '),
    releaseTable: clientTable(releases, releaseColumns),
    gateTable: gateTable(gates),
    behindTable: behindTable(gated),
    behindTen: familiesBehind(gated, 'fixed 10 s'),
    familySections: gated.map(familySection).join('\n\n'),
    adversarialSections: adversarial.map(familySection).join('\n\n'),
  })
}

/** An average over the means of all samples, each of which counts the same. */
function overall(samples: readonly Sample[], axis: Axis, average: typeof mean): number {
  return average(samples.map(sample => mean(sample[axis])))
}

/** The samples of each client, one per trial. */
function byClient(trials: readonly Trial[]) {
  const clients = trials[0]?.samples ?? []
  return clients.map(({ client }, index) => ({
    client,
    samples: trials.flatMap(({ samples }) => samples[index] ?? []),
  }))
}

function quantileOf(samples: readonly Sample[], axis: Axis, share: number): number {
  const values = samples.flatMap(sample => sample[axis])
  return quantile(values, share)
}

function clientTable(trials: readonly Trial[], columns: readonly Column[]): string {
  const rows = byClient(trials).map(({ client, samples }) => [
    client,
    ...columns.map(([, cell]) => cell(samples)),
  ])
  return table(['client', ...columns.map(([head]) => head)], rows)
}

function gateTable(gates: readonly Gate[]): string {
  const rows = gates.map(({ limit, measured, passed }) => [limit, measured, passed ? 'yes' : 'NO'])
  return table(['limit', 'measured', 'passed'], rows)
}

function behindTable(gated: readonly Trial[]): string {
  const [, ...others] = byClient(gated)
  const rows = others.map(({ client }) => {
    const count = (...on: readonly Axis[]) =>
      String(gated.filter(trial => on.every(axis => isBehind(trial, client, axis))).length)
    return [client, count('lags'), count('requests'), count(...axes)]
  })
  return table(['against', 'by lag', 'by requests', 'by both'], rows)
}

function familiesBehind(gated: readonly Trial[], name: string): string {
  const families = axes.flatMap(axis =>
    gated
      .filter(trial => isBehind(trial, name, axis))
      .map(trial => {
        const { ours, other } = compare(trial, name, axis)
        return `${trial.name} (${axis}: ${mean(ours).toFixed(1)} instead of ${mean(other).toFixed(1)})`
      }),
  )
  return families.join(', ') || 'none'
}

function familySection(trial: Trial): string {
  const { name, about } = trial
  return `### ${capitalize(name)}\n\n${capitalize(about)}.\n\n${clientTable([trial], familyColumns)}`
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The first column is text, the others are numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'))
  return [head, rule, ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}

// The axes of templates/benchmark.svg, which draws their lines: from 6 to 1000 requests, and from 0.4 to 80 s of lag.
const x = logarithmicScale([6, 1000], [70, 850])
const y = logarithmicScale([0.4, 80], [530, 92])

/** Lag against requests of every client, on logarithmic axes, as an SVG for light and dark pages. */
export function plot({ gated, traces }: Measurements): string {
  const points = byClient(gated).map(({ client, samples }, index) => {
    const left = x(overall(samples, 'requests', geometricMean))
    const top = y(overall(samples, 'lags', geometricMean))
    const other = client.startsWith('fixed') ? 'fixed' : 'other'
    const kind = index === 0 ? 'ours' : other
    const disk = `<circle class="${kind}" r="9"/><text class="number middle" y="4">${index + 1}</text>`
    const label = `${disk}<text class="${kind}" x="18" y="4">${client}</text>`
    return `${group(left, top, disk)}\n${group(630, 114 + 20 * index, label)}`
  })
  return fillTemplate('dev/perf/templates/benchmark.svg', {
    families: gated.length,
    traces,
    points: points.join('\n'),
  })
}

function group(left: number, top: number, content: string): string {
  return `<g transform="translate(${left.toFixed(1)} ${top.toFixed(1)})">${content}</g>`
}

type Range = readonly [number, number]

function logarithmicScale([low, high]: Range, [from, to]: Range): (value: number) => number {
  return value => from + ((to - from) * Math.log(value / low)) / Math.log(high / low)
}
