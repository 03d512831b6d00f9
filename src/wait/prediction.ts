// Predicts when a job finishes, from `jobeta` and from its progress. Server timestamps are only compared with each other.

/** A `jobupdated` that is further ahead of the Date header is ignored. s */
const MAX_UPDATE_LEAD_S = 600

/** The fields of one valid response that predict the finish. Timestamps in Unix seconds, possibly garbage. */
export interface Hints {
  /** False in state 1 to 3. */
  readonly hasStarted: boolean
  readonly progress?: number | undefined
  readonly eta?: number | undefined
  readonly start?: number | undefined
  readonly updated?: number | undefined
  /** The Date header. */
  readonly date?: number | undefined
}

/** What the prediction remembers of a job. */
export interface PredictionState {
  /** The server's time at the last response; undefined while no response gave one. */
  readonly serverTime: ServerTime | undefined
  readonly anchor: Anchor | undefined
}

/** The server's time, Unix seconds, at a moment of the monotonic clock, ms. */
interface ServerTime {
  readonly seconds: number
  readonly at: number
}

/** The first response with the current percentage. Because of it, a job that hangs becomes overdue. */
interface Anchor {
  readonly progress: number | undefined
  readonly start: number | undefined
  readonly eta: number | undefined
  readonly updated: number | undefined
  /** The server's time of that response, and since when it had this percentage. Unix seconds. */
  readonly clock: number | undefined
  readonly since: number | undefined
}

/** Before the first response. */
export const noPrediction: PredictionState = { serverTime: undefined, anchor: undefined }

/**
 * Predicts the finish from a response received at `at`, monotonic ms.
 *
 * @returns the seconds left to the nearest predicted finish, negative when it has passed, undefined without one
 */
export function predict(
  before: PredictionState,
  hints: Hints,
  at: number,
): { readonly prediction: PredictionState; readonly secondsLeft: number | undefined } {
  const clock = serverClock(before, hints, at)
  const anchor = nextAnchor(before.anchor, hints, clock)
  const serverTime = clock === undefined ? undefined : { seconds: clock, at }
  return { prediction: { serverTime, anchor }, secondsLeft: secondsLeft(hints, anchor, clock) }
}

/** The newest of Date, `jobupdated`, and the previous time plus what has passed since. Unix seconds */
function serverClock({ serverTime }: PredictionState, hints: Hints, at: number): number | undefined {
  const continued = serverTime && serverTime.seconds + (at - serverTime.at) / 1000
  return latest([finite(hints.date), believedUpdate(hints), continued])
}

function believedUpdate(hints: Hints): number | undefined {
  const [updated, date] = [finite(hints.updated), finite(hints.date)]
  const isAhead = updated !== undefined && date !== undefined && updated > date + MAX_UPDATE_LEAD_S
  return isAhead ? undefined : updated
}

function nextAnchor(before: Anchor | undefined, hints: Hints, clock: number | undefined): Anchor {
  const [progress, start, eta] = [finite(hints.progress), finite(hints.start), finite(hints.eta)]
  const isSame = before !== undefined && progress === before.progress && start === before.start
  // The drift of an ETA is measured from the first one.
  if (isSame && (eta === undefined || before.eta !== undefined)) return before
  const updated = believedUpdate(hints)
  const hasMoved = updated !== undefined && updated > (before?.updated ?? -Infinity)
  // Some jobs never move `jobupdated`.
  const since = isSame ? before.since : hasMoved ? updated : clock
  return { progress, start, eta, updated, clock, since }
}

/** Seconds to the nearest predicted finish, negative when it has passed; undefined when nothing predicts one. */
function secondsLeft(hints: Hints, anchor: Anchor, clock: number | undefined): number | undefined {
  if (clock === undefined) return undefined
  const byEta = secondsLeftByEta(finite(hints.eta), anchor, clock)
  const byProgress = secondsLeftByProgress(anchor, clock)
  if (byEta === undefined || byProgress === undefined) return byEta ?? byProgress
  return Math.abs(byProgress) < Math.abs(byEta) ? byProgress : byEta
}

/** Ignored while the ETA moves away faster than half the speed of time and the percentage stays the same. */
function secondsLeftByEta(eta: number | undefined, anchor: Anchor, clock: number): number | undefined {
  if (eta === undefined) return undefined
  const drift = eta - (anchor.eta ?? eta)
  return drift > (clock - (anchor.clock ?? clock)) / 2 ? undefined : finite(eta - clock)
}

/** From the time that the percentage took so far, counted to the middle of its next percent. */
function secondsLeftByProgress({ progress, start, since }: Anchor, clock: number): number | undefined {
  if (progress === undefined || start === undefined || since === undefined) return undefined
  if (progress <= 0 || since <= start) return undefined
  return finite(((since - start) * (99.5 - progress)) / (progress + 0.5) - (clock - since))
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined
}

function latest(timestamps: readonly (number | undefined)[]): number | undefined {
  const given = timestamps.filter(timestamp => timestamp !== undefined)
  return given.length === 0 ? undefined : Math.max(...given)
}
