import { waitForFleet } from './fleet.ts'
import { fleets } from './fleets.ts'
import { memoryOfUpdates } from './memory.ts'
import { complaintsOf, describeCost } from './verdicts.ts'

/** MB that a step may hold. */
const MEMORY = 150

/**
 * Waits for a thousand jobs in one step: requests, lag and log in virtual time, memory of the shipped dist in real time.
 *
 * @returns whether everything is within its limits
 */
export async function run(): Promise<boolean> {
  const complaints: string[] = []
  for (const fleet of fleets) {
    const cost = await waitForFleet(fleet)
    console.log(describeCost(fleet, cost))
    complaints.push(...complaintsOf(fleet, cost).map(complaint => `${fleet.name}: ${complaint}`))
  }
  const memory = await memoryOfUpdates(1000, 20)
  console.log(`1000 updates, the shipped dist for 20 s\n  memory            at most ${memory.toFixed(0)} MB`)
  if (memory > MEMORY) complaints.push(`more than ${MEMORY} MB`)
  for (const complaint of complaints) console.log(`NOT GOOD ENOUGH   ${complaint}`)
  return complaints.length === 0
}
