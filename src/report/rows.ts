import { kindNames, kinds } from '../clanforge/kinds.ts'
import type { JobView } from '../wait/job.ts'
import { errorOf, etaOf, formatPercent, nameOf, percentOf, shortNameOf, stateOf } from './standing.ts'
import { resultWords } from './words.ts'
import { bar, cut, formatDuration, formatStamp } from './text.ts'

/** A table is no higher than this; the jobs that changed come first. */
const ROWS = 20
/** How many jobs, or ids of one kind, a line names; a step that waits for more has no line for each. */
export const NAMED = 20
/** How far an ETA must move to be worth a word, s. */
const ETA_MOVED = 10

/**
 * `update 101  █████░░░░░   50 %  Running   ETA 14:05:42 UTC (+12s)`: how a job stands, in columns.
 *
 * @param width of the column with the name
 * @param etaBefore the ETA as it was last shown, Unix seconds
 */
export function barColumns(job: JobView, width: number, etaBefore: number | undefined): string {
  const percent = percentOf(job)
  const columns = [
    shortNameOf(job).padEnd(width),
    percent === undefined ? ' '.repeat(10) : bar(percent),
    formatPercent(percent).padStart(5),
    stateOf(job).padEnd(9),
    etaColumn(job, etaBefore),
    noteOf(job),
  ]
  return columns.join('  ').trimEnd()
}

/** How many lines the table of so many jobs has. */
export function tableHeight(jobs: number): number {
  return Math.min(jobs, ROWS + 1)
}

/** The rows of a table of many jobs: those that changed, those under way, the rest, as far as there is room. */
export function tableOf(jobs: readonly JobView[], changed: ReadonlySet<JobView>): readonly string[] {
  const rank = (job: JobView) => (changed.has(job) ? 0 : job.ending === undefined ? 1 : 2)
  const chosen = new Set(jobs.toSorted((a, b) => rank(a) - rank(b)).slice(0, ROWS))
  const rows = jobs.filter(job => chosen.has(job))
  const width = Math.max(...rows.map(job => shortNameOf(job).length))
  const lines = rows.map(job => barColumns(job, width, undefined))
  return jobs.length > ROWS ? [...lines, `… and ${String(jobs.length - ROWS)} more`] : lines
}

/** `12 jobs: 3 complete, 1 failed, 8 under way`. */
export function tallyOf(jobs: readonly JobView[]): string {
  const counts = new Map<string, number>()
  for (const job of jobs) {
    const word = job.ending?.result ?? (job.held ? 'waiting for versions' : 'under way')
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const parts = [...counts].map(([word, count]) => `${String(count)} ${word}`)
  return `${String(jobs.length)} jobs: ${parts.join(', ')}`
}

function noteOf(job: JobView): string {
  const { ending } = job
  if (ending?.result === 'failed') return cut(errorOf(job), 200)
  if (ending?.result === 'error' || ending?.result === 'stalled') return resultWords[ending.result]
  return ending?.result === 'complete' && ending.inferred
    ? 'gone from the list of installs, so taken for complete'
    : ''
}

function etaColumn(job: JobView, before: number | undefined): string {
  const eta = etaOf(job)
  const time = formatStamp(eta, false)
  if (eta === undefined || time === '') return ''
  const moved = eta - (before ?? eta)
  const sign = moved > 0 ? '+' : '-'
  return Math.abs(moved) < ETA_MOVED
    ? `ETA ${time}`
    : `ETA ${time} (${sign}${formatDuration(Math.abs(moved) * 1000)})`
}

/** `image update 101, 102; rollout of image 44`. */
export function listJobs(jobs: readonly JobView[]): string {
  const [only] = jobs
  if (jobs.length === 1 && only !== undefined) return nameOf(only)
  const groups = kindNames.flatMap(kind => {
    const ids = jobs.filter(job => job.target.kind === kind).map(job => job.target.id)
    const more = ids.length > NAMED ? ` and ${String(ids.length - NAMED)} more` : ''
    return ids.length === 0 ? [] : [`${kinds[kind].noun} ${ids.slice(0, NAMED).join(', ')}${more}`]
  })
  return groups.join('; ')
}
