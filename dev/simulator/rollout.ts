import { drawMs, seededRandom, seedFrom } from './random.ts'
import type { RolloutSpec } from './scenario.ts'

/** An image's rollout to the fleet. Times in milliseconds. */
export type Rollout = Readonly<ReturnType<typeof newRollout>>

/** A new rollout, which appears `appearsAfter` from `nowMs`. Everything random is drawn now. */
export function newRollout(imageId: number, spec: RolloutSpec, nowMs: number, scenarioSeed: number) {
  const { machines = 10, duration = '10s', failing = 0, completedBefore = 0, hangsAt = 100 } = spec
  const random = seededRandom(seedFrom(scenarioSeed, 'rollout', imageId, nowMs))
  const appearsMs = nowMs + drawMs(spec.appearsAfter, random)
  const startMs = appearsMs + drawMs(spec.startsAfter, random)
  const order = Array.from({ length: machines }, (_, machine) => ({ machine, order: random() }))
  const drawn = order.toSorted((a, b) => a.order - b.order).slice(0, failing)
  return {
    imageId,
    machines,
    completedBefore,
    appearsMs,
    startMs,
    durationMs: drawMs(duration, random),
    // The share (0 to 1) of the duration at which the counters stop changing.
    stopsAt: hangsAt / 100,
    // The machines that fail, by their number in the order of the rollout.
    failing: drawn.map(({ machine }) => machine),
  }
}

/** The counters of the v2 image status at `nowMs`. No machine is pending before the start. */
export function countsOf(rollout: Rollout, nowMs: number) {
  const { machines, completedBefore, startMs, durationMs, stopsAt, failing } = rollout
  if (nowMs < startMs) return { pending_machines: 0, failed_machines: 0, completed_machines: completedBefore }
  const passed = durationMs === 0 ? 1 : Math.min(1, (nowMs - startMs) / durationMs)
  const done = Math.floor(Math.min(passed, stopsAt) * machines)
  const failed = failing.filter(machine => machine < done).length
  return { pending_machines: machines - done, failed_machines: failed, completed_machines: done - failed }
}
