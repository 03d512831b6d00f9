import { kindOf } from '../clanforge/kinds.ts'
import type { JobView } from '../wait/job.ts'
import { machines, percentDone } from '../wait/rollout.ts'
import { cut, plural } from './text.ts'

/** The longest name of a state that is shown, in characters. */
const STATE = 60

/** `image update 101`. */
export function nameOf({ target }: JobView): string {
  return `${kindOf(target).noun} ${target.id}`
}

/** `update 101`. */
export function shortNameOf({ target }: JobView): string {
  return `${target.kind} ${target.id}`
}

/** How far a job is, in percent; undefined while nobody said. */
export function percentOf({ reading }: JobView): number | undefined {
  return reading?.type === 'rollout' ? percentDone(reading) : reading?.progress
}

/** A percentage without decimals; 100 only when it is reached. */
export function formatPercent(percent: number | undefined): string {
  return percent === undefined ? '' : `${String(Math.floor(percent))} %`
}

/** The state of a job in the API's words, or a rollout's counts. */
export function stateOf(job: JobView): string {
  const { reading, held } = job
  if (reading === undefined) return held ? 'waits for its versions' : 'no answer yet'
  if (reading.type === 'job')
    return reading.stateName === '' ? 'state not told' : cut(reading.stateName, STATE)
  const failed = reading.failed > 0 ? `, ${String(reading.failed)} failed` : ''
  const listed =
    job.awaitsInstalls === true && reading.pending === 0
      ? ', but installs of its version are still listed'
      : ''
  return `${String(reading.completed)} of ${plural(machines(reading), 'machine')} done${failed}${listed}`
}

/** What the API says went wrong; untrusted. */
export function errorOf({ fields }: JobView): string {
  const { joberror } = fields
  if (joberror === undefined || joberror === null) return ''
  return typeof joberror === 'string' ? joberror.trim() : JSON.stringify(joberror)
}

/** When the API expects the job to be over, Unix seconds. */
export function etaOf({ reading, ending }: JobView): number | undefined {
  const eta = reading?.type === 'job' && ending === undefined ? reading.eta : undefined
  return eta !== undefined && eta > 0 ? eta : undefined
}
