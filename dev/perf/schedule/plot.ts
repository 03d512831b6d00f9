import type { Measurements } from './measure.ts'
import { geometricMean, mean } from '../statistics.ts'

const [width, height] = [880, 600]
const frame = { left: 70, top: 92, right: 850, bottom: 530 }
const x = scale([6, 1000], [frame.left, frame.right])
const y = scale([0.4, 80], [frame.bottom, frame.top])

/** Waiters whose label is left of their mark, where the right side is taken. */
const LEFT = ['bare √', '10 s', '15 s', '30 s', 'AWS 15..120', 'Kubernetes']

/** The mark of one waiter, in pixels, and as what it is drawn. */
interface Mark {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly kind: 'ours' | 'bare' | 'fixed' | 'other'
}

/** Lag against requests of every waiter, both on a logarithmic axis, as an SVG for light and dark pages. */
export function plot(measurements: Measurements): string {
  const marks = marksOf(measurements)
  const curve = marks.filter(({ kind }) => kind === 'fixed').toSorted((a, b) => a.x - b.x)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about">`,
    '<title id="title">Lag against requests of every waiter</title>',
    '<desc id="about">Both axes logarithmic; further down and to the left is better. Figures in benchmark.md.</desc>',
    `<style>${style}</style>`,
    `<rect class="page" width="${width}" height="${height}" rx="8"/>`,
    text('heading', frame.left, 38, 'What a wait costs: seconds of lag against requests'),
    text(
      'note',
      frame.left,
      62,
      `Geometric means over ${measurements.gated.length} families of jobs, ${measurements.traces} jobs each. Down and to the left is better.`,
    ),
    ...grid(),
    `<polyline class="curve" points="${curve.map(mark => `${px(mark.x)},${px(mark.y)}`).join(' ')}"/>`,
    ...marks.map(drawMark),
    ...marks.map(drawLabel),
    ...legend(),
    '</svg>',
  ]
    .join('\n')
    .concat('\n')
}

function marksOf({ waiters, gated }: Measurements): Mark[] {
  return waiters.map(({ short }, index) => {
    const of = (axis: 'lags' | 'requests') =>
      geometricMean(gated.map(({ samples }) => mean(samples[index]?.[axis] ?? [])))
    const kind =
      index === 0 ? 'ours' : short.startsWith('bare') ? 'bare' : /^\d+ s$/.test(short) ? 'fixed' : 'other'
    return { text: short, x: x(of('requests')), y: y(of('lags')), kind }
  })
}

function grid(): string[] {
  const columns = [10, 20, 50, 100, 200, 500, 1000].map(
    value =>
      `<line class="grid" x1="${px(x(value))}" x2="${px(x(value))}" y1="${frame.top}" y2="${frame.bottom}"/>${text('tick', x(value), frame.bottom + 20, String(value), 'middle')}`,
  )
  const rows = [0.5, 1, 2, 5, 10, 20, 50].map(
    value =>
      `<line class="grid" x1="${frame.left}" x2="${frame.right}" y1="${px(y(value))}" y2="${px(y(value))}"/>${text('tick', frame.left - 10, y(value) + 4, String(value), 'end')}`,
  )
  return [
    ...columns,
    ...rows,
    text('axis', (frame.left + frame.right) / 2, frame.bottom + 46, 'requests per job', 'middle'),
    `<g transform="translate(24 ${(frame.top + frame.bottom) / 2}) rotate(-90)">${text('axis', 0, 0, 'seconds of lag', 'middle')}</g>`,
  ]
}

const radii = { ours: 8, bare: 5, fixed: 5, other: 5 } as const

const drawMark = ({ kind, x: cx, y: cy }: Mark) =>
  `<circle class="mark ${kind}" cx="${px(cx)}" cy="${px(cy)}" r="${radii[kind]}"/>`

/** Beside the mark; a label of the curve is above its right side or below its left side, off the line. */
function drawLabel({ kind, x: left, y: top, text: words }: Mark): string {
  const side = LEFT.includes(words) ? -1 : 1
  const baseline = top + 4.5 + (kind === 'fixed' ? -10 * side : 0)
  return text(`label ${kind}`, left + 11 * side, baseline, words, side < 0 ? 'end' : 'start')
}

function legend(): string[] {
  const entries = [
    ['ours', 'this action'],
    ['bare', 'its rule without bounds and budget'],
    ['fixed', 'fixed intervals'],
    ['other', 'growing intervals'],
  ] as const
  const back = `<rect class="back" x="${frame.right - 262}" y="${frame.top + 1}" width="262" height="100"/>`
  const keys = entries.flatMap(([kind, words], index) => {
    const top = frame.top + 24 + 22 * index
    const left = frame.right - 250
    return [
      `<circle class="mark ${kind}" cx="${left}" cy="${top - 4}" r="${radii[kind]}"/>`,
      text('key', left + 16, top, words),
    ]
  })
  return [back, ...keys]
}

function text(kind: string, left: number, baseline: number, words: string, anchor = 'start'): string {
  return `<text class="${kind}" x="${px(left)}" y="${px(baseline)}" text-anchor="${anchor}">${words}</text>`
}

/** A logarithmic scale from a domain to pixels. */
function scale([low, high]: readonly [number, number], [from, to]: readonly [number, number]) {
  return (value: number) => from + ((to - from) * Math.log(value / low)) / Math.log(high / low)
}

const px = (value: number) => value.toFixed(1)

const style = [
  "text{font:12px -apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:#1f2328}",
  '.page{fill:#fff;stroke:#d1d9e0}.back{fill:#fff}.grid{stroke:#eaeef2}.tick,.note,.key{fill:#59636e}',
  '.heading{font-size:18px;font-weight:600}.axis{font-size:13px}.label{fill:#59636e}',
  '.curve{fill:none;stroke:#8c959f;stroke-width:1.5;stroke-dasharray:4 4}.mark{stroke:#fff;stroke-width:1.5}',
  '.mark.ours{fill:#0969da}.mark.bare{fill:#fff;stroke:#0969da}.mark.fixed{fill:#6e7781}.mark.other{fill:#bc4c00}',
  '.label.ours{fill:#0969da;font-weight:600;font-size:14px}.label.other{fill:#953800}',
  '@media (prefers-color-scheme:dark){text{fill:#e6edf3}.page{fill:#0d1117;stroke:#30363d}.back{fill:#0d1117}.grid{stroke:#21262d}',
  '.tick,.note,.key,.label{fill:#9198a1}.curve{stroke:#6e7681}.mark{stroke:#0d1117}.mark.ours{fill:#58a6ff}',
  '.mark.bare{fill:#0d1117;stroke:#58a6ff}.mark.fixed{fill:#9198a1}.mark.other{fill:#f0883e}',
  '.label.ours{fill:#58a6ff}.label.other{fill:#ffa657}}',
].join('')
