/**
 * When to ask next. Pure: time and chance are handed in, server stamps are compared with each other only.
 * If a job ends at rate h, asking every d seconds costs d·h/2 of lag and λ/d in requests; d = sqrt(2λ/h) is best. With x
 * seconds left, or overdue, the memoryless guess is h = 1/x: wait sqrt(2λx). But a job may also fail, at any of the T
 * seconds it is to last; nothing tells when, so one pace is best for all of them, and it too grows as sqrt(T).
 */
const LAMBDA = 1 // s of delay that one request is worth
const URGENCY = 5.5 // T counts divided by this: where jobs that fail lag less than 8 s in the benchmark
const BLIND = 10_000 // ms between polls when nothing predicts the end
const SPARE = 10 // polls a job may make beyond one per blind interval
const AHEAD = 600 // s; a jobupdated further ahead of the Date header is garbage
const LONGEST = 24 * 86_400_000 // ms; the longest `timeout`, and not much more overflows a timer

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

/** The first answer with this percentage: one that stalls goes overdue, one that falls back starts anew. */
type Anchor = Readonly<Record<'progress' | 'start' | 'eta' | 'clock' | 'since', number>>

/** Plain data. `clock` is the server's time at the last answer, `heard`, in Unix seconds; `faults` are in a row. */
export interface ScheduleState extends Readonly<
  Record<'first' | 'heard' | 'clock' | 'polls' | 'faults', number>
> {
  readonly anchor?: Anchor
}

/** A failed request: was it a 429, and what its Retry-After says in ms. */
export interface Setback {
  readonly tooMany: boolean
  readonly retryAfter?: number | undefined
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const root = (seconds: number) => 1000 * Math.sqrt(2 * LAMBDA * seconds)
const blindOf = (pace: Pace) => clamp(BLIND, pace.min, pace.max)
/** Who has spent the request budget goes blind, whatever the server says. */
const floorOf = (state: ScheduleState, now: number, pace: Pace) =>
  state.polls >= SPARE + (now - state.first) / blindOf(pace) ? blindOf(pace) : pace.min

/** The schedule of a job whose first request goes out at `now`, monotonic ms. */
export function startSchedule(now: number): ScheduleState {
  return { first: now, heard: now, clock: -Infinity, polls: 0, faults: 0 }
}

/** The wait in ms after a usable answer heard at `now`; `random` in [0, 1). */
export function afterAnswer(was: ScheduleState, hints: Hints, now: number, random: () => number, pace: Pace) {
  const { left, clock, anchor } = predict(was, hints, now)
  const state: ScheduleState = {
    first: was.first,
    heard: now,
    clock,
    anchor,
    polls: was.polls + 1,
    faults: 0,
  }
  const blind = blindOf(pace)
  const lasts = (now - was.first) / 1000 + Math.max(0, left)
  const patience = Math.max(blind, Math.min(now - was.first, root(lasts / URGENCY)))
  const most = Math.min(patience, !hints.started ? 1.5 * blind : left > 0 ? pace.max : blind)
  const wish = Math.max(
    floorOf(state, now, pace),
    Number.isNaN(left) ? most : Math.min(most, root(Math.abs(left))),
  )
  return { wait: clamp(wish * (0.95 + 0.1 * random()), pace.min, pace.max), state }
}

/** The wait in ms after a failed request: doubled with each in a row, or what Retry-After asks for. */
export function afterFault(
  was: ScheduleState,
  setback: Setback,
  now: number,
  random: () => number,
  pace: Pace,
) {
  const state: ScheduleState = { ...was, polls: was.polls + 1, faults: was.faults + 1 }
  const [after = NaN, floor] = [setback.retryAfter, floorOf(state, now, pace)]
  if (Number.isFinite(after)) return { wait: Math.max(floor, Math.min(after, LONGEST)), state }
  const backoff = (setback.tooMany ? blindOf(pace) : pace.min) * 2 ** was.faults * (1 + random() / 2)
  return { wait: clamp(backoff, floor, pace.max), state }
}

/** Seconds to the nearest predicted end, negative when it has passed, NaN when nothing predicts it. */
function predict(was: ScheduleState, hints: Hints, now: number) {
  const finite = (value = NaN) => (Number.isFinite(value) ? value : NaN)
  const [progress, eta, start] = [finite(hints.progress), finite(hints.eta), finite(hints.start)]
  const updated = (hints.updated ?? NaN) > (hints.date ?? NaN) + AHEAD ? NaN : finite(hints.updated)
  const times = [finite(hints.date), updated, was.clock + (now - was.heard) / 1000]
  const clock = Math.max(...times.filter(time => !Number.isNaN(time)))
  const same = Object.is(was.anchor?.progress, progress) && Object.is(was.anchor?.start, start)
  const since = Number.isNaN(updated) ? clock : Math.max(updated, was.clock) // it changed after the answer before
  const anchor = same && was.anchor ? was.anchor : { progress, start, eta, clock, since }
  const drifts = eta - anchor.eta > (clock - anchor.clock) / 2 // the percentage stands still and the end moves away
  const ran = progress > 0 && anchor.since > start ? anchor.since - start : NaN
  const ends = [
    drifts ? NaN : eta - clock,
    (ran * (99.5 - progress)) / (progress + 0.5) - (clock - anchor.since),
  ]
  const [left = NaN] = ends.filter(Number.isFinite).sort((a, b) => Math.abs(a) - Math.abs(b))
  return { left, clock, anchor }
}
