/** A job that was listed before is complete once it has been absent this long. ms */
const GONE = 10_000
/** A job that was never listed is believed to be gone, or to be nowhere, only after this long. ms */
const NEVER_LISTED = 60_000

/** What lists have said of an install so far. Monotonic ms. */
export interface Presence {
  /** Seen in a list, at least once. */
  readonly listed: boolean
  /** Its queue call was answered. */
  readonly queued: boolean
  /** The first list of those in a row from which it was absent. */
  readonly absentSince: number | undefined
}

/** What an absence means so far; `until`: when a list can settle it. */
export type AbsenceVerdict =
  | { readonly is: 'gone' }
  | { readonly is: 'nowhere' }
  | { readonly is: 'absent'; readonly until: number; readonly presence: Presence }

/**
 * Judges a well-formed list, heard at `now`, that does not have the job. The list holds jobs that are not complete,
 * so being gone means being over; a single list is not taken for that, nor an absence before the job was ever seen.
 */
export function judgeAbsence(presence: Presence, now: number): AbsenceVerdict {
  const { listed, queued, absentSince = now } = presence
  const until = absentSince + (listed ? GONE : NEVER_LISTED)
  if (now < until) return { is: 'absent', until, presence: { ...presence, absentSince } }
  return { is: listed || queued ? 'gone' : 'nowhere' }
}
