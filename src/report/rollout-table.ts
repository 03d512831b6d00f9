import type { JobState } from '../wait/job-state.ts'
import { nameOf } from './job-text.ts'
import { details, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import type { ToServerTime } from './server-time.ts'
import { formatTimeOfDay, plural } from './text.ts'

/** A longer history is shortened to its first and last changes. */
const MAX_CHANGES = 40
const COUNTER_HEAD = ['Time', 'Completed', 'Pending', 'Failed']

/** A rollout's counters over time, as Markdown that a reader can open; empty when they never changed. */
export function rolloutTable(job: JobState, toServerTime: ToServerTime): readonly string[] {
  const rows = job.history.flatMap(entry => {
    if (entry.type !== 'status' || entry.status.type !== 'rollout') return []
    const { completed, pending, failed } = entry.status
    const time = escapeMarkdown(formatTimeOfDay(toServerTime(job, entry.at)))
    return [tableRow([time, ...[completed, pending, failed].map(String)])]
  })
  const left = rows.length - MAX_CHANGES
  const listed =
    left > 0
      ? [...rows.slice(0, MAX_CHANGES / 2), tableRow(['…', '', '', '']), ...rows.slice(-MAX_CHANGES / 2)]
      : rows
  const note =
    left > 0 ? ['', `${plural(left, 'change')} in between ${left === 1 ? 'is' : 'are'} left out.`] : []
  return rows.length < 2
    ? []
    : details(`Machines of the ${nameOf(job)}`, [...tableHead(COUNTER_HEAD), ...listed, ...note])
}
