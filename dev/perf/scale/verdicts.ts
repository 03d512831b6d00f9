import { greatest, mean } from '../statistics.ts'
import type { Fleet, FleetCost } from './fleet.ts'

/** A list in which a finished job no longer is proves nothing before this has passed (docs/how-results-are-decided.md). ms */
const ABSENCE = 10_000
/** A screen of log, in lines. */
const SCREEN = 50

/** What was measured of a fleet, in numbers that mean something. Lags in s. */
export interface Figures {
  readonly requestsPerJob: number
  readonly meanLag: number
  readonly worstLag: number
}

/** Requests besides the one queue call, per job, and how late their ends were known. */
export function figuresOf({ requests, queueCalls, lags }: FleetCost): Figures {
  return {
    requestsPerJob: (requests - queueCalls) / lags.length,
    meanLag: mean(lags) / 1000,
    worstLag: greatest(lags) / 1000,
  }
}

/** What is not as it should be; empty when all is well. */
export function complaintsOf(fleet: Fleet, cost: FleetCost): readonly string[] {
  const { requestsPerJob, meanLag } = figuresOf(cost)
  const isListed = fleet.installMode !== 'poll'
  // The ten seconds are the contract's price for not taking a single list's word; the schedule answers for the rest.
  const allowed = fleet.jobs.lingers !== undefined ? 3 : 3 + ABSENCE / 1000
  return [
    ...(cost.results['complete'] === fleet.count ? [] : [`results: ${JSON.stringify(cost.results)}`]),
    ...(isListed && requestsPerJob > 0.5 ? [`${requestsPerJob.toFixed(2)} requests per job, above 0.5`] : []),
    ...(isListed && meanLag > allowed
      ? [`a mean lag of ${meanLag.toFixed(1)} s, above ${String(allowed)} s`]
      : []),
    ...(cost.mostPerSecond > 5 ? [`${String(cost.mostPerSecond)} requests within a second`] : []),
    ...(cost.mostInFlight > 8 ? [`${String(cost.mostInFlight)} requests in flight`] : []),
    ...(cost.mostLinesPerMinute > SCREEN
      ? [`${String(cost.mostLinesPerMinute)} lines of log in a minute`]
      : []),
  ]
}

/** The figures of a fleet in lines, for people. */
export function describeCost(fleet: Fleet, cost: FleetCost): string {
  const { requestsPerJob, meanLag, worstLag } = figuresOf(cost)
  return [
    `${fleet.count} ${fleet.name}`,
    `  requests          ${cost.requests}, of them ${cost.queueCalls} queue calls: ${requestsPerJob.toFixed(2)} per job besides`,
    `  lag               mean ${meanLag.toFixed(1)} s, worst ${worstLag.toFixed(1)} s`,
    `  limits            at most ${cost.mostPerSecond} requests within a second, ${cost.mostInFlight} in flight`,
    `  log               ${cost.lines} lines in ${(cost.elapsed / 60_000).toFixed(0)} min, at most ${cost.mostLinesPerMinute} in a minute`,
  ].join('\n')
}
