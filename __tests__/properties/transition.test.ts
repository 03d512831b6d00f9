// Random sequences of events, longer and wilder than those of transition-exploration.test.ts: none breaks a rule.
import { expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import type { State } from '../../src/clanforge/states.ts'
import { initialJobs } from '../../src/wait/initial-state.ts'
import type { JobState } from '../../src/wait/job-state.ts'
import type { Arrival } from '../../src/wait/arrival.ts'
import { transition } from '../../src/wait/transition.ts'
import {
  type Letter,
  type StatusShape,
  calls,
  counts,
  installsChecked,
  lettersFor,
  listedBare,
  listedUnreadable,
  lists,
  loses,
  missing,
  missingDenied,
  refuses,
  responds,
  unblocks,
} from '../support/event-alphabet.ts'
import { defaultOptions } from '../support/job-states.ts'
import { type Step, checkStep } from '../support/verdict-invariants.ts'
import { targetsOf } from '../support/wait-run.ts'

const states: readonly State[] = ['created', 'pending', 'queued', 'running', 'running', 'unknown', 'none']
const endedStates: readonly State[] = ['complete', 'failed', 'squashed']
const shape = fc.record<StatusShape>({
  state: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...states) },
    { weight: 1, arbitrary: fc.constantFrom(...endedStates) },
  ),
  progress: fc.constantFrom(undefined, 0, 60, 99.9, 100, 100, 100, 150),
  jobfailed: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1),
  isDenied: fc.constantFrom(false, false, false, false, true),
  hasError: fc.boolean(),
  updated: fc.constantFrom(1, 1, 2),
})
const few = fc.constantFrom(0, 0, 0, 1, 9, 10)
const failedMachines = fc.constantFrom(0, 0, 0, 0, 0, 0, 1)

function fails(type: 'timeout' | 'refusal' | 'status', status?: number): Letter {
  const error = new ApiError(type, 'a fault', { status })
  return { ...loses, name: type, event: arrival => ({ type: 'request-failed', error, arrival }) }
}

// Made once: an error takes a stack trace, which costs more than the rest of an event.
const failures = [fails('timeout'), fails('status', 503), fails('status', 404)]

const letters: fc.Arbitrary<readonly Letter[]> = fc
  .record({ shape, machines: fc.tuple(few, failedMachines, few, fc.constantFrom(false, false, false, true)) })
  .map(({ shape: given, machines }) => [
    responds('a response', given),
    counts('counters', ...machines),
    lists('listed', given),
    calls('a call', given),
    listedBare,
    listedUnreadable,
    missing,
    missing,
    missing,
    missingDenied,
    refuses,
    refuses,
    installsChecked(true),
    installsChecked(false),
    unblocks,
    loses,
    ...failures,
  ])

interface Happening {
  readonly letters: readonly Letter[]
  readonly which: number
  /** How long after the next poll is due it happens, ms. */
  readonly late: number
  readonly retryAfter: number | undefined
  readonly random: number
  readonly isFinal: boolean
}
const happening = fc.record<Happening>({
  letters,
  which: fc.nat(),
  late: fc.constantFrom(0, 0, 0, 1, 500, 30_000),
  retryAfter: fc.constantFrom(undefined, undefined, undefined, 0, 500, 45_000),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  isFinal: fc.constantFrom(false, false, false, false, false, false, false, false, false, true),
})
const options = fc.record({
  installMode: fc.constantFrom('queue-once', 'watch'),
  jobRetries: fc.constantFrom(0, 1, 3),
  maxJobfailed: fc.constantFrom(0, 1),
  stallTimeout: fc.constantFrom(undefined, undefined, 90_000),
  minPollInterval: fc.constantFrom(100, 2_000, 15_000),
})
const jobs = fc.constantFrom(
  'update 101',
  'update 101',
  'version 9',
  'install 7',
  'rollout 44',
  'rollout 44, version 9',
)

function next({ letters: alphabet, which, ...moment }: Happening, step: Step['after']): Letter | undefined {
  const possible = lettersFor(step, alphabet).filter(({ name }) =>
    step.target.kind === 'rollout' ? name !== 'a response' : name !== 'counters',
  )
  return possible[(which + moment.late) % possible.length]
}

test('No random sequence of events breaks a rule (6,000 sequences)', () => {
  const endings = new Set<string>()
  fc.assert(
    fc.property(
      jobs,
      options,
      fc.array(happening, { minLength: 1, maxLength: 40, size: 'max' }),
      (names, some, events) => {
        const all = { ...defaultOptions, ...some }
        let job: JobState | undefined = initialJobs(targetsOf(names), all, 0).at(-1)
        if (job === undefined) return
        const steps: Step[] = []
        for (const happened of events) {
          const letter = next(happened, job)
          if (letter === undefined || job.ending !== undefined) break
          const at: number = (job.nextPollAt ?? 0) + happened.late
          const { retryAfter, random, isFinal } = happened
          const arrival: Arrival = { sentAt: at, at, isFinal, date: undefined, retryAfter, random }
          const before: JobState = transition(job, { type: 'sent', at }, all).state
          const event = letter.event(arrival)
          job = transition(before, event, all).state
          steps.push({ event, before, after: job })
          checkStep(steps, all)
        }
        if (job.ending !== undefined) endings.add(job.ending.type)
      },
    ),
    { numRuns: 6_000 },
  )
  // Else the sequences would prove little.
  expect([...endings].toSorted()).toEqual([
    'complete',
    'denied-and-missing',
    'failed',
    'failed-by-count',
    'fault',
    'inferred',
    'list-unreliable',
    'machines-failed',
    'never-listed',
    'outage',
    'retry-refused',
    'squashed',
    'stalled',
  ])
})
