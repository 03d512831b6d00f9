import type { JobState } from '../wait/job-state.ts'
import type { Span } from './job-span.ts'
import type { ToServerTime } from './server-time.ts'
import { formatDuration, formatTimestamp } from './text.ts'

const prefixes: Readonly<Record<Span['precision'], string>> = {
  exact: '',
  about: 'about ',
  part: 'seen for ',
}

/** How long a job ran, or has run so far; empty when that is not known. `now` in monotonic ms. */
export function tookText(
  job: JobState,
  { start, finish, precision }: Span,
  { now, toServerTime }: { readonly now: number; readonly toServerTime: ToServerTime },
): string {
  if (start === undefined) return ''
  if (finish === undefined) {
    const isRunning = job.ending?.type === 'stalled' || (job.ending === undefined && job.fault === undefined)
    const soFar = toServerTime(job, job.endedAt ?? now) - start
    return isRunning && soFar >= 0 ? `${formatDuration(soFar)} so far` : ''
  }
  if (finish < start) return ''
  return prefixes[precision] + formatDuration(finish - start)
}

/** `08:00:05 → 08:04:10`, as far as it is known; on several days `14 Jan 08:00 → 15 Jan 08:04`. */
export function whenText({ start, finish }: Span, withDate: boolean): string {
  const time = withDate ? dayAndMinute : timeOf
  const [from, to] = [time(start), time(finish)]
  if (to === '') return from === '' ? '' : `since ${from}`
  if (from === '') return `until ${to}`
  const isSameDay = withDate && dayOf(start) === dayOf(finish)
  return `${from} → ${isSameDay ? to.slice(-5) : to}`
}

/** `2027-01-15`, in UTC; empty for what is no date. From ms since 1970. */
export function dayOf(ms: number | undefined): string {
  return textOf(ms).slice(0, 10)
}

/** `08:00:05`, in UTC; empty for what is no date. From ms since 1970. */
export function timeOf(ms: number | undefined): string {
  return textOf(ms).slice(11, 19)
}

/** `15 Jan 08:00`. */
function dayAndMinute(ms: number | undefined): string {
  const text = textOf(ms) === '' ? '' : new Date(ms ?? NaN).toUTCString()
  return text === '' ? '' : `${Number(text.slice(5, 7))} ${text.slice(8, 11)} ${text.slice(17, 22)}`
}

function textOf(ms: number | undefined): string {
  return formatTimestamp((ms ?? NaN) / 1000, true)
}
