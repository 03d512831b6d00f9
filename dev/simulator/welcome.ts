import {
  basicAuthorization,
  DEMO_ACCESS_KEY,
  DEMO_ASID,
  DEMO_BEARER_TOKEN,
  DEMO_SECRET_KEY,
} from './access.ts'
import { parseLifeLine } from './life-line.ts'

const ASID = `accountserviceid=${DEMO_ASID}`

/** What a person needs to talk to a simulator at `url` that was started with these job lines: commands to copy. */
export function welcome(url: string, jobs: readonly string[]): string {
  return `Clanforge simulator on ${url}

  access-key        ${DEMO_ACCESS_KEY}
  secret-key        ${DEMO_SECRET_KEY}
  bearer-token      ${DEMO_BEARER_TOKEN}
  accountserviceid  ${DEMO_ASID}
  (Authorization: ${basicAuthorization(DEMO_ACCESS_KEY, DEMO_SECRET_KEY)})

Jobs, and how to ask for them:
${jobs.map(line => `  # ${line}\n${lookAtJob(url, line)}`).join('')}
A whole release, one call after the other; until the update has completed the image is locked:
${curls(url, RELEASE)}
Drive the simulator (all of it: curl -s ${url}/simulator/):
  curl -s -d 'update 500: queued 2s, running 20s, fails at 80%' ${url}/simulator/jobs
  curl -s -d '503 x3' ${url}/simulator/faults
  curl -s ${url}/simulator/requests

Ctrl+C stops it.`
}

// The ids are those that create calls hand out first.
const RELEASE = [
  `/cfp/v1/imageupdate/create?${ASID}&imageid=55`,
  `/cfp/v1/imageupdate/1001/status?${ASID}`,
  `/cfp/v1/imagediff/create?${ASID}&imageid=55`,
  `/cfp/v1/imagediff/2001/status?${ASID}&diff_info=0`,
  `/cfp/v1/imageversion/create?${ASID}&diffid=2001&restart=0`,
  `/cfp/v1/imageversion/3001/status?${ASID}`,
  `/cfp/v1/imageinstall/status?${ASID}`,
  `/cfp/v2/project/${DEMO_ASID}/image/55/status`,
]

function curls(url: string, paths: readonly string[]): string {
  return paths.map(path => `  curl -s -u ${DEMO_ACCESS_KEY}:${DEMO_SECRET_KEY} '${url}${path}'\n`).join('')
}

function lookAtJob(url: string, line: string): string {
  const { kind, ids, life } = parseLifeLine(line)
  if (ids === 'created' || ids === 'next') return ''
  const id = String(ids.first)
  if (kind === 'rollout') return curls(url, [`/cfp/v2/project/${DEMO_ASID}/image/${id}/status`])
  if (kind !== 'install') return curls(url, [`/cfp/v1/image${kind}/${id}/status?${ASID}`])
  return curls(url, [`/cfp/v1/imageinstall/${id}/queue?${ASID}&mirroring=${String(life.mirroring)}`])
}
