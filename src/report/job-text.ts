import { kindOf } from '../clanforge/endpoints.ts'
import { stringifyJson } from '../clanforge/json.ts'
import { type Fields, type Status } from '../clanforge/status.ts'
import { isFinished } from '../clanforge/states.ts'
import type { JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { countMachines, percentDone } from '../wait/rollout-verdict.ts'
import { capitalize, plural, quote, truncate } from './text.ts'

/** An ETA further from the Date header than this is garbage. */
const MAX_ETA_DISTANCE_S = 30 * 86_400
/** The longest name of a state that is shown, in characters. */
const MAX_STATE_LENGTH = 60

/** `image update 101`. */
export function nameOf({ target }: JobState): string {
  return `${kindOf(target).noun} ${target.id}`
}

/** `Image update 101`, the subject of a sentence. */
export function subjectOf(job: JobState): string {
  return capitalize(nameOf(job))
}

/** `update 101`. */
export function shortNameOf({ target }: JobState): string {
  return `${target.kind} ${target.id}`
}

/** A job's progress in percent; undefined while no response has reported one. */
export function percentOf({ lastResponse }: JobState): number | undefined {
  return lastResponse?.status.type === 'rollout'
    ? percentDone(lastResponse.status)
    : lastResponse?.status.progress
}

/** Whether the wait ended before Clanforge received the queue call of an install. */
export function isUnqueued({ phase, nextPollAt }: JobState): boolean {
  return phase === 'queue' && nextPollAt === undefined
}

/** A percentage without decimals, rounded down: 100% only when it is reached. */
export function formatPercent(percent: number | undefined): string {
  return percent === undefined ? '' : `${Math.floor(percent)}%`
}

/** `failed at 60%`, for a job; without a percentage where none was reported. */
export function failedAt(status: Status | undefined): string {
  const percent = status?.type === 'job' ? formatPercent(status.progress) : ''
  return percent === '' ? 'failed' : `failed at ${percent}`
}

/** A job's state under the API's name, or a rollout's counters. */
export function stateText(job: JobState): string {
  const { lastResponse } = job
  if (lastResponse === undefined) return stateBeforeResponse(job)
  const { status } = lastResponse
  if (status.type === 'job')
    return status.stateName === '' ? 'no state given' : truncate(status.stateName, MAX_STATE_LENGTH)
  const failed = status.failed > 0 ? `, ${status.failed} failed` : ''
  return `${status.completed} of ${plural(countMachines(status), 'machine')} done${failed}`
}

/** `1 of 40 machines failed`; empty when none has, and for a job that is not a rollout. */
export function failedMachines({ lastResponse }: JobState): string {
  if (lastResponse?.status.type !== 'rollout' || lastResponse.status.failed === 0) return ''
  return `${lastResponse.status.failed} of ${plural(countMachines(lastResponse.status), 'machine')} failed`
}

/** `5%` or `2`: how many machines may fail. */
export function allowanceText({ allowedFailedMachines: allowance }: WaitOptions): string {
  return allowance.type === 'machines' ? String(allowance.count) : allowance.text
}

/** `jobfailed` as a number; empty for a rollout. */
export function jobfailedOf({ lastResponse }: JobState): string {
  return lastResponse?.status.type === 'job' ? String(lastResponse.status.jobfailed) : ''
}

/** `state Copying`: a job's state inside a sentence. */
export function stateLabel(job: JobState): string {
  const text = stateText(job)
  return text.startsWith('state ') ? text : `state ${text}`
}

/** `Running, 40%`: a job's state and progress in a message. The counters of a rollout are its progress. */
export function progressText(job: JobState): string {
  const state = quote(stateText(job))
  const percent = job.lastResponse?.status.type === 'job' ? formatPercent(percentOf(job)) : ''
  return percent === '' ? state : `${state}, ${percent}`
}

/** `1 of 40 machines failed (5% allowed)`; empty when none has. Without options, the allowance is left out. */
export function machinesText(job: JobState, options: WaitOptions | undefined): string {
  const failed = failedMachines(job)
  return failed === '' || options === undefined ? failed : `${failed} (${allowanceText(options)} allowed)`
}

/** `joberror` of a job's last response in a message; empty without one. */
export function joberrorOf({ lastResponse }: JobState): string {
  return lastResponse === undefined ? '' : quote(errorText(lastResponse.fields))
}

/** `joberror` as text; empty without one. Untrusted. */
export function errorText({ joberror }: Fields): string {
  if (joberror === undefined || joberror === null) return ''
  return typeof joberror === 'string' ? joberror.trim() : stringifyJson(joberror)
}

/** When the API expects a job to finish, Unix seconds; undefined without a plausible ETA, and once the job has finished. */
export function etaOf({ lastResponse, ending }: JobState): number | undefined {
  if (ending !== undefined || lastResponse?.status.type !== 'job') return undefined
  const { eta, state } = lastResponse.status
  const { date } = lastResponse
  if (eta === undefined || eta <= 0 || isFinished(state)) return undefined
  return date !== undefined && Math.abs(eta - date) > MAX_ETA_DISTANCE_S ? undefined : eta
}

/** Why a job was never seen: not listed, or listed only with invalid entries. */
export function unseenText({ listing }: JobState): string {
  return listing.wasUnreadable
    ? 'in the install list, but its entry was never valid'
    : 'never in the install list'
}

function stateBeforeResponse(job: JobState): string {
  const { phase, ending, listing } = job
  if (phase === 'blocked') return 'blocked by its versions'
  if (ending === undefined && isUnqueued(job)) return 'not queued'
  if (ending !== undefined)
    return listing.missing.lists > 0 && !listing.wasUnreadable ? 'not listed' : 'no valid response'
  if (listing.missing.lists === 0) return listing.wasListed ? 'listed without a status' : 'no response yet'
  const wasThere = listing.wasListed || listing.wasUnreadable
  return wasThere ? 'no longer in the install list' : 'not in the install list yet'
}
