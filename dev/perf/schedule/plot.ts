import { geometricMean } from '../statistics.ts'
import { fillTemplate } from '../template.ts'
import type { Measurements } from './measure.ts'
import { byClient, overall } from './report.ts'

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
  return fillTemplate('benchmark.svg', { families: gated.length, traces, points: points.join('\n') })
}

function group(left: number, top: number, content: string): string {
  return `<g transform="translate(${left.toFixed(1)} ${top.toFixed(1)})">${content}</g>`
}

type Range = readonly [number, number]

function logarithmicScale([low, high]: Range, [from, to]: Range): (value: number) => number {
  return value => from + ((to - from) * Math.log(value / low)) / Math.log(high / low)
}
