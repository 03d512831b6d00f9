import { ApiError } from '../../src/clanforge/errors.ts'
import type { Target } from '../../src/clanforge/endpoints.ts'
import type { State } from '../../src/clanforge/states.ts'
import type { Fields, JobStatus } from '../../src/clanforge/status.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import { listed } from '../../src/wait/install-list.ts'
import type { Ending, HistoryEntry, JobState } from '../../src/wait/job-state.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import type { JobOutcome, Result } from '../../src/wait/outcome.ts'
import {
  START,
  defaultOptions,
  isComplete,
  jobState,
  jobStatus,
  outcomeWith,
  responseAt,
  rolloutStatus,
} from '../../__tests__/support/job-states.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const UPDATE: Target = { kind: 'update', id: '1048576' }
const DISK = 'No space left on device: /srv/images'
const fivePercent = { type: 'share', text: '5%', numerator: 5n, denominator: 100n } as const

/** Summaries of every kind, to look at: name and report. No request is made for them. */
export const samples: readonly (readonly [name: string, report: StepReport])[] = [
  ['complete-20s', ended('complete', 20 * SECOND, [update(20 * SECOND)])],
  ['complete-20min', ended('complete', 20 * MINUTE, [update(20 * MINUTE)])],
  ['complete-5h', ended('complete', 300 * MINUTE, [update(300 * MINUTE)])],
  ['complete-3d', ended('complete', 4320 * MINUTE, [update(4320 * MINUTE)])],
  ['failed', ended('failed', 14 * MINUTE, [failing(14 * MINUTE)])],
  ['rerun', ended('complete', 25 * MINUTE, [rerun(25 * MINUTE)])],
  ['squashed', ended('squashed', 3 * MINUTE, [squashed(3 * MINUTE)])],
  ['timed-out', ended('timed-out', 60 * MINUTE, [unfinished(60 * MINUTE)])],
  [
    'stalled',
    ended('stalled', 40 * MINUTE, [stopped(40 * MINUTE, { type: 'stalled' })], { stallTimeout: 16 * MINUTE }),
  ],
  ['cancelled', ended('cancelled', 7 * MINUTE, [unfinished(7 * MINUTE)])],
  ['outage', ended('error', 30 * MINUTE, [outage(30 * MINUTE)])],
  ['not-found', ended('error', 20 * SECOND, [notFound(20 * SECOND)])],
  ['inferred', ended('complete', 12 * MINUTE, [inferred(12 * MINUTE)], { installMode: 'watch' })],
  [
    'rollout',
    ended('complete', 26 * MINUTE, [rollout(26 * MINUTE, 1)], { allowedFailedMachines: fivePercent }),
  ],
  ['rollout-10s', ended('complete', 12 * SECOND, [rollout(12 * SECOND, 0)])],
  ['seven', ended('complete', 25 * MINUTE, release(25 * MINUTE), { allowedFailedMachines: fivePercent })],
  [
    'seven-failed',
    ended('failed', 20 * MINUTE, [
      ...release(20 * MINUTE).slice(1, 5),
      failing(20 * MINUTE),
      ...pending(20 * MINUTE),
    ]),
  ],
  ['two-hundred', ended('failed', 50 * MINUTE, fleet(50 * MINUTE))],
  [
    'outputs-lost',
    {
      ...ended('complete', 20 * SECOND, [update(20 * SECOND)]),
      problems: ['The outputs could not be written: ENOSPC: no space left on device'],
    },
  ],
  [
    'bad-input',
    {
      ...ended('error', 3, []),
      options: undefined,
      requests: 0,
      problems: [
        'updateid: "null" is not an ID; it looks like an empty result of the previous step.\ntimeout: "30" has no unit; write 30s or 30m.\nmirroring: "yes" is not a boolean; use true or false.',
      ],
    },
  ],
]

function ended(
  result: Result,
  elapsed: number,
  jobs: readonly JobState[],
  more: Partial<WaitOptions> = {},
): StepReport {
  const options = { ...defaultOptions, ...more }
  const unfinishedAs: JobOutcome['result'] =
    result === 'timed-out' || result === 'cancelled' ? result : 'pending'
  return {
    outcome: outcomeWith(
      result,
      jobs,
      jobs.find(job => job.ending?.type === result) ?? jobs[0],
      unfinishedAs,
    ),
    requests: 31,
    elapsed,
    options,
    problems: [],
    now: elapsed,
    wallClock: START * 1000 + elapsed,
  }
}

function seconds(ms: number): number {
  return START + ms / 1000
}

/** A change of state; `started` in ms after the start of the step. */
function change(at: number, state: State, started: number, more: Partial<JobStatus> = {}): HistoryEntry {
  const stamps = state === 'queued' ? { start: 0 } : { start: seconds(started) }
  return {
    type: 'status',
    at,
    status: jobStatus({
      state,
      stateName: state.slice(0, 1).toUpperCase() + state.slice(1),
      created: seconds(-3000),
      updated: seconds(at),
      ...stamps,
      ...more,
    }),
  }
}

/** A job with this history; its last response is that of the last entry, or one at `lastAt`. */
function lived(
  target: Target,
  history: readonly HistoryEntry[],
  more: Partial<JobState>,
  fields: Fields = {},
  lastAt?: number,
): JobState {
  const last = history.flatMap(entry => (entry.type === 'status' ? [entry] : [])).at(-1)
  return jobState({
    target,
    history,
    last: last && responseAt(lastAt ?? last.at, last.status, fields),
    polls: 12,
    ...more,
  })
}

function update(total: number, target = UPDATE, begin = 0.15): JobState {
  const start = total * begin
  return lived(
    target,
    [
      change(0, 'queued', 0),
      change(start, 'running', start),
      change(total, 'complete', start, { progress: 100 }),
    ],
    { ending: isComplete, endedAt: total },
  )
}

function failing(total: number, target = UPDATE): JobState {
  const start = total * 0.1
  return lived(
    target,
    [
      change(0, 'queued', 0),
      change(start, 'running', start),
      change(total, 'failed', start, { progress: 60, hasError: true }),
    ],
    { ending: { type: 'failed' }, endedAt: total },
    { joberror: DISK },
  )
}

function rerun(total: number, target = UPDATE): JobState {
  const [start, failed, again, restart] = [0.05, 0.4, 0.41, 0.5].map(share => share * total) as [
    number,
    number,
    number,
    number,
  ]
  const failure = change(failed, 'failed', start, { progress: 60 })
  const status = failure.type === 'status' ? failure.status : jobStatus()
  return lived(
    target,
    [
      change(0, 'queued', 0),
      change(start, 'running', start),
      failure,
      { type: 'rerun', at: again, failure: { status, fields: { joberror: DISK } } },
      change(again + 2_000, 'queued', 0),
      change(restart, 'running', restart),
      change(total, 'complete', restart, { progress: 100 }),
    ],
    { ending: isComplete, endedAt: total, retries: { left: 0, used: 1, maxJobfailed: 1, rerun: undefined } },
  )
}

function squashed(total: number): JobState {
  return lived(UPDATE, [change(0, 'queued', 0), change(total, 'squashed', 0, { start: 0, progress: 0 })], {
    ending: { type: 'squashed' },
    endedAt: total,
  })
}

function unfinished(total: number, target = UPDATE): JobState {
  const start = total * 0.15
  return lived(target, [change(0, 'queued', 0), change(start, 'running', start)], {}, {}, total)
}

function stopped(total: number, ending: Ending): JobState {
  return { ...unfinished(total), lastChangeAt: total * 0.6, ending, endedAt: total }
}

function outage(total: number): JobState {
  const error = new ApiError('status', 'HTTP 503 from /cfp/v1/imageupdate/1048576/status', {
    status: 503,
    detail: 'Service Unavailable',
  })
  const job = unfinished(total * 0.8)
  return { ...job, fault: error, ending: { type: 'outage', error }, endedAt: total }
}

function notFound(total: number): JobState {
  const error = new ApiError('status', 'HTTP 404 from /cfp/v1/imageupdate/1048576/status', {
    status: 404,
    detail: 'No such image update',
  })
  return jobState({
    target: UPDATE,
    polls: 3,
    fault: error,
    ending: { type: 'fault', error },
    endedAt: total,
  })
}

function inferred(total: number): JobState {
  return {
    ...unfinished(total * 0.9, { kind: 'install', id: '7' }),
    listing: { ...listed, missingSince: total * 0.93, missingLists: 3 },
    ending: { type: 'inferred', wasListed: true },
    endedAt: total,
  }
}

function rollout(total: number, failed: number): JobState {
  const counts = [0, 0.2, 0.4, 0.6, 0.8, 0.9].map(share => Math.round(share * 40))
  const history = [
    ...counts.map((done, index): HistoryEntry => ({
      type: 'status',
      at: (total * index) / 7,
      status: rolloutStatus(40 - done, failed, done - (done > 0 ? failed : 0)),
    })),
    { type: 'status', at: (total * 6) / 7, status: rolloutStatus(0, failed, 40 - failed) } as const,
  ]
  const first = rolloutStatus(40, 0, 0)
  return lived({ kind: 'rollout', id: '44' }, history, {
    rollout: {
      first,
      firstDate: START,
      isPendingSeen: true,
      zeroPending: { since: (total * 6) / 7, total: 40 },
    },
    ending: isComplete,
    endedAt: total,
  })
}

function release(total: number): readonly JobState[] {
  return [
    rerun(total * 0.6, { kind: 'update', id: '103' }),
    update(total * 0.3, { kind: 'version', id: '301' }),
    update(total * 0.35, { kind: 'version', id: '302' }, 0.3),
    update(total * 0.5, { kind: 'install', id: '7' }),
    update(total * 0.55, { kind: 'install', id: '8' }, 0.01),
    update(total * 0.45, { kind: 'install', id: '9' }),
    rollout(total, 1),
  ]
}

function pending(total: number): readonly JobState[] {
  return [
    unfinished(total, { kind: 'install', id: '9' }),
    jobState({ target: { kind: 'rollout', id: '44' }, phase: 'blocked' }),
  ]
}

function fleet(total: number): readonly JobState[] {
  return Array.from({ length: 200 }, (_, index) => {
    const target: Target = { kind: 'install', id: String(5000 + index) }
    return index === 150 ? failing(total, target) : update(total * (0.3 + (index % 60) / 100), target)
  })
}
