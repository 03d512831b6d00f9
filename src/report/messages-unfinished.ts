import { hasNotStarted } from '../clanforge/states.ts'
import type { JobState } from '../wait/job-state.ts'
import { etaOf, isUnqueued, joberrorOf, percentOf, progressText } from './job-text.ts'
import { adviceFor, describeBlocker, describeDenial, describeFault } from './messages-faults.ts'
import { isAwaitingRerun } from './row-notes.ts'
import { formatDateTime, formatDuration, joinSentences, sentence, withDetail } from './text.ts'

/** Why something ended, and what to do about it. Full sentences or empty. */
export interface Reason {
  readonly cause: string
  readonly advice: string
}

/** The last valid response of a job, and its age: `Last response, 12s ago: Running, 40%.` `now` is monotonic ms. */
export function lastSeen(job: JobState, now: number): string {
  if (job.lastResponse === undefined) return neverSeen(job)
  const age = now - job.lastResponse.receivedAt
  const ago = age < 1000 ? 'just now' : `${formatDuration(age)} ago`
  const error = isAwaitingRerun(job) ? joberrorOf(job) : ''
  return sentence(withDetail(`Last response, ${ago}: ${progressText(job)}`, error))
}

function neverSeen(job: JobState): string {
  const { phase, listing } = job
  if (phase === 'blocked') return 'It was blocked by the image versions of this step.'
  if (isUnqueued(job)) return 'It was not queued.'
  if (listing.wasUnreadable) return 'It was in the install list, but its entry was never valid.'
  if (listing.wasListed) return 'It was in the install list, but without a status.'
  return listing.missing.lists > 0 ? 'It was not in the install list.' : 'No valid response was received.'
}

/** What may have kept a job from finishing in time. */
export function explainUnfinished(job: JobState): Reason {
  const { lastFault, lastResponse } = job
  const eta = etaSentence(job)
  if (lastFault !== undefined)
    return {
      cause: joinSentences(eta, sentence(`The last request failed: ${describeFault(lastFault)}`)),
      advice: adviceFor(lastFault),
    }
  const rerun = isAwaitingRerun(job) && job.retries.used > 0 ? 'A re-run was requested.' : ''
  const isDoubtful = lastResponse?.status.denial !== undefined || (percentOf(job) ?? 0) >= 100
  return {
    cause: joinSentences(rerun, eta, whyNotComplete(job)),
    advice: isDoubtful ? 'Check the job in Clanforge.' : 'If the job needs longer, raise timeout.',
  }
}

/** Why the last response, which may look like that of a finished job, does not count as such; empty if it does not look so. */
export function whyNotComplete(job: JobState): string {
  const { lastResponse, installsBlocker, listing, rollout } = job
  if (lastResponse === undefined) return ''
  const { status } = lastResponse
  if (status.denial !== undefined) return sentence(describeDenial('That response was denied', status.denial))
  if (installsBlocker !== undefined)
    return sentence(`No machine is pending, but ${describeBlocker(installsBlocker)}`)
  if (rollout?.zeroPending !== undefined) return 'That no machine is pending was not confirmed.'
  if (listing.missing.since !== undefined)
    return 'The job is missing from the install list, but not for long enough to be assumed complete.'
  return (percentOf(job) ?? 0) < 100 ? '' : whyNot100(job)
}

/** Why 100% does not count (docs/how-results-are-decided.md, "When 100% counts"). */
function whyNot100(job: JobState): string {
  const { lastResponse, confirmation, retries } = job
  if (confirmation.unconfirmedSince !== undefined) return 'The 100% was not confirmed by another response.'
  if (lastResponse?.status.type !== 'job') return ''
  const { state, hasError } = lastResponse.status
  const suspicion = 'may be left over from an earlier run: no percentage below 100 was reported'
  if (confirmation.mayBeStale)
    return `The 100% ${suspicion} since the ${retries.used > 0 ? 're-run' : 'queue call'}.`
  if (hasNotStarted(state)) return `The 100% ${suspicion}, and the job has not started.`
  return hasError
    ? sentence(withDetail('The 100% does not count in an unknown state with a joberror', joberrorOf(job)))
    : ''
}

function etaSentence(job: JobState): string {
  const eta = etaOf(job)
  const time = formatDateTime(eta === undefined ? undefined : eta * 1000)
  return time === '' ? '' : `Clanforge's ETA: ${time}.`
}
