import { fastClockBy, preload } from '../runner/preload.ts'
import { runStep } from '../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../simulator/access.ts'
import type { ScenarioJob } from '../simulator/scenario.ts'
import { startSimulator } from '../simulator/server.ts'

/** Clock of the step and of the simulator: a minute takes a second, and a request over loopback still seems fast. */
const FACTOR = 60
/** When every scene begins, so that only a change of the summary changes a picture. */
const START_MS = Date.UTC(2026, 10, 24, 14, 2)

/** A step whose summary is worth a picture: what the simulator plays, and what the step waits for. */
export interface Scene {
  readonly name: string
  readonly jobs: readonly ScenarioJob[]
  readonly inputs: Readonly<Record<string, string>>
  /** A text of the API that tries to be more than text; it must come out as it went in. */
  readonly hostile?: string
}

const HOSTILE =
  '</td><script>document.title="pwned"</script><img src=x onerror="document.title=1"> | **bold** [link](https://evil.example) https://evil.example @octocat #1 `code` ``` ~~~ :boom: <!-- $x$ $$y$$ &lt;'
const DISK_FULL = 'No space left on device: /srv/images'

/** The pictures of the README, and one that only proves that hostile texts stay texts. */
export const scenes: readonly Scene[] = [
  {
    name: 'complete',
    jobs: [{ kind: 'update', id: 101, queued: '1m20s', running: '11m' }],
    inputs: { updateid: '101' },
  },
  {
    name: 'failed',
    jobs: [{ kind: 'update', id: 102, queued: '1m', running: '20m', failsAt: 60, joberror: DISK_FULL }],
    inputs: { updateid: '102' },
  },
  {
    name: 'release',
    jobs: [
      {
        kind: 'update',
        id: 103,
        queued: '1m',
        running: '9m',
        failsAt: 60,
        failingRuns: 1,
        joberror: DISK_FULL,
      },
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
  },
  {
    name: 'hostile',
    jobs: [{ kind: 'update', id: 104, running: '2m', failsAt: 50, joberror: HOSTILE }],
    inputs: { updateid: '104' },
    hostile: HOSTILE,
  },
]

/**
 * The summary that the shipped action writes for a scene.
 *
 * @throws an Error with the log when the step wrote none
 */
export async function play({ jobs, inputs }: Scene): Promise<string> {
  const begin = performance.now()
  const now = () => Math.round(START_MS + (performance.now() - begin) * FACTOR)
  const simulator = await startSimulator({ jobs, now })
  try {
    const access = {
      accountserviceid: DEMO_ASID,
      'access-key': DEMO_ACCESS_KEY,
      'secret-key': DEMO_SECRET_KEY,
    }
    const step = await runStep({
      inputs: { ...access, 'api-url': simulator.url, ...inputs },
      // Its wall clock too: a Date header from another day is ignored.
      nodeArgs: [
        ...fastClockBy(FACTOR),
        ...preload(`Date.now = () => ${String(START_MS)} + performance.now()`),
      ],
      patience: 180_000,
    })
    if (step.summary === '') throw new Error(`There is no summary. ${step.stdout}${step.stderr}`)
    return step.summary
  } finally {
    await simulator.close()
  }
}
