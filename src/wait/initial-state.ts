import { type Target, jobKindNames, kindOf } from '../clanforge/endpoints.ts'
import { initialFaults } from './faults.ts'
import { neverListed } from './install-list.ts'
import type { JobState, Phase } from './job-state.ts'
import { initialConfirmation } from './job-verdict.ts'
import { scheduleFirstRequest } from './next-poll.ts'
import type { WaitOptions } from './options.ts'

/**
 * The jobs of a step before the first request, in the order of the kinds; within one kind as written.
 *
 * @param start of the step, monotonic ms
 */
export function initialJobs(
  targets: readonly Target[],
  options: WaitOptions,
  start: number,
): readonly JobState[] {
  const hasVersions = targets.some(({ kind }) => kind === 'version')
  return targets
    .toSorted((a, b) => jobKindNames.indexOf(a.kind) - jobKindNames.indexOf(b.kind))
    .map(target => initialJob(target, options, hasVersions, start))
}

function initialJob(target: Target, options: WaitOptions, hasVersions: boolean, start: number): JobState {
  const phase = firstPhase(target, options, hasVersions)
  return {
    target,
    phase,
    ...scheduleFirstRequest(phase === 'blocked' ? undefined : start),
    polls: 0,
    lastResponse: undefined,
    lastFault: undefined,
    faultState: initialFaults,
    confirmation: initialConfirmation,
    retries: {
      left: kindOf(target).retry === undefined ? 0 : options.jobRetries,
      used: 0,
      maxJobfailed: options.maxJobfailed,
      rerun: undefined,
    },
    rollout: undefined,
    waitsForInstalls: phase === 'blocked',
    installsBlocker: undefined,
    listing: neverListed,
    lastChangeAt: undefined,
    lastFieldChangeAt: undefined,
    history: [],
    ending: undefined,
    endedAt: undefined,
  }
}

function firstPhase(target: Target, { installMode }: WaitOptions, hasVersions: boolean): Phase {
  if (target.kind === 'rollout' && hasVersions) return 'blocked'
  if (kindOf(target).isInstall !== true) return 'status'
  switch (installMode) {
    case 'poll':
      return 'status'
    case 'queue-once':
      return 'queue'
    case 'watch':
      return 'list'
  }
}
