import {
  DEMO_ACCESS_KEY,
  DEMO_ASID,
  DEMO_AUTHORIZATION,
  DEMO_BEARER_TOKEN,
  DEMO_SECRET_KEY,
} from './access.ts'
import { idsOf } from './job-store.ts'
import type { ScenarioJob } from './scenario.ts'

const ASID = `accountserviceid=${DEMO_ASID}`

/** The credentials of a simulator at `url` that has these jobs, and commands to copy. */
export function welcome(url: string, jobs: readonly ScenarioJob[]): string {
  return `Clanforge simulator on ${url}

  access-key        ${DEMO_ACCESS_KEY}
  secret-key        ${DEMO_SECRET_KEY}
  bearer-token      ${DEMO_BEARER_TOKEN}
  accountserviceid  ${DEMO_ASID}
  (Authorization: ${DEMO_AUTHORIZATION})

Jobs, and how to request their status:
${jobs.map(job => `  # ${JSON.stringify(job)}\n${curls(url, statusPaths(job))}`).join('')}
A whole release, one call after the other; until the update has completed the image is locked:
${curls(url, RELEASE)}
Control the simulator (everything: curl -s ${url}/simulator/):
  curl -s -d '{"kind": "update", "id": 500, "queued": "2s", "running": "20s", "failsAt": 80}' ${url}/simulator/jobs
  curl -s -d '{"fault": 503, "times": 3}' ${url}/simulator/faults
  curl -s ${url}/simulator/requests

Ctrl+C stops it.`
}

// The IDs are the first ones that create calls return.
const RELEASE = [
  `/cfp/v1/imageupdate/create?${ASID}&imageid=55&desc=demo&machineid=2`,
  `/cfp/v1/imageupdate/1001/status?${ASID}`,
  `/cfp/v1/imagediff/create?${ASID}&imageid=55&machineid=2`,
  `/cfp/v1/imagediff/2001/status?${ASID}&diff_info=0`,
  `/cfp/v1/imageversion/create?${ASID}&diffid=2001&restart=0`,
  `/cfp/v1/imageversion/3001/status?${ASID}`,
  `/cfp/v1/imageinstall/status?${ASID}`,
  `/cfp/v2/project/${DEMO_ASID}/image/55/status`,
]

function curls(url: string, paths: readonly string[]): string {
  return paths.map(path => `  curl -s -u ${DEMO_ACCESS_KEY}:${DEMO_SECRET_KEY} '${url}${path}'\n`).join('')
}

function statusPaths({ kind, id = '*', ...job }: ScenarioJob): readonly string[] {
  if (id === '*') return []
  const first = String(idsOf(id)[0])
  if (kind === 'rollout') return [`/cfp/v2/project/${DEMO_ASID}/image/${first}/status`]
  if (kind !== 'install') return [`/cfp/v1/image${kind}/${first}/status?${ASID}`]
  const mirroring = 'mirroring' in job && job.mirroring === true
  return [`/cfp/v1/imageinstall/${first}/queue?${ASID}&mirroring=${String(mirroring)}`]
}
