import type { FaultSpec, JobSpec, ScenarioJob } from '../simulator/scenario.ts'

/** A step with a summary to show: the jobs of the simulator, and the inputs of the step without credentials. */
export interface Scene {
  readonly name: string
  readonly jobs: readonly ScenarioJob[]
  readonly inputs: Readonly<Record<string, string>>
  readonly faults?: readonly FaultSpec[]
  /** The step is cancelled after this time. ms */
  readonly cancelledAfter?: number
  /** A problem that the step reports besides its result. */
  readonly problem?: string
  /** A text of the API that must be shown unchanged. Such a scene is not in the README. */
  readonly hostile?: string
}

const HOSTILE =
  '</td><script>document.title="pwned"</script><img src=x onerror="document.title=1"> | **bold** [link](https://evil.example) https://evil.example @octocat #1 `code` ``` ~~~ :boom: <!-- $x$ $$y$$ &lt;'
const DISK_FULL = 'No space left on device: /srv/images'

const rerun = {
  kind: 'update',
  id: 103,
  queued: '1m',
  running: '9m',
  failsAt: 60,
  failingRuns: 1,
  joberror: DISK_FULL,
} as const

const release: Scene = {
  name: 'release',
  jobs: [
    rerun,
    { kind: 'version', id: '301..302', queued: '1m30s', running: '9m..12m' },
    { kind: 'install', id: 7, pending: '1m', queued: '2m', running: '10m' },
    { kind: 'install', id: 8, pending: '1m', queued: '3m', running: '14m' },
    { kind: 'install', id: 9, queued: '90s', running: '8m' },
    { kind: 'rollout', id: 44, machines: 40, duration: '11m', failing: 1, startsAfter: '15m' },
  ],
  inputs: {
    updateid: '103',
    imageversionid: '301, 302',
    jobid: '7, 8, 9',
    mirroring: 'false',
    imageid: '44',
    'job-retries': '1',
    'allowed-failed-machines': '5%',
  },
}

/** The pictures of the README, and a scene with a hostile text. */
export const readmeScenes: readonly Scene[] = [
  update('complete', { queued: '1m20s', running: '11m' }),
  update('failed', { queued: '1m', running: '20m', failsAt: 60, joberror: DISK_FULL }),
  release,
  { ...update('hostile', { running: '2m', failsAt: 50, joberror: HOSTILE }), hostile: HOSTILE },
]

/** More kinds of summaries. */
export const moreScenes: readonly Scene[] = [
  update('complete-20s', { queued: '3s', running: '17s' }),
  update('complete-20min', { queued: '3m', running: '17m' }),
  update('complete-5h', { queued: '45m', running: '255m' }, { timeout: '6h' }),
  update('complete-3d', { queued: '10h', running: '62h' }, { timeout: '4d' }),
  { name: 'rerun', jobs: [rerun], inputs: { updateid: '103', 'job-retries': '1' } },
  update('squashed', { queued: '3m', squashedAt: 0 }),
  update('timed-out', { queued: '9m', running: '2h' }),
  update('stalled', { queued: '6m', running: '50m', hangsAt: 40 }, { 'stall-timeout': '16m' }),
  { ...update('cancelled', { queued: '1m', running: '1h' }), cancelledAfter: 7 * 60_000 },
  {
    ...update('outage', { queued: '4m', running: '1h' }),
    faults: [{ fault: 503, times: 'always', after: 30 }],
  },
  { name: 'not-found', jobs: [], inputs: { updateid: '101' } },
  {
    name: 'inferred',
    jobs: [{ kind: 'install', id: 7, startsAfter: '0s', queued: '1m', running: '10m' }],
    inputs: { jobid: '7', mirroring: 'false', 'install-mode': 'watch' },
  },
  rollout('rollout', '26m', 1),
  rollout('rollout-10s', '12s', 0),
  {
    ...release,
    name: 'release-failed',
    jobs: [
      ...release.jobs,
      { kind: 'install', id: 8, queued: '3m', running: '14m', failsAt: 60, joberror: DISK_FULL },
    ],
  },
  {
    name: 'two-hundred',
    jobs: [
      { kind: 'install', id: '5000..5199', startsAfter: '0s', queued: '2m', running: '15m..45m' },
      { kind: 'install', id: 5150, startsAfter: '0s', running: '50m', failsAt: 90, joberror: DISK_FULL },
    ],
    inputs: {
      jobid: Array.from({ length: 200 }, (_, index) => 5000 + index).join(' '),
      mirroring: 'false',
      'install-mode': 'watch',
      'fail-fast': 'false',
    },
  },
  {
    ...update('outputs-lost', { queued: '3s', running: '17s' }),
    problem: 'The outputs could not be written: ENOSPC: no space left on device',
  },
  { name: 'invalid-inputs', jobs: [], inputs: { updateid: 'null', timeout: '30', 'fail-fast': 'maybe' } },
]

function update(name: string, behavior: Partial<JobSpec>, inputs: Scene['inputs'] = {}): Scene {
  return { name, jobs: [{ ...behavior, kind: 'update', id: 101 }], inputs: { updateid: '101', ...inputs } }
}

function rollout(name: string, duration: string, failing: number): Scene {
  return {
    name,
    jobs: [{ kind: 'rollout', id: 44, machines: 40, duration, failing }],
    inputs: { imageid: '44', 'allowed-failed-machines': '5%' },
  }
}
