import type { RolloutLife } from './life.ts'
import { seededRandom, seedFrom } from './prng.ts'
import { drawMs } from './span.ts'

/** An image's way to the fleet: when it starts, how long it takes, and who fails. Times in milliseconds. */
export interface Rollout {
  readonly imageId: number
  readonly life: RolloutLife
  readonly appearsMs: number
  readonly startMs: number
  readonly overMs: number
  /** Places in the order of machines at which one fails. */
  readonly failing: ReadonlySet<number>
}

/** The counters of the v2 image status. */
export interface RolloutCounts {
  readonly pending_machines: number
  readonly failed_machines: number
  readonly completed_machines: number
}

/** Draws a rollout that is told of at `nowMs`. */
export function newRollout(imageId: number, life: RolloutLife, nowMs: number, worldSeed: number): Rollout {
  const random = seededRandom(seedFrom(worldSeed, 'rollout', imageId, nowMs))
  const appearsMs = nowMs + drawMs(life.appearsAfter, random)
  const startMs = appearsMs + drawMs(life.startsAfter, random)
  const places = Array.from({ length: life.machines }, (_, place) => ({ place, order: random() }))
  const drawn = places.toSorted((a, b) => a.order - b.order).slice(0, life.fail)
  const failing = new Set(drawn.map(({ place }) => place))
  return { imageId, life, appearsMs, startMs, overMs: drawMs(life.over, random), failing }
}

/** The counters at `nowMs`: before the start nothing is pending, then machine after machine is done. */
export function countsOf(rollout: Rollout, nowMs: number): RolloutCounts {
  const { life, startMs, overMs, failing } = rollout
  if (nowMs < startMs) return { pending_machines: 0, failed_machines: 0, completed_machines: life.before }
  const passed = overMs === 0 ? 1 : Math.min(1, (nowMs - startMs) / overMs)
  const done = Math.floor(Math.min(passed, life.hangsAt ?? 1) * life.machines)
  const failed = [...failing].filter(place => place < done).length
  return {
    pending_machines: life.machines - done,
    failed_machines: failed,
    completed_machines: done - failed,
  }
}
