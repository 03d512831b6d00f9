import { styleText } from 'node:util'
import type { StepRun } from '../runner/run-step.ts'
import { DEMO_ASID, DEMO_AUTHORIZATION } from '../simulator/access.ts'
import type { Simulator } from '../simulator/server.ts'
import { heading } from './terminal.ts'
import { showStep, showSummaries } from './show-step.ts'

/** The jobs of a release, and the calls that create them. The last one needs the ID of the diff. */
const JOBS = [
  {
    title: '1. Fetch the new files',
    idField: 'updateid',
    create: () => 'imageupdate/create?imageid=55&machineid=2&desc=build+1234',
  },
  {
    title: '2. Compare them with the previous version',
    idField: 'diffid',
    create: () => 'imagediff/create?imageid=55&machineid=2',
  },
  {
    title: '3. Package the version and roll it out',
    idField: 'imageversionid',
    create: (diffid: string) => `imageversion/create?diffid=${diffid}&restart=0`,
    inputs: { imageid: '55' },
  },
]

/**
 * Shows a whole release. Each job is created by a call of the API, as a workflow would with curl, and then waited for.
 * Returns whether all jobs are complete.
 */
export async function showRelease(simulator: Simulator, speed: number): Promise<boolean> {
  console.log(
    `A whole release of image 55: update, diff, version, rollout. Clanforge is simulated, at ${simulator.url}.`,
  )
  const runs: StepRun[] = []
  let id = ''
  for (const { title, idField, create, inputs } of JOBS) {
    id = await createJob(simulator.url, create(id), idField)
    console.log(heading(title))
    const run = await showStep({ [idField]: id, ...inputs }, simulator, speed)
    runs.push(run)
    if (run.code !== 0) break
  }
  showSummaries(runs)
  return runs.length === JOBS.length && runs.every(({ outputs }) => outputs['result'] === 'complete')
}

/** Creates a job and returns its ID. Throws an Error with the response if Clanforge refuses. */
async function createJob(url: string, call: string, idField: string): Promise<string> {
  const response = await fetch(`${url}/cfp/v1/${call}&accountserviceid=${DEMO_ASID}`, {
    headers: { authorization: DEMO_AUTHORIZATION },
  })
  const body = (await response.json()) as Record<string, unknown>
  const id = body[idField]
  if (typeof id !== 'number') throw new Error(`${call}: ${JSON.stringify(body)}`)
  const [prompt, result] = [styleText('dim', '$'), styleText('dim', `→ ${idField} ${String(id)}`)]
  console.log(`\n${prompt} curl … '/cfp/v1/${call}&accountserviceid=***'   ${result}`)
  return String(id)
}
