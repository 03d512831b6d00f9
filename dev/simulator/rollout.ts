import { drawMs } from './durations.ts'
import { seededRandom, seedFrom } from './random.ts'
import type { RolloutSpec } from './scenario.ts'

/** An image's rollout to the fleet: when it starts, how long it takes, and which machines fail. Times in milliseconds. */
export interface Rollout {
  readonly imageId: number
  readonly spec: RolloutSpec
  readonly machines: number
  readonly appearsMs: number
  readonly startMs: number
  readonly durationMs: number
  /** Places in the order of machines at which one fails. */
  readonly failing: ReadonlySet<number>
}

/** The counters of the v2 image status. */
export interface RolloutCounts {
  readonly pending_machines: number
  readonly failed_machines: number
  readonly completed_machines: number
}

/** Draws a rollout that begins to exist at `nowMs`. */
export function newRollout(imageId: number, spec: RolloutSpec, nowMs: number, scenarioSeed: number): Rollout {
  const { machines = 10, duration = '10s', failing = 0, appearsAfter = '0s', startsAfter = '0s' } = spec
  const random = seededRandom(seedFrom(scenarioSeed, 'rollout', imageId, nowMs))
  const appearsMs = nowMs + drawMs(appearsAfter, random)
  const startMs = appearsMs + drawMs(startsAfter, random)
  const places = Array.from({ length: machines }, (_, place) => ({ place, order: random() }))
  const drawn = places.toSorted((a, b) => a.order - b.order).slice(0, failing)
  const failingPlaces = new Set(drawn.map(({ place }) => place))
  return {
    imageId,
    spec,
    machines,
    appearsMs,
    startMs,
    durationMs: drawMs(duration, random),
    failing: failingPlaces,
  }
}

/** The counters at `nowMs`: before the start nothing is pending, then machine after machine is done. */
export function countsOf(
  { spec, machines, startMs, durationMs, failing }: Rollout,
  nowMs: number,
): RolloutCounts {
  const { completedBefore = 0, hangsAt = 100 } = spec
  if (nowMs < startMs) return { pending_machines: 0, failed_machines: 0, completed_machines: completedBefore }
  const passed = durationMs === 0 ? 1 : Math.min(1, (nowMs - startMs) / durationMs)
  const done = Math.floor(Math.min(passed, hangsAt / 100) * machines)
  const failed = [...failing].filter(place => place < done).length
  return { pending_machines: machines - done, failed_machines: failed, completed_machines: done - failed }
}
