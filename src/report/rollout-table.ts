import type { JobState } from '../wait/job-state.ts'
import { nameOf } from './job-text.ts'
import { timeOf } from './job-times.ts'
import { details, escapeMarkdown, tableHead, tableRow } from './markdown.ts'
import type { ToServerTime } from './server-time.ts'
import { plural } from './text.ts'

/** The changes of a rollout that are listed. */
const CHANGES = 40

/** A rollout's counters over time, as Markdown that a reader can open; empty when they never changed. */
export function rolloutTable(job: JobState, toServerTime: ToServerTime): readonly string[] {
  const rows = job.history.flatMap(entry => {
    if (entry.type !== 'status' || entry.status.type !== 'rollout') return []
    const { completed, pending, failed } = entry.status
    const time = timeOf(toServerTime(job, entry.at))
    return [tableRow([time, completed, pending, failed].map(cell => escapeMarkdown(String(cell))))]
  })
  if (rows.length < 2) return []
  const [head, changes] = [
    ['Time', 'Completed', 'Pending', 'Failed'],
    plural(rows.length - CHANGES, 'later change'),
  ]
  return details(`Machines of the ${nameOf(job)}`, [
    ...tableHead(head),
    ...rows.slice(0, CHANGES),
    ...(rows.length > CHANGES ? ['', `… and ${changes}.`] : []),
  ])
}
