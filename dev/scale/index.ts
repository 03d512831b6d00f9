// `npm run bench:scale`: what it costs to wait for a thousand jobs in one step. Requests and lags in virtual time,
// memory of the shipped dist in real time.
import { waitForFleet } from './fleet.ts'
import { fleets } from './fleets.ts'
import { memoryOfUpdates } from './memory.ts'
import { complaintsOf, figuresOf } from './verdicts.ts'

/** MB that a step may hold. */
const MEMORY = 150

for (const fleet of fleets) {
  const cost = await waitForFleet(fleet)
  const { requestsPerJob, meanLag, worstLag } = figuresOf(cost)
  console.log(`${String(fleet.count)} ${fleet.name}`)
  console.log(
    `  requests          ${String(cost.requests)}, of them ${String(cost.queueCalls)} queue calls: ${requestsPerJob.toFixed(2)} per job besides`,
  )
  console.log(`  lag               mean ${meanLag.toFixed(1)} s, worst ${worstLag.toFixed(1)} s`)
  console.log(
    `  limits            at most ${String(cost.mostPerSecond)} requests within a second, ${String(cost.mostInFlight)} in flight`,
  )
  console.log(
    `  log               ${String(cost.lines)} lines in ${(cost.elapsed / 60_000).toFixed(0)} min, at most ${String(cost.mostLinesPerMinute)} in a minute`,
  )
  complain(complaintsOf(fleet, cost))
}
const memory = await memoryOfUpdates(1000, 20)
console.log(`1000 updates, the shipped dist for 20 s\n  memory            at most ${memory.toFixed(0)} MB`)
complain(memory > MEMORY ? [`more than ${String(MEMORY)} MB`] : [])

function complain(complaints: readonly string[]): void {
  for (const complaint of complaints) console.log(`  NOT GOOD ENOUGH   ${complaint}`)
  if (complaints.length > 0) process.exitCode = 1
}
