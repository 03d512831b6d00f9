import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_AUTHORIZATION, DEMO_BEARER_TOKEN, DEMO_INPUTS } from './access.ts'
import { idsOf } from './job-store.ts'
import type { ScenarioJob } from './scenario.ts'

const ASID = `accountserviceid=${DEMO_INPUTS.accountserviceid}`

/** The credentials of a simulator at `url` that has these jobs, and commands to copy: welcome.txt, filled in. */
export function welcome(url: string, jobs: readonly ScenarioJob[]): string {
  const get = `curl -s -u ${DEMO_INPUTS['access-key']}:${DEMO_INPUTS['secret-key']} '${url}`
  const values: Readonly<Record<string, string>> = {
    ...DEMO_INPUTS,
    url,
    get,
    asid: ASID,
    'bearer-token': DEMO_BEARER_TOKEN,
    authorization: DEMO_AUTHORIZATION,
    jobs: jobs.map(job => `  # ${JSON.stringify(job)}\n${statusRequest(get, job)}`).join(''),
  }
  const text = readFileSync(join(import.meta.dirname, 'welcome.txt'), 'utf8')
  return text.replace(/\{([a-z-]+)\}/g, (_, name: string) => values[name] ?? '').trimEnd()
}

function statusRequest(get: string, { kind, id = '*', ...job }: ScenarioJob): string {
  if (id === '*') return ''
  const first = String(idsOf(id)[0])
  if (kind === 'rollout')
    return `  ${get}/cfp/v2/project/${DEMO_INPUTS.accountserviceid}/image/${first}/status'\n`
  if (kind !== 'install') return `  ${get}/cfp/v1/image${kind}/${first}/status?${ASID}'\n`
  const mirroring = String('mirroring' in job && job.mirroring === true)
  return `  ${get}/cfp/v1/imageinstall/${first}/queue?${ASID}&mirroring=${mirroring}'\n`
}
