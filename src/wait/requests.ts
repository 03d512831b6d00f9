import type { ApiResponse } from '../clanforge/client.ts'
import {
  type ApiRequest,
  type Scope,
  type Target,
  installListRequest,
  kindOf,
} from '../clanforge/endpoints.ts'
import { ApiError } from '../clanforge/errors.ts'
import type { Json } from '../clanforge/json.ts'
import {
  type InstallList,
  type ListedInstall,
  readInstallList,
  readJobResponse,
  refusal,
} from '../clanforge/response.ts'
import { isFinished } from '../clanforge/states.ts'
import { judgeCall } from './faults.ts'
import { type InstallsBlocker, type JobState, type RequestPhase, isCall } from './job-state.ts'
import type { Arrival } from './arrival.ts'
import type { JobEvent } from './transition.ts'

/** A job's next request. Jobs with the same key share one. */
export interface NextRequest {
  readonly key: string
  /** The phase of its jobs. */
  readonly phase: RequestPhase
  readonly request: ApiRequest
}

/** What the requests and events of a step depend on. */
export interface RequestContext {
  readonly scope: Scope
  /** The versions of the step, whose installs keep a rollout from being complete. */
  readonly versions: readonly string[]
}

/** The key of the request for the install list, which all jobs in that phase share. */
export const LIST_KEY = 'list'

/** The key of a job's next request. */
export function keyOf({ target, phase }: JobState): string {
  return phase === 'list' ? LIST_KEY : `${target.kind} ${target.id}`
}

/** The request that follows from the phase of a job. */
export function nextRequest(job: JobState, scope: Scope): NextRequest {
  const { target, phase } = job
  if (phase === 'blocked') throw new Error('A blocked job has no request')
  return { key: keyOf(job), phase, request: requestOf(target, phase, scope) }
}

function requestOf(target: Target, phase: RequestPhase, scope: Scope): ApiRequest {
  const { retry, status } = kindOf(target)
  switch (phase) {
    case 'list':
    case 'installs':
      return installListRequest(scope)
    case 'retry':
      if (retry === undefined) throw new Error(`A job of the kind ${target.kind} cannot be re-run`)
      return retry(target.id, scope)
    case 'queue':
    case 'status':
      return status(target.id, scope)
  }
}

/**
 * The events that follow from the result of a request: one for each job that it covers, in their order.
 *
 * @param jobs as they were when the request was sent
 */
export function toEvents(
  phase: RequestPhase,
  jobs: readonly JobState[],
  result: ApiResponse | ApiError,
  arrival: Arrival,
  context: RequestContext,
): readonly JobEvent[] {
  try {
    if (result instanceof ApiError) return jobs.map(() => failure(phase, result, arrival))
    return responses(phase, jobs, result.body, arrival, context)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return jobs.map(() => failure(phase, error, arrival))
  }
}

function responses(
  phase: RequestPhase,
  jobs: readonly JobState[],
  body: Json,
  arrival: Arrival,
  context: RequestContext,
): readonly JobEvent[] {
  const [first] = jobs
  if (first === undefined) return []
  switch (phase) {
    case 'list':
      return listEvents(jobs, readInstallList(body), arrival, context.scope)
    case 'installs':
      return [{ type: 'installs-checked', blocker: blockerIn(readInstallList(body), context), arrival }]
    case 'queue':
    case 'retry':
      return [callEvent(first, body, arrival)]
    case 'status':
      return [{ type: 'response', response: readJobResponse(first.target, body), arrival }]
  }
}

/** A denied response to a call that changes something is a refusal, even with job fields. */
function callEvent({ target }: JobState, body: Json, arrival: Arrival): JobEvent {
  const response = readJobResponse(target, body)
  const { denial } = response.status
  return denial === undefined
    ? { type: 'call-made', response, arrival }
    : { type: 'call-refused', error: refusal(denial), response, arrival }
}

function failure(phase: RequestPhase, error: ApiError, arrival: Arrival): JobEvent {
  return isCall(phase) && judgeCall(error) === 'refused'
    ? { type: 'call-refused', error, response: undefined, arrival }
    : { type: 'request-failed', error, arrival }
}

function listEvents(
  jobs: readonly JobState[],
  list: InstallList,
  arrival: Arrival,
  { mirroring }: Scope,
): readonly JobEvent[] {
  const byId = Map.groupBy(list.installs, ({ jobid }) => jobid)
  return jobs.map(({ target }) => {
    const entries = byId.get(target.id) ?? []
    const entry =
      entries.find(listed => listed.mirroring === mirroring) ??
      entries.find(listed => listed.mirroring === undefined)
    return entry === undefined
      ? { type: 'not-listed', defect: list.defect, arrival }
      : { type: 'listed', content: entry.content, arrival }
  })
}

/** Why the install list keeps a rollout from being complete; undefined if no unfinished install of its versions is listed. */
function blockerIn(
  { installs, defect }: InstallList,
  { versions }: RequestContext,
): InstallsBlocker | undefined {
  const isUnfinished = installs.some(
    install =>
      install.targetVersion !== undefined &&
      versions.includes(install.targetVersion) &&
      !isFinishedInstall(install),
  )
  return isUnfinished ? { type: 'listed' } : defect
}

/** A finished install may stay listed. It does not keep a rollout from being complete. */
function isFinishedInstall({ content }: ListedInstall): boolean {
  if (content.type !== 'response') return false
  const { status } = content.response
  return status.type === 'job' && isFinished(status.state)
}
