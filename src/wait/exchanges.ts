import type { ApiResponse, Get } from '../clanforge/client.ts'
import { ApiError } from '../clanforge/errors.ts'
import type { Clock } from './clock.ts'
import type { JobState } from './job-state.ts'
import type { PlannedRequest } from './request-queue.ts'

/** A request that ended. Monotonic ms. */
export interface Exchange {
  readonly request: PlannedRequest
  /** The jobs that it covers, as they were when it was sent. */
  readonly jobs: readonly JobState[]
  readonly result: ApiResponse | ApiError
  readonly sentAt: number
  readonly at: number
}

/** The requests in flight: sends them, collects their results, cancels them. */
export class Exchanges {
  private readonly get: Get
  private readonly clock: Clock
  private readonly controllers = new Map<string, AbortController>()
  private ended: readonly Exchange[] = []
  private unexpected: { readonly error: unknown } | undefined
  private wake: () => void = () => undefined

  constructor(get: Get, clock: Clock) {
    this.get = get
    this.clock = clock
  }

  /** Whether no request is in flight. */
  get isIdle(): boolean {
    return this.controllers.size === 0
  }

  /** Sends a request for these jobs. */
  send(request: PlannedRequest, jobs: readonly JobState[], sentAt: number, isNewConnection: boolean): void {
    const controller = new AbortController()
    this.controllers.set(request.key, controller)
    const { signal } = controller
    this.get(request.request, { signal, isNewConnection })
      .catch((error: unknown) => {
        if (error instanceof ApiError) return error
        throw error
      })
      .then(result => {
        this.ended = [...this.ended, { request, jobs, result, sentAt, at: this.clock.now() }]
      })
      .catch((error: unknown) => {
        this.unexpected = { error }
      })
      .finally(() => {
        this.controllers.delete(request.key)
        this.wake()
      })
  }

  /** Returns the requests that ended since the last call. Throws if one ended with an unexpected error. */
  takeEnded(): readonly Exchange[] {
    if (this.unexpected !== undefined) throw this.unexpected.error
    const { ended } = this
    this.ended = []
    return ended
  }

  /** Cancels a request that no unfinished job needs. */
  cancel(key: string): void {
    this.controllers.get(key)?.abort()
  }

  /** Cancels every request. */
  cancelAll(): void {
    for (const controller of this.controllers.values()) controller.abort()
  }

  /** Sleeps until `until` (monotonic ms), until a request ends, or until `interrupt` is called. */
  async sleepUntil(until: number): Promise<void> {
    if (this.ended.length > 0 || this.unexpected !== undefined) return
    const sleep = new AbortController()
    this.wake = () => {
      sleep.abort()
    }
    await this.clock.sleep(until - this.clock.now(), sleep.signal)
  }

  /** Ends the current sleep. */
  interrupt(): void {
    this.wake()
  }
}
