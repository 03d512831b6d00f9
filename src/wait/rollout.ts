import type { RolloutReading } from '../clanforge/job.ts'

/** Zero pending machines are believed once the counts have stood unchanged this long. ms */
const SETTLED = 60_000

/** `allowed-failed-machines`: a number of machines, or a share of all of them in percent. */
export type Allowance = { readonly machines: number } | { readonly percent: number }

/** What must be remembered of a rollout between two answers. Monotonic ms. */
export interface RolloutMemory {
  readonly first: RolloutReading
  readonly last: RolloutReading
  /** The server's time of the first answer, Unix seconds. */
  readonly firstDate: number | undefined
  /** Since when the counts have stood as they stand. */
  readonly since: number
  readonly sawPending: boolean
}

/** Whether a rollout is over. `settling`: it would be complete if its zero pending machines were believed, at `until`. */
export type RolloutVerdict =
  | { readonly is: 'complete' }
  | { readonly is: 'failed' }
  | { readonly is: 'settling'; readonly until: number }
  | { readonly is: 'unfinished' }

/** Takes an answer heard at `now` into the memory; `date` is its Date header, Unix seconds. */
export function remember(
  memory: RolloutMemory | undefined,
  reading: RolloutReading,
  now: number,
  date: number | undefined,
): RolloutMemory {
  const same = memory !== undefined && counts(memory.last) === counts(reading)
  return {
    first: memory?.first ?? reading,
    last: reading,
    firstDate: memory === undefined ? date : memory.firstDate,
    since: same ? memory.since : now,
    sawPending: (memory?.sawPending ?? false) || reading.pending > 0,
  }
}

/**
 * Judges the last answer. Nothing pending is what a rollout looks like before it begins, too: it is believed when
 * machines were seen pending, when the completed ones have changed, or when nothing has moved for a minute.
 */
export function judgeRollout(memory: RolloutMemory, allowance: Allowance, now: number): RolloutVerdict {
  const { first, last, since, sawPending } = memory
  if (last.failed > allowed(allowance, machines(last))) return { is: 'failed' }
  if (last.denied || last.pending !== 0 || machines(last) === 0) return { is: 'unfinished' }
  if (sawPending || last.completed !== first.completed || now - since >= SETTLED) return { is: 'complete' }
  return { is: 'settling', until: since + SETTLED }
}

/** All machines of the rollout. */
export function machines(reading: RolloutReading): number {
  return reading.pending + reading.failed + reading.completed
}

/** How many percent of the machines are done, failed ones too; 0 when there are none. */
export function percentDone(reading: RolloutReading): number {
  const all = machines(reading)
  return all === 0 ? 0 : ((reading.failed + reading.completed) / all) * 100
}

/** The counts as one text: equal texts, equal counts. */
export function counts(reading: RolloutReading): string {
  return [reading.pending, reading.failed, reading.completed].join('/')
}

function allowed(allowance: Allowance, all: number): number {
  return 'machines' in allowance ? allowance.machines : (all * allowance.percent) / 100
}
