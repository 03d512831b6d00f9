/** A job that was listed counts as complete once it has been missing this long. ms */
const LISTED_MISSING = 10_000
/** A job that was never listed, or whose last response was denied, is decided only after this long. ms */
const NEVER_LISTED_MISSING = 60_000
/** A single list proves nothing: it may have been made just before the job was added. */
const LEAST_LISTS = 2

/** What the install lists have shown of a job so far. Monotonic ms. */
export interface ListingState {
  /** Seen in a list at least once, in an entry that can be read. */
  readonly wasListed: boolean
  /** Seen in a list in an entry that cannot be read. */
  readonly wasUnreadable: boolean
  /** When the first of the consecutive lists without the job was received; undefined while it is listed. */
  readonly missingSince: number | undefined
  /** How many lists in a row were without it. */
  readonly missingLists: number
}

/** Before the first list. */
export const neverListed: ListingState = {
  wasListed: false,
  wasUnreadable: false,
  missingSince: undefined,
  missingLists: 0,
}

/** After a list that has the job. */
export const listed: ListingState = { ...neverListed, wasListed: true }

/** After a list whose entry for the job cannot be read: the job is not missing, but nothing is known about it. */
export function listedUnreadable(before: ListingState): ListingState {
  return { ...before, wasUnreadable: true, missingSince: undefined, missingLists: 0 }
}

/** What a job's absence from the list means so far. */
export type MissingVerdict =
  /** It has left the list. The API does not report how it ended. */
  | { readonly type: 'inferred' }
  | { readonly type: 'never-listed' }
  | { readonly type: 'denied-and-missing' }
  /** A list at `settledAt` (monotonic ms) or later decides. */
  | { readonly type: 'missing'; readonly settledAt: number }

/** How the job was last seen outside the list, too. */
export interface LastSeen {
  /** A valid response about the job was received: an entry of the list, or the response to its queue call. */
  readonly wasSeen: boolean
  /** The last such response was denied. */
  readonly isDenied: boolean
}

/** After a well-formed list without the job, received at `at`. An invalid response in between does not count. */
export function missingAfter(before: ListingState, at: number): ListingState {
  return {
    ...before,
    missingSince: before.missingSince ?? at,
    missingLists: before.missingLists + 1,
  }
}

/** The rules of docs/how-results-are-decided.md, "The install list", for the list that `missingAfter` just counted. */
export function judgeMissing(
  listing: ListingState,
  { wasSeen, isDenied }: LastSeen,
  at: number,
): MissingVerdict {
  const { wasListed, missingSince = at, missingLists } = listing
  const settledAt = missingSince + (wasListed && !isDenied ? LISTED_MISSING : NEVER_LISTED_MISSING)
  if (at < settledAt || missingLists < LEAST_LISTS) return { type: 'missing', settledAt }
  if (isDenied) return { type: 'denied-and-missing' }
  return { type: wasListed || wasSeen ? 'inferred' : 'never-listed' }
}
