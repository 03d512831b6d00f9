import { kindOf } from '../../src/clanforge/endpoints.ts'
import type { ApiError } from '../../src/clanforge/errors.ts'
import { type JsonObject, isId } from '../../src/clanforge/json.ts'
import { type JobStatus, readDenial, readJobStatus } from '../../src/clanforge/status.ts'
import { type Findings, type Observation, type Purpose, entriesOf } from './observe.ts'

/** The requests that were for this. */
export function forPurpose({ observations }: Findings, purpose: Purpose): readonly Observation[] {
  return observations.filter(one => one.purpose === purpose)
}

/** The bodies of their responses. */
export function bodiesFor(findings: Findings, purpose: Purpose): readonly JsonObject[] {
  return forPurpose(findings, purpose).flatMap(({ body }) => (body === undefined ? [] : [body]))
}

/** The entries of every install list. */
export function listed(findings: Findings): readonly JsonObject[] {
  return bodiesFor(findings, 'list').flatMap(entriesOf)
}

/** The responses that ask for patience. */
export function limits({ observations }: Findings): readonly ApiError[] {
  return observations.flatMap(({ error }) => (error?.status === 429 || error?.status === 503 ? [error] : []))
}

/** How far the Date header is ahead, seconds; NaN without one that the client takes. */
export function lag({ date, now }: Observation): number {
  return date === undefined ? NaN : date - now
}

/** The state of a job as the action reads it; `none` where a response is not valid. */
export function stateOf(body: JsonObject): JobStatus['state'] {
  try {
    return readJobStatus(body)?.state ?? 'none'
  } catch {
    return 'none'
  }
}

/** Whether a response is one of a running job. */
export function isRunning({ body }: Observation): boolean {
  return body !== undefined && stateOf(body) === 'running'
}

/** Whether a response has the fields of a job. */
export function hasJobFields({ body }: Observation): boolean {
  return body !== undefined && stateOf(body) !== 'none'
}

/** Whether the number and the name of a state are those of the same documented state. */
export function hasItsName({ jobstateid = null, jobstatename = null }: JsonObject): boolean {
  const [byNumber, byName] = [stateOf({ jobstateid }), stateOf({ jobstatename })]
  return byNumber === byName && !['none', 'unknown'].includes(byName)
}

/** Whether a response repeats the ID that was requested. */
export function hasOwnId({ target, body }: Observation): boolean {
  const idField = target === undefined ? undefined : kindOf(target).idField
  return idField !== undefined && isId(body?.[idField], target?.id ?? '')
}

/** Whether a response is what the action takes for an unknown ID. */
export function isUnknown({ error, body }: Observation): boolean {
  if (body !== undefined) return readDenial(body) !== undefined && stateOf(body) === 'none'
  return error?.status === 404
}

/** What came of a request, without anything that Clanforge has written. */
export function showResponse(observation: Observation): string {
  const { error, body } = observation
  if (error !== undefined) return error.status === undefined ? error.type : `HTTP ${String(error.status)}`
  if (hasJobFields(observation)) return 'job fields'
  return body !== undefined && readDenial(body) !== undefined ? 'refusal' : 'something else'
}
