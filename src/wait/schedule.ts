/**
 * When to ask next. Pure: the caller hands in its monotonic clock and the randomness, the server's stamps are only ever
 * compared with each other, and nothing the server says can push a wait out of its clamps.
 *
 * Square-root rule: a job that ends at rate h per second costs d·h/2 in lag and λ/d in requests when asked every d seconds;
 * the best d is sqrt(2λ/h). With x seconds left, or overdue, the memoryless guess is h = 1/x: d = sqrt(2λx).
 */

/** ms: `min-poll-interval` and `max-poll-interval`. */
export interface Pace {
  readonly min: number
  readonly max: number
}

/** What one usable answer says that helps to tell when the job ends; stamps in Unix seconds, possibly garbage. */
export interface Hints {
  readonly started: boolean // false in state 1 to 3
  readonly progress?: number | undefined // percentage as told
  readonly eta?: number | undefined
  readonly start?: number | undefined
  readonly updated?: number | undefined
  readonly date?: number | undefined // the Date header
}

/** The first answer that told this percentage of this run: a stalled percentage goes overdue, it does not promise for ever. */
type Anchor = Omit<Hints, 'started'> & { readonly clock: number; readonly since: number }

/** `first` and `heard` in monotonic ms, `clock` the server's time at `heard` in Unix seconds, `faults` in a row. */
export interface ScheduleState {
  readonly first: number
  readonly heard: number
  readonly polls: number
  readonly faults: number
  readonly clock?: number | undefined
  readonly anchor?: Anchor | undefined
}

/** A failed request: was it a 429, and the Retry-After in ms where it had one. */
export interface Setback {
  readonly tooMany: boolean
  readonly retryAfter?: number | undefined
}

type Next = { readonly wait: number; readonly state: ScheduleState }

const LAMBDA = 1 // s of delay that one request is worth
const BLIND = 10_000 // ms between polls when nothing predicts the end
const SPARE = 10 // polls a job may spend on top of one per blind interval
const AHEAD = 600 // s by which jobupdated may lead the Date header
const LONGEST = 24 * 86_400_000 // ms, the longest `timeout`; timers overflow soon after it

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const finite = (value?: number) => (Number.isFinite(value) ? value : undefined)
const blindOf = (pace: Pace) => clamp(BLIND, pace.min, pace.max)

/** The schedule of a job whose first request is sent at `now`, monotonic ms. */
export const startSchedule = (now: number): ScheduleState => ({ first: now, heard: now, polls: 0, faults: 0 })

/** Seconds to the nearest predicted end, negative when it has passed, undefined when nothing predicts it. */
function secondsLeft(eta: number | undefined, anchor: Anchor, clock: number): number | undefined {
  const { progress: p = 0, start = NaN, since } = anchor
  const drifting = (eta ?? NaN) - (anchor.eta ?? NaN) > (clock - anchor.clock) / 2
  const byEta = drifting ? NaN : (eta ?? NaN) - clock
  const byProgress =
    p > 0 && since > start ? ((since - start) * (99.5 - p)) / (p + 0.5) - (clock - since) : NaN
  return [byEta, byProgress].filter(Number.isFinite).sort((a, b) => Math.abs(a) - Math.abs(b))[0]
}

/** The wait in ms after a usable answer heard at `now`. */
export function afterAnswer(
  state: ScheduleState,
  hints: Hints,
  now: number,
  random: () => number,
  pace: Pace,
): Next {
  const [progress, eta, start, date] = [hints.progress, hints.eta, hints.start, hints.date].map(finite)
  const told = finite(hints.updated)
  const updated = told === undefined || told > (date ?? told) + AHEAD ? undefined : told
  const before = state.clock ?? -Infinity
  const clock = Math.max(date ?? -Infinity, updated ?? -Infinity, before + (now - state.heard) / 1000)
  const same =
    state.anchor !== undefined && progress === state.anchor.progress && start === state.anchor.start
  const anchor = same
    ? state.anchor
    : { progress, eta, start, clock, since: Math.max(updated ?? clock, before) }
  const left = secondsLeft(eta, anchor, clock)
  const blind = blindOf(pace)
  const reach = !hints.started ? 1.5 * blind : left !== undefined && left > 0 ? pace.max : blind
  const wish = left === undefined ? reach : Math.min(reach, Math.sqrt(2 * LAMBDA * Math.abs(left)) * 1000)
  const next = { ...state, heard: now, polls: state.polls + 1, faults: 0, clock: finite(clock), anchor }
  const wait = Math.max(Math.min(wish, Math.max(blind, now - state.first)), floorOf(next, now, pace))
  return { wait: clamp(wait * (0.95 + 0.1 * random()), pace.min, pace.max), state: next }
}

/** The wait in ms after a failed request. */
export function afterFault(
  state: ScheduleState,
  setback: Setback,
  now: number,
  random: () => number,
  pace: Pace,
): Next {
  const next = { ...state, polls: state.polls + 1, faults: state.faults + 1 }
  const floor = floorOf(next, now, pace)
  const after = finite(setback.retryAfter)
  if (after !== undefined) return { wait: clamp(after, floor, Math.max(floor, LONGEST)), state: next }
  const backoff = (setback.tooMany ? blindOf(pace) : pace.min) * 2 ** state.faults * (1 + random() / 2)
  return { wait: clamp(backoff, floor, pace.max), state: next }
}

/** The request budget, whatever the server says: who has asked more than SPARE + one per blind interval goes blind. */
function floorOf(state: ScheduleState, now: number, pace: Pace): number {
  const blind = blindOf(pace)
  return state.polls >= SPARE + (now - state.first) / blind ? blind : pace.min
}
