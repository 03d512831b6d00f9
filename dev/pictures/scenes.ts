import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../simulator/access.ts'
import type { ScenarioJob } from '../simulator/scenario.ts'
import { startSimulator } from '../simulator/server.ts'
import { runStep } from '../runner/run-step.ts'

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

/** The pictures of the README, and one that only proves that hostile texts stay texts. */
export const scenes: readonly Scene[] = [
  {
    name: 'complete',
    jobs: [{ kind: 'update', id: 101, queued: '4s', running: '26s' }],
    inputs: { updateid: '101' },
  },
  {
    name: 'failed',
    jobs: [
      {
        kind: 'update',
        id: 102,
        queued: '3s',
        running: '40s',
        failsAt: 60,
        joberror: 'No space left on device: /srv/images',
      },
    ],
    inputs: { updateid: '102' },
  },
  {
    name: 'release',
    jobs: [
      { kind: 'update', id: 103, queued: '2s', running: '16s', failsAt: 60, failingRuns: 1 },
      { kind: 'version', id: '301..302', queued: '3s', running: '18s..26s' },
      { kind: 'install', id: 7, pending: '2s', queued: '4s', running: '22s' },
      { kind: 'install', id: 8, pending: '2s', queued: '6s', running: '30s' },
      { kind: 'install', id: 9, queued: '3s', running: '18s' },
      { kind: 'rollout', id: 44, machines: 40, duration: '26s', failing: 1, startsAfter: '24s' },
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
    jobs: [{ kind: 'update', id: 104, running: '2s', failsAt: 50, joberror: HOSTILE }],
    inputs: { updateid: '104' },
    hostile: HOSTILE,
  },
]

/**
 * The summary that the shipped action writes for a scene.
 *
 * @throws an Error with what the step said when it wrote none
 */
export async function play({ jobs, inputs }: Scene): Promise<string> {
  const simulator = await startSimulator({ jobs })
  try {
    const access = {
      accountserviceid: DEMO_ASID,
      'access-key': DEMO_ACCESS_KEY,
      'secret-key': DEMO_SECRET_KEY,
    }
    const step = await runStep({
      inputs: { ...access, 'api-url': simulator.url, ...inputs },
      patience: 180_000,
    })
    if (step.summary === '') throw new Error(`There is no summary. ${step.stdout}${step.stderr}`)
    return step.summary
  } finally {
    await simulator.close()
  }
}
