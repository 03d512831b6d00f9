import { styleText } from 'node:util'
import type { StepRun } from '../runner/run-step.ts'
import { DEMO_ASID, DEMO_AUTHORIZATION } from '../simulator/access.ts'
import type { Simulator } from '../simulator/server.ts'
import { heading } from './terminal.ts'
import { type Speed, showStep, showSummaries } from './show-step.ts'

const image = { imageid: '55', machineid: '2' }

/** The jobs of a release. Each is created with the ID of the previous one. */
const JOBS = [
  {
    title: '1. Fetch the new files',
    endpoint: 'imageupdate',
    field: 'updateid',
    query: () => ({ ...image, desc: 'build 1234' }),
  },
  {
    title: '2. Compare them with the previous version',
    endpoint: 'imagediff',
    field: 'diffid',
    query: () => image,
  },
  {
    title: '3. Package the version and roll it out',
    endpoint: 'imageversion',
    field: 'imageversionid',
    query: (diffid: string) => ({ diffid, restart: '0' }),
    inputs: { imageid: image.imageid },
  },
]

/**
 * Shows a whole release. Each job is created by a call of the API, as a workflow would with curl, and then waited for.
 * Returns whether all jobs are complete.
 */
export async function showRelease(simulator: Simulator, speed: Speed): Promise<boolean> {
  const { url } = simulator
  console.log(
    `A whole release of image 55: update, diff, version, rollout. Clanforge is simulated, at ${url}.`,
  )
  const runs: StepRun[] = []
  let id = ''
  for (const { title, endpoint, field, query, inputs } of JOBS) {
    id = await create(url, endpoint, field, query(id))
    console.log(heading(title))
    const run = await showStep({ [field]: id, ...inputs }, simulator, speed)
    runs.push(run)
    if (run.code !== 0) break
  }
  showSummaries(runs)
  return runs.length === JOBS.length && runs.every(({ outputs }) => outputs['result'] === 'complete')
}

/** Creates a job and returns its ID. Throws an Error with the response if Clanforge refuses. */
async function create(
  url: string,
  endpoint: string,
  field: string,
  query: Readonly<Record<string, string>>,
): Promise<string> {
  const path = `/cfp/v1/${endpoint}/create`
  const parameters = new URLSearchParams(query).toString()
  const response = await fetch(`${url}${path}?accountserviceid=${DEMO_ASID}&${parameters}`, {
    headers: { authorization: DEMO_AUTHORIZATION },
  })
  const body = (await response.json()) as Record<string, unknown>
  const id = body[field]
  if (typeof id !== 'number') throw new Error(`${path}: ${JSON.stringify(body)}`)
  const [prompt, result] = [styleText('dim', '$'), styleText('dim', `→ ${field} ${String(id)}`)]
  console.log(`\n${prompt} curl … '${path}?accountserviceid=***&${parameters}'   ${result}`)
  return String(id)
}
