import { styleText } from 'node:util'
import type { StepRun } from '../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY, basicAuthorization } from '../simulator/access.ts'
import { startSimulator } from '../simulator/server.ts'
import { heading } from './paint.ts'
import { showStep, showSummaries } from './stage.ts'

const IMAGE = '55'
const LIVES = [
  'update *: queued 1s, running 7s',
  'diff *: running 5s, added 1200, modified 80, removed 5',
  'version *: running 6s, installs 4',
  'install *: starts after 500ms, queued 1s, running 5s..7s',
  'rollout *: 20 machines, over 9s, starts after 1s',
]

/** Plays a whole release: each job is created by a call of the API, as a workflow's `run:` would, and then waited for. */
export async function playRelease(): Promise<boolean> {
  const simulator = await startSimulator({ jobs: LIVES })
  const { url } = simulator
  const runs: StepRun[] = []
  const step = async (title: string, inputs: Readonly<Record<string, string>>) => {
    console.log(heading(title))
    const run = await showStep(inputs, url)
    runs.push(run)
    return run.code === 0 && run.outputs['result'] === 'complete'
  }
  try {
    console.log(
      `A whole release of image ${IMAGE}: update, diff, version, rollout. Clanforge is simulated, at ${url}.`,
    )
    const updateid = await create(url, 'imageupdate', { imageid: IMAGE, desc: 'build 1234' }, 'updateid')
    if (!(await step('1. Fetch the new files', { updateid }))) return false
    const diffid = await create(url, 'imagediff', { imageid: IMAGE, machineid: '2' }, 'diffid')
    if (!(await step('2. Compare them with the version before', { diffid }))) return false
    const imageversionid = await create(url, 'imageversion', { diffid, restart: '0' }, 'imageversionid')
    const isOut = await step('3. Package the version and roll it out', { imageversionid, imageid: IMAGE })
    return isOut
  } finally {
    if (runs.length > 0) showSummaries(runs)
    await simulator.close()
  }
}

/** Creates a job and gives its id. Throws with Clanforge's words when it refuses. */
async function create(
  url: string,
  endpoint: string,
  query: Readonly<Record<string, string>>,
  field: string,
): Promise<string> {
  const search = new URLSearchParams({ accountserviceid: DEMO_ASID, ...query })
  const path = `/cfp/v1/${endpoint}/create`
  const response = await fetch(`${url}${path}?${search.toString()}`, {
    headers: { authorization: basicAuthorization(DEMO_ACCESS_KEY, DEMO_SECRET_KEY) },
  })
  const answer = (await response.json()) as Record<string, unknown>
  const id = answer[field]
  if (typeof id !== 'number') throw new Error(`${path}: ${JSON.stringify(answer)}`)
  const shown = new URLSearchParams(query).toString()
  console.log(
    `\n${styleText('dim', '$')} curl … '${path}?accountserviceid=***&${shown}'   ${styleText('dim', `→ ${field} ${String(id)}`)}`,
  )
  return String(id)
}
