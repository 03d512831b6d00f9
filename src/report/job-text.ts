import { kindOf } from '../clanforge/endpoints.ts'
import { stringifyJson } from '../clanforge/json.ts'
import type { Fields } from '../clanforge/status.ts'
import type { JobState } from '../wait/job-state.ts'
import { countMachines, percentDone } from '../wait/rollout-verdict.ts'
import { plural, truncate } from './text.ts'

/** The longest name of a state that is shown, in characters. */
const STATE_LENGTH = 60

/** `image update 101`. */
export function nameOf({ target }: JobState): string {
  return `${kindOf(target).noun} ${target.id}`
}

/** `update 101`. */
export function shortNameOf({ target }: JobState): string {
  return `${target.kind} ${target.id}`
}

/** A text with a capital letter at its start. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** A job's progress in percent; undefined while no response has reported one. */
export function percentOf({ last }: JobState): number | undefined {
  return last?.status.type === 'rollout' ? percentDone(last.status) : last?.status.progress
}

/** A percentage without decimals, rounded down: 100% only when it is reached. */
export function formatPercent(percent: number | undefined): string {
  return percent === undefined ? '' : `${String(Math.floor(percent))}%`
}

/** A job's state under the API's name, or a rollout's counters. */
export function stateText(job: JobState): string {
  const { last } = job
  if (last === undefined) return stateBeforeResponse(job)
  const { status } = last
  if (status.type === 'job')
    return status.stateName === '' ? 'no state given' : truncate(status.stateName, STATE_LENGTH)
  const failed = status.failed > 0 ? `, ${String(status.failed)} failed` : ''
  return `${String(status.completed)} of ${plural(countMachines(status), 'machine')} done${failed}`
}

/** `1 of 40 machines failed`; empty for what is no rollout. */
export function machinesText({ last }: JobState): string {
  if (last?.status.type !== 'rollout') return ''
  return `${String(last.status.failed)} of ${plural(countMachines(last.status), 'machine')} failed`
}

/** `state Copying`: a job's state inside a sentence. */
export function stateLabel(job: JobState): string {
  const text = stateText(job)
  return text.startsWith('state ') ? text : `state ${text}`
}

/** `joberror` as text; empty without one. Untrusted. */
export function errorText({ joberror }: Fields): string {
  if (joberror === undefined || joberror === null) return ''
  return typeof joberror === 'string' ? joberror.trim() : stringifyJson(joberror)
}

/** When the API expects a job to finish, Unix seconds; undefined when it does not say, or when the job has finished. */
export function etaOf({ last, ending }: JobState): number | undefined {
  if (ending !== undefined || last?.status.type !== 'job') return undefined
  const { eta, state } = last.status
  const hasFinished = state === 'complete' || state === 'failed' || state === 'squashed'
  return eta !== undefined && eta > 0 && !hasFinished ? eta : undefined
}

function stateBeforeResponse({ phase, ending, listing }: JobState): string {
  if (phase === 'blocked') return 'blocked by its versions'
  if (ending !== undefined) return 'no valid response'
  return listing.missingLists > 0 ? 'not in the install list yet' : 'no response yet'
}
