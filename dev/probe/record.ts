import type { JobKindName } from '../../src/clanforge/endpoints.ts'
import { type JsonObject, toNumber } from '../../src/clanforge/json.ts'
import { checkScenario } from '../simulator/check-scenario.ts'
import type { Quirk } from '../simulator/quirks.ts'
import type { Scenario, ScenarioJob } from '../simulator/scenario.ts'
import { type Observation, bodiesFor, describeResponse, stateOf } from './observe.ts'

/** A scenario of the simulator with jobs and quirks like those that a probe has seen. Its IDs count from 101. */
export function toScenario(observations: readonly Observation[]): Scenario {
  const last = new Map<string, { readonly kind: JobKindName; readonly body: JsonObject }>()
  for (const { target, body } of observations) {
    if (target === undefined || body === undefined) continue
    last.set(`${target.kind} ${target.id}`, { kind: target.kind, body })
  }
  const isRefused = observations.some(
    response => response.purpose === 'unknown ID' && describeResponse(response) === 'refusal',
  )
  return checkScenario({
    description: 'recorded by npm run probe',
    jobs: [...last.values()].map(({ kind, body }, index) => toJob(kind, body, 101 + index)),
    quirks: quirksOf(observations),
    unknownJob: isRefused ? 'envelope' : '404',
  })
}

function toJob(kind: JobKindName, body: JsonObject, id: number): ScenarioJob {
  const number = (name: string) => toNumber(body[name]) ?? 0
  if (kind === 'rollout') {
    const failing = number('failed_machines')
    const machines = number('pending_machines') + failing
    return { kind, id, machines, failing, completedBefore: number('completed_machines') }
  }
  const state = stateOf(body)
  const [created, start] = [number('jobcreated'), number('jobstart')]
  const end = number(state === 'running' ? 'jobeta' : 'jobupdated')
  const unknown = start > 0 ? '1s' : '60s'
  const duration = (from: number, to: number) => (from > 0 && to > from ? `${to - from}s` : unknown)
  const progress = Math.min(100, Math.max(0, number('jobprogress')))
  return {
    kind,
    ...(kind === 'install' ? { mirroring: 'versionmirrorid' in body } : {}),
    id,
    queued: duration(created, start),
    running: duration(start, end),
    ...(state === 'failed' ? { failsAt: progress } : {}),
    ...(state === 'squashed' ? { squashedAt: progress } : {}),
  }
}

/** The quirks of every response that can have them. */
function quirksOf(observations: readonly Observation[]): readonly Quirk[] {
  const [jobs, statuses] = [bodiesFor(observations, 'job'), bodiesFor(observations, 'status')]
  const listed = bodiesFor(observations, 'list')
  const complete = jobs.filter(body => stateOf(body) === 'complete')
  const failed = statuses.filter(body => stateOf(body) === 'failed')
  const quirks: readonly (readonly [Quirk, readonly JsonObject[], (body: JsonObject) => boolean])[] = [
    ['numbers-as-strings', jobs, body => typeof body['jobprogress'] === 'string'],
    ['boolean-jobfailed', jobs, body => typeof body['jobfailed'] === 'boolean'],
    ['numeric-jobstart', jobs, body => typeof body['jobstart'] === 'number'],
    ['name-complete', complete, body => body['jobstatename'] === 'Complete'],
    ['no-jobstateid', jobs, body => body['jobstateid'] === undefined],
    ['no-jobstatename', jobs, body => body['jobstatename'] === undefined],
    ['no-success', statuses, body => body['success'] === undefined],
    ['queue-success', bodiesFor(observations, 'queue'), body => 'success' in body],
    ['success-is-outcome', failed, body => body['success'] === false],
    ['no-mirroring', listed, body => body['mirroring'] === undefined],
    ['numeric-mirroring', listed, body => typeof body['mirroring'] === 'number'],
  ]
  return quirks.filter(([, bodies, has]) => bodies.length > 0 && bodies.every(has)).map(([quirk]) => quirk)
}
