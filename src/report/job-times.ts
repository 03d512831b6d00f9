import type { JobState } from '../wait/job-state.ts'
import type { Span } from './job-span.ts'
import type { ToServerTime } from './server-time.ts'
import { formatDate, formatDuration, formatTimeOfDay } from './text.ts'

const prefixes: Readonly<Record<Span['precision'], string>> = {
  exact: '',
  about: 'about ',
  partial: 'at least ',
}

/** How long a job ran, or has run so far; empty when that is not known. `now` in monotonic ms. */
export function formatRunTime(
  job: JobState,
  { start, finish, precision }: Span,
  { now, toServerTime }: { readonly now: number; readonly toServerTime: ToServerTime },
): string {
  if (start === undefined) return ''
  if (finish === undefined) {
    const isRunning =
      job.ending?.type === 'stalled' || (job.ending === undefined && job.lastFault === undefined)
    const soFar = toServerTime(job, job.endedAt ?? now) - start
    return isRunning && soFar >= 0 ? `${formatDuration(soFar)} so far` : ''
  }
  if (finish < start) return ''
  return prefixes[precision] + formatDuration(finish - start)
}

/** `08:00:05 → 08:04:10`, as far as it is known; on several days `14 Jan 08:00 → 15 Jan 08:04`. */
export function formatPeriod({ start, finish }: Span, withDate: boolean): string {
  const time = withDate ? dayAndMinute : formatTimeOfDay
  const [from, to] = [time(start), time(finish)]
  if (to === '') return from === '' ? '' : `since ${from}`
  if (from === '') return `until ${to}`
  const isSameDay = withDate && formatDate(start) === formatDate(finish)
  return `${from} → ${isSameDay ? to.slice(-5) : to}`
}

/** `15 Jan 08:00`, in UTC. */
function dayAndMinute(ms: number | undefined): string {
  if (formatDate(ms) === '') return ''
  const [, day, month, , time = ''] = new Date(ms ?? NaN).toUTCString().split(' ')
  return `${Number(day)} ${month} ${time.slice(0, 5)}`
}
