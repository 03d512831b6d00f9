import type { Json, JsonObject } from '../../src/clanforge/json.ts'
import { toNumber } from '../../src/clanforge/json.ts'
import { checkScenario } from '../simulator/check-scenario.ts'
import type { JobSpec, Quirk, Scenario, ScenarioJob } from '../simulator/scenario.ts'
import { type Findings, type Observation, jobBodies } from './observe.ts'
import { bodiesFor, forPurpose, isRunning, listed, showResponse, stateOf } from './responses.ts'

/** The least that is written for a time, seconds. */
const LEAST = 1
/** For a job that has no times. Seconds */
const USUAL = 60

/** A scenario of the simulator with jobs and quirks like those that a probe has seen. Its IDs count from 101. */
export function toScenario(findings: Findings): Scenario {
  const groups = Object.values(
    Object.groupBy(
      findings.observations.filter(({ target, body }) => target !== undefined && body !== undefined),
      ({ target }) => JSON.stringify(target),
    ),
  )
  const jobs = groups.flatMap((group = [], index) =>
    group.slice(-1).flatMap(last => toJob(last, 101 + index)),
  )
  const unknown = forPurpose(findings, 'unknown ID').map(showResponse)
  return checkScenario({
    description: 'recorded by npm run probe',
    jobs,
    quirks: quirksOf(findings),
    unknownJob: unknown.includes('refusal') ? 'envelope' : '404',
  })
}

function toJob({ target, body }: Observation, id: number): ScenarioJob[] {
  if (target === undefined || body === undefined) return []
  const number = (name: string) => toNumber(body[name]) ?? 0
  if (target.kind === 'rollout') {
    const [pending, failing] = [number('pending_machines'), number('failed_machines')]
    const completedBefore = number('completed_machines')
    return [{ kind: 'rollout', id, machines: pending + failing, failing, completedBefore }]
  }
  const [created, start, updated] = [number('jobcreated'), number('jobstart'), number('jobupdated')]
  const end = isRunning({ body } as Observation) ? number('jobeta') : updated
  const seconds = (from: number, to: number) =>
    `${String(from > 0 && to > from ? to - from : start > 0 ? LEAST : USUAL)}s`
  return [
    {
      kind: target.kind,
      ...(target.kind === 'install' ? { mirroring: 'versionmirrorid' in body } : {}),
      id,
      queued: seconds(created, start),
      running: seconds(start, end),
      ...endingOf(body),
    },
  ]
}

function endingOf(body: JsonObject): Partial<JobSpec> {
  const at = Math.min(100, Math.max(0, toNumber(body['jobprogress']) ?? 0))
  const state = stateOf(body)
  return state === 'failed' ? { failsAt: at } : state === 'squashed' ? { squashedAt: at } : {}
}

/** The quirks that all responses share that have the field. */
function quirksOf(findings: Findings): readonly Quirk[] {
  const bodies = jobBodies(findings)
  const statuses = bodiesFor(findings, 'status')
  const all = (from: readonly JsonObject[], holds: (body: JsonObject) => boolean) =>
    from.length > 0 && from.every(holds)
  const has = (name: string, holds: (value: Json | undefined) => boolean) =>
    all(bodies, body => holds(body[name]))
  const complete = bodies.filter(body => stateOf(body) === 'complete')
  const failed = statuses.filter(body => stateOf(body) === 'failed')
  const seen: Readonly<Partial<Record<Quirk, boolean>>> = {
    'numbers-as-strings': has('jobprogress', value => typeof value === 'string'),
    'boolean-jobfailed': has('jobfailed', value => typeof value === 'boolean'),
    'numeric-jobstart': has('jobstart', value => typeof value === 'number'),
    'name-complete': all(complete, body => body['jobstatename'] === 'Complete'),
    'no-jobstateid': has('jobstateid', value => value === undefined),
    'no-jobstatename': has('jobstatename', value => value === undefined),
    'no-success': all(statuses, body => body['success'] === undefined),
    'queue-success': all(bodiesFor(findings, 'queue'), body => 'success' in body),
    'success-is-outcome': all(failed, body => body['success'] === false),
    'no-mirroring': all(listed(findings), body => body['mirroring'] === undefined),
    'numeric-mirroring': all(listed(findings), body => typeof body['mirroring'] === 'number'),
  }
  return (Object.keys(seen) as Quirk[]).filter(quirk => seen[quirk] === true)
}
