import { styleText } from 'node:util'
import type { StepRun } from '../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY, basicAuthorization } from '../simulator/access.ts'
import { heading } from './paint.ts'
import { type Pace, showStep, showSummaries, withScenario } from './stage.ts'

const IMAGE = '55'

/** Shows a whole release: each job is created by a call of the API, as a workflow's `run:` would, and then waited for. */
export function showRelease(pace: Pace): Promise<boolean> {
  return withScenario('release', pace, async ({ url }) => {
    const runs: StepRun[] = []
    const step = async (title: string, inputs: Readonly<Record<string, string>>) => {
      console.log(heading(title))
      const run = await showStep(inputs, url, pace)
      runs.push(run)
      return run.code === 0 && run.outputs['result'] === 'complete'
    }
    try {
      return await release(url, step)
    } finally {
      if (runs.length > 0) showSummaries(runs)
    }
  })
}

/** Creates the jobs one after the other, and waits for each by a step. */
async function release(
  url: string,
  step: (title: string, inputs: Readonly<Record<string, string>>) => Promise<boolean>,
): Promise<boolean> {
  console.log(
    `A whole release of image ${IMAGE}: update, diff, version, rollout. Clanforge is simulated, at ${url}.`,
  )
  const image = { imageid: IMAGE, machineid: '2' }
  const updateid = await create(url, 'imageupdate', { ...image, desc: 'build 1234' }, 'updateid')
  if (!(await step('1. Fetch the new files', { updateid }))) return false
  const diffid = await create(url, 'imagediff', image, 'diffid')
  if (!(await step('2. Compare them with the version before', { diffid }))) return false
  const imageversionid = await create(url, 'imageversion', { diffid, restart: '0' }, 'imageversionid')
  return step('3. Package the version and roll it out', { imageversionid, imageid: IMAGE })
}

/** Creates a job and returns its ID. Throws an Error with Clanforge's response when it refuses. */
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
  const body = (await response.json()) as Record<string, unknown>
  const id = body[field]
  if (typeof id !== 'number') throw new Error(`${path}: ${JSON.stringify(body)}`)
  const shown = new URLSearchParams(query).toString()
  console.log(
    `\n${styleText('dim', '$')} curl … '${path}?accountserviceid=***&${shown}'   ${styleText('dim', `→ ${field} ${String(id)}`)}`,
  )
  return String(id)
}
