/**
 * When to ask next. Pure: time and chance are handed in, server stamps are compared with each other only.
 * If a job ends at rate h, asking every d seconds costs d·h/2 of lag and λ/d in requests; d = sqrt(2λ/h) is best.
 * With x seconds left, or overdue, the memoryless guess is h = 1/x: wait sqrt(2λx). But a job may also fail at any
 * moment, and nothing tells when: for that an even pace is best, so STEADY and SHARE bound the wait until then.
 */
const LAMBDA = 1 // s of delay that one request is worth
const STEADY = 18_500 // ms; by it the benchmark's failing jobs lag under 8 s, and 17 s would cost a release too much
const SHARE = 0.01 // of all the time a job is to last: what a wait may take even where it is more than STEADY
const BLIND = 10_000 // ms between polls when nothing predicts the end
const SPARE = 9 // polls a job may make beyond one per blind interval
const AHEAD = 600 // s; a jobupdated further ahead of the Date header is garbage
const LONGEST = 24 * 86_400_000 // ms; the longest `timeout`, and not much more overflows a timer

type Numbers<Names extends string> = Readonly<Record<Names, number>>

/** ms: `min-poll-interval` and `max-poll-interval`. */
export type Pace = Numbers<'min' | 'max'>

/** What one usable answer says that helps to tell when the job ends; stamps in Unix seconds, possibly garbage. */
export interface Hints {
  readonly started: boolean // false in state 1 to 3
  readonly progress?: number | undefined // percentage as told
  readonly eta?: number | undefined
  readonly start?: number | undefined
  readonly updated?: number | undefined
  readonly date?: number | undefined // the Date header
}

/** Plain data; `clock` is the server's time, Unix seconds, at the last answer, `heard`; `faults` are in a row. */
export interface ScheduleState extends Numbers<'first' | 'heard' | 'clock' | 'polls' | 'faults'> {
  readonly anchor?: Anchor // undefined before the first answer
}

/** The first answer with this percentage: one that stalls goes overdue, one that falls back starts anew. */
type Anchor = Numbers<'progress' | 'start' | 'eta' | 'updated' | 'clock' | 'since'>

/** A failed request: was it a 429, and its Retry-After in ms. */
export interface Setback {
  readonly tooMany: boolean
  readonly retryAfter?: number | undefined
}

/** The schedule of a job whose first request goes out at `now`, monotonic ms. */
export function startSchedule(now: number): ScheduleState {
  return { first: now, heard: now, clock: -Infinity, polls: 0, faults: 0 }
}

/** The wait in ms after a usable answer heard at `now`; `random` in [0, 1). */
export function afterAnswer(was: ScheduleState, hints: Hints, now: number, random: () => number, pace: Pace) {
  const { clock, anchor, left } = predict(was, hints, now)
  const state: ScheduleState = { ...was, clock, anchor, heard: now, polls: was.polls + 1, faults: 0 }
  const [blind, elapsed] = [blindOf(pace), now - was.first]
  const steady = Math.max(blind, STEADY, SHARE * (elapsed + 1000 * left))
  const most = !hints.started ? 1.5 * blind : left > 0 ? steady : blind // it cannot end before it has begun
  const best = Math.min(root(Math.abs(left)), most, Math.max(blind, elapsed)) // no wait longer than all before
  const jittered = Math.max(best, floorOf(state, now, pace)) * (0.95 + 0.1 * random())
  return { wait: clamp(jittered, pace.min, pace.max), state }
}

/** The wait in ms after a failed request: what Retry-After asks for, else twice as long with each in a row. */
export function afterFault(was: ScheduleState, why: Setback, now: number, random: () => number, pace: Pace) {
  const state: ScheduleState = { ...was, polls: was.polls + 1, faults: was.faults + 1 }
  const [floor, after] = [floorOf(state, now, pace), why.retryAfter ?? NaN]
  if (Number.isFinite(after)) return { wait: Math.max(floor, Math.min(after, LONGEST)), state }
  const backoff = (why.tooMany ? blindOf(pace) : pace.min) * 2 ** was.faults * (1 + random() / 2)
  return { wait: clamp(backoff, floor, pace.max), state }
}

/** `left`: seconds to the nearest predicted end, negative when it has passed, -Infinity when nothing predicts it. */
function predict(was: ScheduleState, hints: Hints, now: number) {
  const [progress, eta, start] = [finite(hints.progress), finite(hints.eta), finite(hints.start)]
  const [date, told] = [finite(hints.date), finite(hints.updated)]
  const updated = told > date + AHEAD ? NaN : told
  const clock = latest(date, updated, was.clock + (now - was.heard) / 1000)
  const old = was.anchor
  const same = old && Object.is(progress, old.progress) && Object.is(start, old.start)
  const moved = updated > (old?.updated ?? -Infinity) // some never move jobupdated
  const since = same ? old.since : moved ? updated : clock
  const stays = same && (Number.isNaN(eta) || !Number.isNaN(old.eta)) // drift is measured from the first ETA
  const anchor = stays ? old : { progress, start, eta, updated, clock, since }
  const drifts = eta - anchor.eta > (clock - anchor.clock) / 2 // it moves away while the percentage stands still
  const byEta = drifts ? NaN : eta - clock
  const ran = progress > 0 && anchor.since > start ? anchor.since - start : NaN
  const byProgress = (ran * (99.5 - progress)) / (progress + 0.5) - (clock - anchor.since) // p: p to p + 1 %
  const [left = -Infinity] = [byEta, byProgress]
    .filter(Number.isFinite)
    .sort((a, b) => Math.abs(a) - Math.abs(b))
  return { clock, anchor, left }
}

/** The request budget: the least wait of a job that has polled so often, whatever the server says. */
const floorOf = ({ polls, first }: ScheduleState, now: number, pace: Pace) =>
  polls >= SPARE + (now - first) / blindOf(pace) ? blindOf(pace) : pace.min
const blindOf = (pace: Pace) => clamp(BLIND, pace.min, pace.max)
const root = (seconds: number) => 1000 * Math.sqrt(2 * LAMBDA * seconds)
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const finite = (value = NaN) => (Number.isFinite(value) ? value : NaN)
const latest = (...stamps: number[]) => Math.max(...stamps.filter(stamp => !Number.isNaN(stamp)))
