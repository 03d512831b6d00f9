import type { JobState } from '../wait/job-state.ts'
import { etaOf } from './job-text.ts'
import { formatDateTime, formatDuration, formatTimeOfDay } from './text.ts'

/** The smallest change of an ETA that is shown. */
const MIN_ETA_SHIFT_S = 10
/** An ETA that is further away is shown with its date. */
const MAX_UNDATED_DISTANCE_S = 43_200

/**
 * `about 4m left (ETA 14:05:42 UTC)`, by Clanforge's ETA and the server's clock; empty without an ETA.
 *
 * @param at monotonic ms
 * @param shownEta the ETA as it was last shown, Unix seconds: it is repeated only when it has moved
 */
export function timeLeft(job: JobState, at: number, shownEta: number | undefined): string {
  const eta = etaOf(job)
  const left = secondsToEta(job, at)
  if (eta === undefined) return ''
  const isFar = left === undefined || Math.abs(left) > MAX_UNDATED_DISTANCE_S
  const time = isFar ? formatDateTime(eta * 1000) : `${formatTimeOfDay(eta * 1000)} UTC`
  const shown = hasMoved(eta, shownEta) && time !== '' ? `ETA ${time}${shift(eta, shownEta)}` : ''
  if (left === undefined) return shown
  const text = left < 1 ? `ETA passed${passed(left)}` : `about ${formatRough(left)} left`
  return shown === '' ? text : `${text} (${shown})`
}

/** Whether an ETA is worth showing, after the one that was shown before. Unix seconds. */
export function hasMoved(eta: number, shownEta: number | undefined): boolean {
  return shownEta === undefined || Math.abs(eta - shownEta) >= MIN_ETA_SHIFT_S
}

/** Seconds until the ETA on the server's clock; undefined without an ETA or without the server's time. */
function secondsToEta(job: JobState, at: number): number | undefined {
  const [eta, { lastResponse }] = [etaOf(job), job]
  if (eta === undefined || lastResponse?.date === undefined) return undefined
  return eta - (lastResponse.date + (at - lastResponse.receivedAt) / 1000)
}

function shift(eta: number, before: number | undefined): string {
  if (before === undefined) return ''
  const moved = eta - before
  return `, ${formatDuration(Math.abs(moved) * 1000)} ${moved > 0 ? 'later' : 'earlier'}`
}

function passed(left: number): string {
  return left > -5 ? '' : ` ${formatRough(-left)} ago`
}

/** Seconds as a duration without false precision: rounded to 5 s, from 1 min to 30 s, from 5 min to 1 min. */
function formatRough(seconds: number): string {
  const step = seconds < 60 ? 5 : seconds < 300 ? 30 : 60
  return formatDuration(Math.max(1, Math.round(seconds / step)) * step * 1000)
}
