import type { ApiError } from '../errors.ts'

/** 404, refusals, 401 and 403 are asked again at this distance, in ms, … */
export const DISTANCE = 10_000
/** … and the third in a row ends the job. */
const IN_A_ROW = 3

/**
 * What a fault says of the API.
 *
 * - `outage`: it may be gone the next time: network, timeouts, bad answers, 408, 429, 5xx
 * - `missing`: 404 and refusals, since a job may not be readable in the instant after it was created
 * - `denied`: 401 and 403
 * - `final`: other 3xx and 4xx, and certificates
 */
export type FaultClass = 'outage' | 'missing' | 'denied' | 'final'

/** The class of a fault. */
export function classify(error: ApiError): FaultClass {
  if (error.kind === 'certificate') return 'final'
  if (error.kind === 'refusal') return 'missing'
  if (error.kind !== 'status') return 'outage'
  const status = error.status ?? 0
  if (status === 404) return 'missing'
  if (status === 401 || status === 403) return 'denied'
  return status === 408 || status === 429 || status >= 500 ? 'outage' : 'final'
}

/**
 * Whether a call that changes something took place: it provably did not arrive, its answer was lost (it counts as
 * done), or it was refused.
 */
export function delivery(error: ApiError): 'not-arrived' | 'lost' | 'refused' {
  if (error.kind === 'connect' || error.status === 429) return 'not-arrived'
  return classify(error) === 'outage' ? 'lost' : 'refused'
}

/** The faults of a job since its last usable answer. Monotonic ms. */
export interface FaultMemory {
  /** When the first failed request of the outage was sent, moved on by every Retry-After that was honoured. */
  readonly outageSince?: number | undefined
  /** When that request was really sent. */
  readonly outageBegan?: number | undefined
  /** Failed requests of the outage. */
  readonly failures: number
  /** 404s and refusals, or 401s and 403s, in a row. */
  readonly streak: number
  readonly streakOf?: FaultClass | undefined
  readonly streakAt?: number | undefined
}

/** No fault since the last usable answer. */
export const noFaults: FaultMemory = { failures: 0, streak: 0 }

/** When the outage is no longer survived; Infinity while there is none, or only one failed request. */
export function outageEnds(memory: FaultMemory, outageTimeout: number): number {
  return memory.outageSince === undefined || memory.failures < 2
    ? Infinity
    : memory.outageSince + outageTimeout
}

/** What follows from a fault: the job is over, or it is asked again, by the schedule or at a fixed distance. */
export interface FaultVerdict {
  readonly is: 'over' | 'by-schedule' | 'at-distance'
  readonly memory: FaultMemory
}

/** When a request was sent and answered (monotonic ms), the Retry-After of its answer and `min-poll-interval` (ms). */
interface Timing {
  readonly sent: number
  readonly now: number
  readonly retryAfter?: number | undefined
  readonly min?: number
}

/**
 * Judges a fault.
 *
 * @param trusted whether a usable answer was had before: then 401 and 403 are survived twice
 */
export function judgeFault(
  memory: FaultMemory,
  error: ApiError,
  timing: Timing,
  trusted: boolean,
): FaultVerdict {
  const kind = classify(error)
  if (kind === 'final' || (kind === 'denied' && !trusted)) return { is: 'over', memory }
  if (kind === 'outage') return { is: 'by-schedule', memory: outage(memory, error, timing) }
  const after = paused(streak(memory, kind, timing.now), timing)
  return { is: after.streak >= IN_A_ROW ? 'over' : 'at-distance', memory: after }
}

/** An answer of any other kind ends a streak; silence (no connection, no answer) does not. */
function outage(memory: FaultMemory, error: ApiError, { sent, retryAfter = 0 }: Timing): FaultMemory {
  const { outageSince = sent, outageBegan = sent, failures } = memory
  const next = { outageSince: outageSince + retryAfter, outageBegan, failures: failures + 1 }
  const answered = error.status !== undefined || error.kind === 'bad-answer' || error.kind === 'too-large'
  return answered ? { ...next, streak: 0 } : { ...memory, ...next }
}

/** They do not run the clock of an outage: what is waited after them is not counted. */
function paused(memory: FaultMemory, { retryAfter = 0, min = 0 }: Timing): FaultMemory {
  const { outageSince } = memory
  return outageSince === undefined
    ? memory
    : { ...memory, outageSince: outageSince + Math.max(DISTANCE, retryAfter, min) }
}

/** Counted only at a distance, so that a poll which had to be early (the deadline's) does not condemn a job. */
function streak(memory: FaultMemory, kind: FaultClass, now: number): FaultMemory {
  const { streak: before, streakOf, streakAt = -Infinity } = memory
  if (streakOf !== kind) return { ...memory, streak: 1, streakOf: kind, streakAt: now }
  return now - streakAt < DISTANCE ? memory : { ...memory, streak: before + 1, streakAt: now }
}
