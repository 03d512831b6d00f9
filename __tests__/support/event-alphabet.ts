import { ApiError } from '../../src/clanforge/errors.ts'
import type { JobResponse } from '../../src/clanforge/response.ts'
import type { JobStatus, RolloutStatus, Status } from '../../src/clanforge/status.ts'
import type { State } from '../../src/clanforge/states.ts'
import type { JobState, Phase } from '../../src/wait/job-state.ts'
import type { Arrival } from '../../src/wait/arrival.ts'
import type { JobEvent } from '../../src/wait/transition.ts'
import { jobStatus, rolloutStatus } from './job-states.ts'

/** Something that can happen to a job in one of these phases. */
export interface Letter {
  readonly name: string
  readonly phases: readonly Phase[]
  readonly event: (arrival: Arrival) => JobEvent
}

/** How a job's status deviates from Running at 60%. */
export interface StatusShape {
  readonly state?: State
  readonly progress?: number | undefined
  readonly jobfailed?: number
  readonly isDenied?: boolean
  readonly hasError?: boolean
  readonly updated?: number
}

const unreadable = new ApiError('invalid-response', 'jobfailed is not a whole number of at least 0')
const denial = { message: 'image locked' }

/** A status of this shape. */
export function statusOf({ state = 'running', isDenied = false, ...more }: StatusShape): JobStatus {
  return jobStatus({ progress: 60, ...more, state, stateName: state, denial: isDenied ? denial : undefined })
}

const responseOf = (status: Status): JobResponse => ({ status, fields: {} })

/** A response of the job's status endpoint. */
export function responds(name: string, shape: StatusShape): Letter {
  const response = responseOf(statusOf(shape))
  return { name, phases: ['status'], event: arrival => ({ type: 'response', response, arrival }) }
}

/** A list with an entry for the job. */
export function lists(name: string, shape: StatusShape): Letter {
  const response = responseOf(statusOf(shape))
  return {
    name,
    phases: ['list'],
    event: arrival => ({ type: 'listed', content: { type: 'response', response }, arrival }),
  }
}

/** A queue or retry call with this response. */
export function calls(name: string, shape: StatusShape): Letter {
  const response = responseOf(statusOf(shape))
  return { name, phases: ['queue', 'retry'], event: arrival => ({ type: 'call-made', response, arrival }) }
}

/** A rollout's counters. */
export function counts(
  name: string,
  pending: number,
  failed: number,
  completed: number,
  isDenied = false,
): Letter {
  const status: RolloutStatus = {
    ...rolloutStatus(pending, failed, completed),
    denial: isDenied ? denial : undefined,
  }
  return {
    name,
    phases: ['status'],
    event: arrival => ({ type: 'response', response: responseOf(status), arrival }),
  }
}

/** A list without the job. */
export const missing: Letter = {
  name: 'not listed',
  phases: ['list'],
  event: arrival => ({ type: 'not-listed', defect: undefined, arrival }),
}

/** A denied list without the job. */
export const missingDenied: Letter = {
  name: 'not listed, denied',
  phases: ['list'],
  event: arrival => ({ type: 'not-listed', defect: { type: 'denied', message: 'nope' }, arrival }),
}

/** A list whose entry for the job has none of a job's fields. */
export const listedBare: Letter = {
  name: 'listed without fields',
  phases: ['list'],
  event: arrival => ({ type: 'listed', content: { type: 'no-fields' }, arrival }),
}

/** A list whose entry for the job cannot be read. */
export const listedUnreadable: Letter = {
  name: 'listed, unreadable',
  phases: ['list'],
  event: arrival => ({ type: 'listed', content: { type: 'invalid', error: unreadable }, arrival }),
}

/** The install list of a rollout's versions. */
export function installsChecked(isClear: boolean): Letter {
  return {
    name: isClear ? 'no install is listed' : 'an install is listed',
    phases: ['installs'],
    event: arrival => ({
      type: 'installs-checked',
      blocker: isClear ? undefined : { type: 'listed' },
      arrival,
    }),
  }
}

const lost = new ApiError('network', 'the connection broke')

/** A request, or a call, without a response. */
export const loses: Letter = {
  name: 'lost',
  phases: ['status', 'list', 'queue', 'retry', 'installs'],
  event: arrival => ({ type: 'request-failed', error: lost, arrival }),
}

const refused = new ApiError('refusal', 'Clanforge refused the request')

/** A call that is refused. */
export const refuses: Letter = {
  name: 'refused',
  phases: ['queue', 'retry'],
  event: arrival => ({ type: 'call-refused', error: refused, response: undefined, arrival }),
}

/** The versions of a rollout are complete. */
export const unblocks: Letter = {
  name: 'unblocked',
  phases: ['blocked'],
  event: ({ at }) => ({ type: 'unblocked', at }),
}

/** The letters that can happen to the job now. */
export function lettersFor(job: JobState, alphabet: readonly Letter[]): readonly Letter[] {
  return alphabet.filter(({ phases }) => phases.includes(job.phase))
}
