import { expect, test } from '@jest/globals'
import { fastClock } from '../../dev/runner/preload.ts'
import type { FaultSpec, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { FAST, jobsOf, run, runAgainst, secondsOf, withSimulator } from './support/step.ts'

const fast = { nodeArgs: fastClock() }
const inputs = { ...FAST, jobid: '7', mirroring: 'false' }
const QUEUE = '/cfp/v1/imageinstall/7/queue'
const LIST = '/cfp/v1/imageinstall/status'

test.concurrent('install-mode: queue-once: queues every job once, then watches the list', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'install', id: '7..8', running: '1s' }]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const all = { ...inputs, jobid: '7, 8', 'install-mode': 'queue-once' }
    const step = await run(url, all, fast)
    expect(step.outputs['result']).toBe('complete')
    expect(jobsOf(step)).toMatchObject([
      { id: '7', result: 'complete', inferred: true },
      { id: '8', result: 'complete', inferred: true },
    ])
    expect(requests.filter(({ path }) => path.endsWith('/queue'))).toHaveLength(2)
    expect(step.log.join('\n')).toMatch(/install 7 .*no longer in the install list; assumed complete/)
  })
})

test.concurrent(
  'install-mode: queue-once: a job that left the list is assumed complete after two lists, 10 s apart',
  async () => {
    const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, running: '300ms' }]
    const step = await runAgainst({ jobs }, { ...inputs, 'install-mode': 'queue-once' }, fast)
    expect(step.outputs['result']).toBe('complete')
    expect(secondsOf(step)).toBeGreaterThanOrEqual(10)
  },
)

test.concurrent('install-mode: queue-once: a failed install stays in the list', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, running: '800ms', failsAt: 50 }]
  const step = await runAgainst({ jobs }, { ...inputs, 'install-mode': 'queue-once' }, fast)
  expect(step.outputs).toMatchObject({ result: 'failed', jobstateid: '6' })
  expect(step.annotations[0]?.message).toMatch(/queues the install again/)
})

test.concurrent.each([503, 'cut', 408, 'reset'] as const)(
  'install-mode: queue-once: %s: a lost queue call is not made again',
  async fault => {
    const faults: FaultSpec[] = [{ fault, times: 2, path: 'queue' }]
    const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, running: '2s' }]
    await withSimulator({ jobs, faults }, async ({ url, requests }) => {
      const { outputs } = await run(url, { ...inputs, 'install-mode': 'queue-once' }, fast)
      expect(outputs['result']).toBe('complete')
      expect(requests.filter(({ path }) => path === QUEUE)).toHaveLength(1)
    })
  },
)

test.concurrent(
  'install-mode: queue-once: 429: the queue call did not arrive and is made again',
  async () => {
    const faults: FaultSpec[] = [{ fault: 429, retryAfter: 1, times: 2, path: 'queue', arrives: false }]
    const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, running: '2s' }]
    await withSimulator({ jobs, faults }, async ({ url, requests }) => {
      const { outputs } = await run(url, { ...inputs, 'install-mode': 'queue-once' }, fast)
      expect(outputs['result']).toBe('complete')
      expect(requests.filter(({ path }) => path === QUEUE)).toHaveLength(3)
    })
  },
)

test.concurrent.each(['refusal', 404, 403, 400] as const)(
  'install-mode: queue-once: %s: a refused queue call is an error at once',
  async fault => {
    const faults: FaultSpec[] = [{ fault, times: 'always', path: 'queue' }]
    const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, running: '2s' }]
    await withSimulator({ jobs, faults }, async ({ url, requests }) => {
      const { outputs } = await run(url, { ...inputs, 'install-mode': 'queue-once' }, fast)
      expect(outputs).toMatchObject({ result: 'error', polls: '1' })
      expect(requests).toHaveLength(1)
    })
  },
)

test.concurrent('install-mode: watch: never queues', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'install', id: 7, startsAfter: '200ms', running: '1s', lingers: '3s' },
    { kind: 'install', id: 8, running: 'forever' },
  ]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const { outputs } = await run(url, { ...inputs, 'install-mode': 'watch' }, fast)
    expect(outputs).toMatchObject({ result: 'complete', jobstateid: '5' })
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set([LIST]))
  })
})

test.concurrent('install-mode: watch: a job seen nowhere within 60 s is an error', async () => {
  const step = await runAgainst({}, { ...inputs, 'install-mode': 'watch' }, fast)
  expect(step.outputs['result']).toBe('error')
  expect(step.annotations[0]?.message).toMatch(/it was never in the install list/)
})

test.concurrent.each(['numeric-mirroring', 'no-mirroring', 'numbers-as-strings'] as const)(
  'install-mode: watch: a list with %s',
  async quirk => {
    const jobs: ScenarioJob[] = [
      { kind: 'install', id: 7, startsAfter: '0s', running: '1s', failsAt: 50 },
      { kind: 'install', id: 77, startsAfter: '0s', running: '1s' },
    ]
    const { outputs } = await runAgainst(
      { jobs, quirks: [quirk] },
      { ...inputs, 'install-mode': 'watch' },
      fast,
    )
    expect(outputs).toMatchObject({ result: 'failed', jobstatename: 'Failed' })
  },
)

test.concurrent(
  'install-mode: watch: invalid responses between two lists neither count nor reset',
  async () => {
    const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, startsAfter: '0s', running: '500ms' }]
    const faults: FaultSpec[] = [
      { fault: 'page', times: 2, after: 3 },
      { fault: 'oversized', mebibytes: 17, after: 4 },
      { fault: 'garbage', after: 5 },
    ]
    const step = await runAgainst({ jobs, faults }, { ...inputs, 'install-mode': 'watch' }, fast)
    expect(step.outputs['result']).toBe('complete')
    expect(jobsOf(step)).toMatchObject([{ inferred: true, fields: { jobstateid: 4 } }])
  },
)
