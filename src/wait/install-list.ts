/** A job that was listed counts as complete once it has been missing this long. ms */
const LISTED_MISSING = 10_000
/** A job that was never listed counts as ended, or as not found, only after this long. ms */
const NEVER_LISTED_MISSING = 60_000
/** A single list proves nothing: it may have been made just before the job was added. */
const LEAST_LISTS = 2

/** What the install list has said about a job so far. Monotonic ms. */
export interface ListingState {
  /** Seen in a list at least once. */
  readonly wasListed: boolean
  /** When the first of the consecutive lists without the job was received; undefined while it is listed. */
  readonly missingSince: number | undefined
  /** How many lists in a row were without it. */
  readonly missingLists: number
}
