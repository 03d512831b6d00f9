import type { ListDefect } from '../clanforge/response.ts'

/** A job that was listed counts as complete once it has been missing this long. */
const MIN_MISSING_AFTER_LISTED_MS = 10_000
/** A job that was never listed, or whose last response was denied, is decided only after this long. */
const MIN_MISSING_OTHERWISE_MS = 60_000
/** A job is missing from at least this many lists: a single one may have been made just before the job was added. */
const MIN_LISTS = 2

/** What is known of a job from the install lists so far. Monotonic ms. */
export interface ListingState {
  /** Seen in a list at least once, in an entry that can be read. */
  readonly wasListed: boolean
  /** Seen in a list in an entry that cannot be read. */
  readonly wasUnreadable: boolean
  /** The lists without the job since it was last listed. */
  readonly missing: ListRun
  /** Of these, the lists that can be relied on. */
  readonly reliablyMissing: ListRun
  /** Why the last of these lists cannot be relied on; undefined if it can. */
  readonly defect: ListDefect | undefined
}

/** The number of lists in a row, and when the first of them was received (undefined without any). */
export interface ListRun {
  readonly since: number | undefined
  readonly lists: number
}

const noLists: ListRun = { since: undefined, lists: 0 }

/** Before the first list. */
export const neverListed: ListingState = {
  wasListed: false,
  wasUnreadable: false,
  missing: noLists,
  reliablyMissing: noLists,
  defect: undefined,
}

/** After a list that has the job. */
export const listed: ListingState = { ...neverListed, wasListed: true }

/** After a list whose entry for the job cannot be read: the job is not missing, but nothing is known about it. */
export function listedUnreadable(before: ListingState): ListingState {
  return { ...neverListed, wasListed: before.wasListed, wasUnreadable: true }
}

/** The verdict about a job that is missing from the list. */
export type MissingVerdict =
  /** It has left the list. The API does not report how it ended. */
  | { readonly type: 'inferred' }
  | { readonly type: 'never-listed' }
  | { readonly type: 'denied-and-missing' }
  | { readonly type: 'list-unreliable'; readonly defect: ListDefect }
  /** A list at `settledAt` (monotonic ms) or later decides. */
  | { readonly type: 'missing'; readonly settledAt: number }

/** The job's last valid response, from a list or elsewhere. */
export interface LastSeen {
  /** A valid response about the job was received: an entry of the list, or the response to its queue call. */
  readonly wasSeen: boolean
  /** The last such response was denied. */
  readonly isDenied: boolean
}

/** After a well-formed list without the job, received at `at`. An invalid response in between does not count. */
export function missingAfter(before: ListingState, at: number, defect: ListDefect | undefined): ListingState {
  const missing = addList(before.missing, at)
  return {
    ...before,
    missing,
    reliablyMissing: defect === undefined ? addList(before.reliablyMissing, at) : before.reliablyMissing,
    defect,
  }
}

function addList({ since, lists }: ListRun, at: number): ListRun {
  return { since: since ?? at, lists: lists + 1 }
}

/** The rules of docs/how-results-are-decided.md, "The install list", for the list that `missingAfter` just counted. */
export function judgeMissing(
  listing: ListingState,
  { wasSeen, isDenied }: LastSeen,
  at: number,
): MissingVerdict {
  const { wasListed, missing, reliablyMissing, defect } = listing
  const canBeInferred = (wasListed || wasSeen) && !isDenied && defect === undefined
  const { since = at, lists } = canBeInferred ? reliablyMissing : missing
  const settledAt =
    since + (canBeInferred && wasListed ? MIN_MISSING_AFTER_LISTED_MS : MIN_MISSING_OTHERWISE_MS)
  if (at < settledAt || lists < MIN_LISTS) return { type: 'missing', settledAt }
  if (canBeInferred) return { type: 'inferred' }
  if (defect !== undefined) return { type: 'list-unreliable', defect }
  return { type: isDenied ? 'denied-and-missing' : 'never-listed' }
}
