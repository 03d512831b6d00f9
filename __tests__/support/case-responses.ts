import type { Json, JsonObject } from '../../src/clanforge/json.ts'

/** One response of a case: a JSON body, or an HTTP status without one. `takes`: ms until it arrives. */
export interface CaseResponse {
  readonly body?: Json
  readonly status?: number
  readonly takes?: number
}

/** One row of the contract with the responses that show it. */
export interface VerdictCase {
  /** The row or sentence of the contract. */
  readonly row: string
  readonly name: string
  /** As under `with:`; what is missing has the value of `caseInputs`. */
  readonly inputs: Readonly<Record<string, string>>
  /** By path: the responses in turn, of which the last repeats. */
  readonly responses: Readonly<Record<string, readonly CaseResponse[]>>
  readonly result: string
  /** Default: 0 when the result is `complete`, otherwise 1. */
  readonly exitCode?: 0 | 1
  /** Requests, where their number matters. */
  readonly polls?: number
  /** Default false. */
  readonly inferred?: true
  /** Each is in the log or in an annotation. */
  readonly text?: readonly string[]
  /** Why the end-to-end test leaves the case out. */
  readonly unitOnly?: 'takes too long' | 'needs exact times'
}

/** What a case expects besides the result, and its inputs. */
export type CaseDetails = Partial<
  Pick<VerdictCase, 'exitCode' | 'polls' | 'inferred' | 'text' | 'unitOnly'>
> & {
  readonly inputs?: VerdictCase['inputs']
}

/** Inputs of every case: intervals so short that a real step takes seconds. */
export const caseInputs = {
  accountserviceid: '1234567',
  'min-poll-interval': '100ms',
  'max-poll-interval': '300ms',
  timeout: '8s',
}

/** For a case that does not finish: a timeout in which all of its responses are received. */
export const briefly = { timeout: '2s' }

/** For a case of minutes: the default intervals. */
export const slowly = { 'min-poll-interval': '2s', 'max-poll-interval': '60s', timeout: '10m' }

const stateNames = ['Created', 'Pending', 'Queued', 'Running', 'Complete', 'Failed', 'Squashed']

/** A response of a job in this documented state. */
export function inState(jobstateid: number, jobprogress: number, more: JsonObject = {}): CaseResponse {
  const jobstatename = stateNames[jobstateid - 1] ?? ''
  return { body: { success: true, jobstateid, jobstatename, jobprogress, jobfailed: 0, ...more } }
}

/** A response of a job in a state that is not documented. */
export function archived(jobprogress: number, more: JsonObject = {}): CaseResponse {
  return { body: { jobstateid: 42, jobstatename: 'Archived', jobprogress, ...more } }
}

/** A response with exactly this body. */
export function raw(body: Json): CaseResponse {
  return { body }
}

/** An HTTP status without a body. */
export function http(status: number): CaseResponse {
  return { status }
}

/** The counters of a rollout. */
export function machines(pending: Json, failed: Json, completed: Json, more: JsonObject = {}): CaseResponse {
  return {
    body: { pending_machines: pending, failed_machines: failed, completed_machines: completed, ...more },
  }
}

/** An install list with these entries. */
export function installs(...entries: readonly JsonObject[]): CaseResponse {
  return { body: { success: true, installs: entries } }
}

/** An entry of the install list for job 7. */
export function entry(jobstateid: number, jobprogress: number, more: JsonObject = {}): JsonObject {
  const jobstatename = stateNames[jobstateid - 1] ?? ''
  return { jobid: 7, mirroring: false, jobstateid, jobstatename, jobprogress, ...more }
}
