import { geometricMean } from '../statistics.ts'
import type { Measurements } from './measure.ts'
import { overall } from './report.ts'

const frame = { left: 70, top: 92, right: 850, bottom: 530 }
const x = logarithmic([6, 1000], [frame.left, frame.right])
const y = logarithmic([0.4, 80], [frame.bottom, frame.top])

/** Lag against requests of every waiter, both on a logarithmic axis, as an SVG for light and dark pages. */
export function plot(measurements: Measurements): string {
  const { waiters, gated, traces } = measurements
  const marks = waiters.flatMap(({ name }, index) => {
    const { lags, requests } = overall(measurements, index, geometricMean)
    const kind = index === 0 ? 'ours' : name.startsWith('fixed') ? 'fixed' : 'other'
    const row = frame.top + 22 + 20 * index
    return [
      ...mark(kind, x(requests), y(lags), index + 1),
      ...mark(kind, frame.right - 220, row, index + 1),
      text(kind, frame.right - 202, row + 4, name),
    ]
  })
  const note = `Geometric means over ${gated.length} families of jobs, ${traces} jobs each. Down and to the left is better.`
  return `${[
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 600" role="img" aria-labelledby="title about">',
    '<title id="title">Lag against requests of every waiter</title>',
    '<desc id="about">Both axes logarithmic; further down and to the left is better. Figures in benchmark.md.</desc>',
    `<style>${style}</style>`,
    '<rect class="page" width="880" height="600" rx="8"/>',
    text('heading', frame.left, 38, 'What a wait costs: seconds of lag against requests'),
    text('', frame.left, 62, note),
    ...[10, 20, 50, 100, 200, 500, 1000].flatMap(value => [
      `<path d="M${px(x(value))} ${frame.top}V${frame.bottom}"/>`,
      text('middle', x(value), frame.bottom + 20, String(value)),
    ]),
    ...[0.5, 1, 2, 5, 10, 20, 50].flatMap(value => [
      `<path d="M${frame.left} ${px(y(value))}H${frame.right}"/>`,
      text('middle', frame.left - 20, y(value) + 4, String(value)),
    ]),
    text('middle', (frame.left + frame.right) / 2, frame.bottom + 46, 'requests per job'),
    text('middle', frame.left - 20, frame.top - 8, 'lag, s'),
    ...marks,
    '</svg>',
  ].join('\n')}\n`
}

const px = (value: number) => value.toFixed(1)

const text = (kind: string, left: number, baseline: number, words: string) =>
  `<text class="${kind}" x="${px(left)}" y="${px(baseline)}">${words}</text>`

const mark = (kind: string, left: number, middle: number, number: number) => [
  `<circle class="${kind}" cx="${px(left)}" cy="${px(middle)}" r="9"/>`,
  text('number middle', left, middle + 4, String(number)),
]

/** A logarithmic scale from a domain to pixels. */
function logarithmic([low, high]: readonly [number, number], [from, to]: readonly [number, number]) {
  return (value: number) => from + ((to - from) * Math.log(value / low)) / Math.log(high / low)
}

const style = [
  "text{font:12px -apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:#59636e}.middle{text-anchor:middle}",
  '.page{fill:#fff;stroke:#d1d9e0}path{stroke:#eaeef2}.heading{font-size:18px;font-weight:600;fill:#1f2328}text.ours{font-weight:600}',
  'circle{stroke:#fff}circle.ours{fill:#0969da}circle.fixed{fill:#6e7781}circle.other{fill:#bc4c00}text.number{fill:#fff;font-size:11px}',
  '@media (prefers-color-scheme:dark){text{fill:#9198a1}.heading{fill:#e6edf3}.page{fill:#0d1117;stroke:#30363d}',
  'path{stroke:#21262d}circle{stroke:#0d1117}}',
].join('')
