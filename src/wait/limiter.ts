/** Requests that may leave in one window. */
const REQUESTS = 5
/** A little over a second, since what leaves a second apart may arrive closer together. ms */
const WINDOW = 1_100

/** The step's own rate limit: at most five requests in any second, whatever it waits for. */
export class Limiter {
  private readonly sent: number[] = []

  /** When the next request may leave, monotonic ms. */
  get readyAt(): number {
    const first = this.sent.length < REQUESTS ? undefined : this.sent[0]
    return first === undefined ? -Infinity : first + WINDOW
  }

  /** A request leaves at `now`. */
  note(now: number): void {
    this.sent.push(now)
    if (this.sent.length > REQUESTS) this.sent.shift()
  }
}
