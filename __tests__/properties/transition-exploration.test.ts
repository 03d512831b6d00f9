// All sequences of up to six events over a small alphabet, in every mode: none breaks a rule.
import { expect, test } from '@jest/globals'
import { initialJobs } from '../../src/wait/initial-state.ts'
import type { Ending, JobState } from '../../src/wait/job-state.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { transition } from '../../src/wait/transition.ts'
import {
  type Letter,
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
import { type Step, checkStep } from '../support/verdict-invariants.ts'
import { defaultOptions } from '../support/job-states.ts'
import { targetsOf } from '../support/wait-run.ts'

const LENGTH = 6

const responses: readonly Letter[] = [
  responds('Queued 0%', { state: 'queued', progress: 0 }),
  responds('Queued 100%', { state: 'queued', progress: 100 }),
  responds('Running 60%', {}),
  responds('Running 100%', { progress: 100 }),
  responds('Archived 100%', { state: 'unknown', progress: 100 }),
  responds('Archived 100%, joberror', { state: 'unknown', progress: 100, hasError: true }),
  responds('Complete, denied', { state: 'complete', progress: 100, isDenied: true }),
  responds('Complete', { state: 'complete', progress: 100 }),
  responds('100% without a state', { state: 'none', progress: 100 }),
  responds('Running 100%, jobfailed', { progress: 100, jobfailed: 1 }),
  responds('Failed 100%', { state: 'failed', progress: 100, jobfailed: 1 }),
  responds('Squashed', { state: 'squashed' }),
  loses,
]
const reruns: readonly Letter[] = [
  ...responses.filter(({ name }) => !name.startsWith('Archived') && name !== 'Queued 0%'),
  responds('Failed again', { state: 'failed', progress: 100, jobfailed: 1, updated: 1 }),
  calls('re-run: Queued 0%', { state: 'queued', progress: 0 }),
  calls('re-run: Running 100%', { progress: 100 }),
  refuses,
]
const listed: readonly Letter[] = [
  lists('listed: Queued 100%', { state: 'queued', progress: 100 }),
  lists('listed: Running 60%', {}),
  lists('listed: Running 100%', { progress: 100 }),
  lists('listed: Running 60%, denied', { isDenied: true }),
  lists('listed: Complete', { state: 'complete', progress: 100 }),
  lists('listed: Failed', { state: 'failed' }),
  listedBare,
  listedUnreadable,
  missing,
  missingDenied,
  loses,
]
const queued: readonly Letter[] = [
  calls('queued: Queued 0%', { state: 'queued', progress: 0 }),
  calls('queued: Running 100%', { progress: 100 }),
  calls('queued: Failed', { state: 'failed' }),
  refuses,
]
const machines: readonly Letter[] = [
  counts('10/0/0', 10, 0, 0),
  counts('0/0/0', 0, 0, 0),
  counts('0/0/9', 0, 0, 9),
  counts('0/0/10', 0, 0, 10),
  counts('1/0/9', 1, 0, 9),
  counts('0/0/10, denied', 0, 0, 10, true),
  counts('9/1/0', 9, 1, 0),
  loses,
]

interface Mode {
  readonly name: string
  readonly jobs: string
  readonly alphabet: readonly Letter[]
  readonly options: Partial<WaitOptions>
  /** How many sequences of up to six events there are; a job that has ended has no further events. */
  readonly sequences: number
  /** How they end. */
  readonly endings: readonly Ending['type'][]
}

/** Long intervals, so that six events reach the 60 s of some rules. */
const slow = { minPollInterval: 20_000 }

const modes: readonly Mode[] = [
  {
    name: 'a status job',
    jobs: 'update 101',
    alphabet: responses,
    options: {},
    sequences: 348_933,
    endings: ['complete', 'failed', 'failed-by-count', 'squashed'],
  },
  {
    name: 'a status job with two re-runs',
    jobs: 'update 101',
    alphabet: reruns,
    options: { jobRetries: 2 },
    sequences: 105_840,
    endings: ['complete', 'failed', 'failed-by-count', 'retry-refused', 'squashed'],
  },
  {
    name: 'queue-once',
    jobs: 'install 7',
    alphabet: [...queued, ...listed.filter(letter => letter !== listedUnreadable)],
    options: { installMode: 'queue-once', ...slow },
    sequences: 123_205,
    endings: [
      'complete',
      'denied-and-missing',
      'failed',
      'fault',
      'inferred',
      'list-unreliable',
      'never-listed',
    ],
  },
  {
    name: 'watch',
    jobs: 'install 7',
    alphabet: listed.filter(letter => letter !== missingDenied && letter !== listedBare),
    options: { installMode: 'watch' },
    sequences: 139_563,
    endings: ['complete', 'failed', 'inferred', 'never-listed'],
  },
  {
    name: 'a rollout',
    jobs: 'rollout 44',
    alphabet: machines,
    options: {},
    sequences: 144_752,
    endings: ['complete', 'machines-failed'],
  },
  {
    name: 'a rollout with its versions',
    jobs: 'rollout 44, version 9',
    alphabet: [...machines, unblocks, installsChecked(true), installsChecked(false)],
    options: slow,
    sequences: 21_579,
    endings: ['complete', 'machines-failed'],
  },
]

/**
 * Goes through all sequences that begin with `path`, each event when the next poll is due.
 *
 * @returns how many there are
 */
function explore(
  job: JobState,
  mode: Mode,
  options: WaitOptions,
  path: Step[],
  endings: Set<string>,
): number {
  if (job.ending !== undefined) endings.add(job.ending.type)
  if (path.length === LENGTH || job.ending !== undefined) return 0
  let sequences = 0
  for (const letter of lettersFor(job, mode.alphabet)) {
    const at = job.nextPollAt ?? 0
    const sent = transition(job, { type: 'sent', at }, options).state
    const arrival = { sentAt: at, at, isFinal: false, date: undefined, retryAfter: undefined, random: 0.5 }
    const event = letter.event(arrival)
    const { state } = transition(sent, event, options)
    path.push({ event, before: sent, after: state })
    checkStep(path, options)
    sequences += 1 + explore(state, mode, options, path, endings)
    path.pop()
  }
  return sequences
}

test.each(modes)('$name: no sequence of up to six events breaks a rule ($sequences sequences)', mode => {
  const options = { ...defaultOptions, ...mode.options }
  const jobs = initialJobs(targetsOf(mode.jobs), options, 0)
  const first = jobs.find(({ target }) => target.kind !== 'version')
  if (first === undefined) throw new Error('there is no job')
  const endings = new Set<string>()
  expect(explore(first, mode, options, [], endings)).toBe(mode.sequences)
  expect([...endings].toSorted()).toEqual(mode.endings)
})
