import { expect, test } from '@jest/globals'
import { fastClock } from '../../dev/runner/preload.ts'
import type { FaultSpec, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { job, running, withServer } from './support/scripted.ts'
import { FAST, LEFT_ALONE, jobsOf, run, runAgainst, withSimulator } from './support/step.ts'

const update = { updateid: '101' }
const endless: ScenarioJob = { kind: 'update', id: 101, running: '1h' }
const fast = { nodeArgs: fastClock() }

test.concurrent('timeout: gives up, leaves the job alone and says so', async () => {
  await withSimulator({ jobs: [endless] }, async ({ url, requests }) => {
    const step = await run(url, { ...update, timeout: '1500ms' })
    expect(step.outputs).toMatchObject({ result: 'timed-out', kind: 'update', id: '101', jobstateid: '4' })
    expect(step.annotations[0]?.message).toMatch(LEFT_ALONE)
    expect(new Set(requests.map(({ path }) => path)).size).toBe(1)
    expect(step.summary).toContain('⏰ timed out')
    expect(step.milliseconds).toBeLessThan(8_000)
  })
})

test.concurrent('timeout: the final poll finds a job that ended just before the deadline', async () => {
  const inputs = { ...update, timeout: '4s', 'min-poll-interval': '1s', 'max-poll-interval': '60s' }
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '1500ms', progress: 'zero', eta: 'none' }]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const { outputs } = await run(url, inputs)
    expect(outputs).toMatchObject({ result: 'complete', polls: '2' })
    const [first = 0] = requests.map(({ at }) => at)
    expect((requests.at(-1)?.at ?? 0) - first).toBeGreaterThan(2_000)
  })
})

test.concurrent('timeout: a final poll confirms 100%', async () => {
  const inputs = { ...update, timeout: '2s', 'min-poll-interval': '1500ms', 'max-poll-interval': '60s' }
  await withServer(
    () => job({ ...running, jobprogress: 100 }),
    async ({ url }) => {
      const { outputs } = await run(url, inputs)
      expect(outputs).toMatchObject({ result: 'complete', polls: '2' })
    },
  )
})

test.concurrent('timeout: a Retry-After that reaches past the deadline leaves no final poll', async () => {
  const faults: FaultSpec[] = [{ fault: 429, retryAfter: 60, times: 'always', after: 1 }]
  await withSimulator({ jobs: [endless], faults }, async ({ url, requests }) => {
    const { outputs } = await run(url, { ...update, timeout: '3s' })
    expect(outputs).toMatchObject({ result: 'timed-out', polls: '2' })
    expect(requests).toHaveLength(2)
  })
})

test.concurrent(
  'timeout: a request in flight at the deadline is the final poll, and ends 10 s later',
  async () => {
    const inputs = { ...FAST, ...update, timeout: '15s' }
    const faults: FaultSpec[] = [{ fault: 'hang', times: 'always', after: 1 }]
    const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, queued: '1h' }]
    await withSimulator({ jobs, faults }, async ({ url, requests }) => {
      const step = await run(url, inputs, fast)
      expect(step.outputs).toMatchObject({ result: 'timed-out', polls: '2', jobstatename: 'Queued' })
      expect(requests).toHaveLength(2)
      expect(Number(step.outputs['elapsed-seconds'])).toBeGreaterThanOrEqual(25)
      expect(Number(step.outputs['elapsed-seconds'])).toBeLessThan(31)
    })
  },
)

test.concurrent('timeout: many jobs have their final poll, 8 in flight, outside the rate limit', async () => {
  const ids = Array.from({ length: 30 }, (_, n) => String(n + 1))
  const jobs: ScenarioJob[] = [{ kind: 'update', id: '1..30', running: '1h' }]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const step = await run(url, { updateid: ids.join(), timeout: '3s', 'max-poll-interval': '60s' })
    expect(step.outputs).toMatchObject({ result: 'timed-out', id: '1' })
    expect(jobsOf(step).map(({ result }) => result)).toEqual(ids.map(() => 'timed-out'))
    expect(jobsOf(step).every(({ fields }) => fields['jobstateid'] === 4)).toBe(true)
    const [first = 0] = requests.map(({ at }) => at)
    expect(requests.filter(({ at }) => at - first > 1_000).length).toBeGreaterThanOrEqual(30)
    expect(step.milliseconds).toBeLessThan(8_000)
  })
})

test.concurrent('stall-timeout: nothing has changed for this time', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '2s', hangsAt: 30 }]
  const step = await runAgainst({ jobs }, { ...update, 'stall-timeout': '1500ms' })
  expect(step.outputs).toMatchObject({ result: 'stalled', jobstateid: '4', jobprogress: '30' })
  expect(step.annotations[0]?.message).toMatch(/stall-timeout/)
})

test.concurrent('stall-timeout: a changed jobupdated is progress', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'update', id: 101, running: '3500ms', progress: 'zero', heartbeat: true },
  ]
  const step = await runAgainst({ jobs }, { ...update, 'stall-timeout': '2s' })
  expect(step.outputs['result']).toBe('complete')
})

test.concurrent('stall-timeout: a rollout whose counters do not change', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'rollout', id: 44, machines: 10, duration: '1s', hangsAt: 50 }]
  const step = await runAgainst({ jobs }, { imageid: '44', 'stall-timeout': '1500ms' })
  expect(step.outputs).toMatchObject({ result: 'stalled', kind: 'rollout', pending_machines: '5' })
})

test.concurrent('stall-timeout: if stall and outage end together, the outage is reported', async () => {
  const inputs = { ...update, 'stall-timeout': '1500ms', 'outage-timeout': '1s' }
  const step = await runAgainst(
    { jobs: [endless], faults: [{ fault: 503, times: 'always', after: 3 }] },
    inputs,
  )
  expect(step.outputs['result']).toBe('error')
})

test.concurrent.each([503, 'reset', 'garbage'] as const)(
  'outage-timeout: %s for so long is an error',
  async fault => {
    const inputs = { ...update, 'outage-timeout': '1200ms' }
    const step = await runAgainst({ jobs: [endless], faults: [{ fault, times: 'always', after: 3 }] }, inputs)
    expect(step.outputs).toMatchObject({ result: 'error', jobstateid: '4' })
    expect(step.annotations.map(({ type }) => type)).toEqual(['warning', 'error'])
    expect(step.annotations[1]?.message).toMatch(/requests failed for 1.2s \(outage-timeout\)/i)
  },
)

test.concurrent.each(['hang', 'drip'] as const)(
  'outage-timeout: %s: a request in flight ends with it',
  async fault => {
    const inputs = { ...update, 'outage-timeout': '3s' }
    const faults: FaultSpec[] = [
      { fault: 'reset', times: 2 },
      { fault, times: 'always' },
    ]
    const step = await runAgainst({ jobs: [endless], faults }, inputs)
    expect(step.outputs).toMatchObject({ result: 'error', polls: '3' })
    expect(step.milliseconds).toBeLessThan(8_000)
  },
)

test.concurrent('outage-timeout: stops while a Retry-After runs', async () => {
  const inputs = { ...update, 'outage-timeout': '1s' }
  const faults: FaultSpec[] = [
    { fault: 503, retryAfter: 2 },
    { fault: 503, retryAfter: 1 },
  ]
  const step = await runAgainst({ jobs: [{ kind: 'update', id: 101, running: '1s' }], faults }, inputs)
  expect(step.outputs).toMatchObject({ result: 'complete', polls: '3' })
})

test.concurrent('outage-timeout: blips do not add up', async () => {
  // Every third request fails: each fault lets pass what those before it let pass, too.
  const faults = [2, 4, 6, 8].map(after => ({ fault: 503, after }))
  const inputs = { ...update, 'outage-timeout': '700ms' }
  const step = await runAgainst({ jobs: [{ kind: 'update', id: 101, running: '3s' }], faults }, inputs)
  expect(step.outputs['result']).toBe('complete')
  expect(step.annotations).toEqual([])
})
