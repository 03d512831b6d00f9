import type { ListDoubt } from '../clanforge/response.ts'

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
  /** The lists without the job since it was last listed; of these, the lists that can be relied on. */
  readonly absent: ListRun
  readonly missing: ListRun
  /** Why the last of these lists cannot be relied on; undefined if it can. */
  readonly doubt: ListDoubt | undefined
}

/** Lists in a row: how many, and when the first of them was received; undefined without any. */
export interface ListRun {
  readonly since: number | undefined
  readonly lists: number
}

const noLists: ListRun = { since: undefined, lists: 0 }

/** Before the first list. */
export const neverListed: ListingState = {
  wasListed: false,
  wasUnreadable: false,
  absent: noLists,
  missing: noLists,
  doubt: undefined,
}

/** After a list that has the job. */
export const listed: ListingState = { ...neverListed, wasListed: true }

/** After a list whose entry for the job cannot be read: the job is not missing, but nothing is known about it. */
export function listedUnreadable(before: ListingState): ListingState {
  return { ...neverListed, wasListed: before.wasListed, wasUnreadable: true }
}

/** What a job's absence from the list means so far. */
export type MissingVerdict =
  /** It has left the list. The API does not report how it ended. */
  | { readonly type: 'inferred' }
  | { readonly type: 'never-listed' }
  | { readonly type: 'denied-and-missing' }
  | { readonly type: 'list-in-doubt'; readonly doubt: ListDoubt }
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
export function missingAfter(before: ListingState, at: number, doubt: ListDoubt | undefined): ListingState {
  const absent = addList(before.absent, at)
  return {
    ...before,
    absent,
    missing: doubt === undefined ? addList(before.missing, at) : before.missing,
    doubt,
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
  const { wasListed, absent, missing, doubt } = listing
  const canBeInferred = (wasListed || wasSeen) && !isDenied && doubt === undefined
  const { since = at, lists } = canBeInferred ? missing : absent
  const settledAt = since + (canBeInferred && wasListed ? LISTED_MISSING : NEVER_LISTED_MISSING)
  if (at < settledAt || lists < LEAST_LISTS) return { type: 'missing', settledAt }
  if (canBeInferred) return { type: 'inferred' }
  if (doubt !== undefined) return { type: 'list-in-doubt', doubt }
  return { type: isDenied ? 'denied-and-missing' : 'never-listed' }
}
