import { expect, test } from '@jest/globals'
import { fastClock } from '../../dev/runner/preload.ts'
import type { FaultSpec, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { FAST, type Inputs, run, runAgainst, secondsOf, withSimulator } from './support/step.ts'
import { withServer } from './support/scripted.ts'

const runningJob: ScenarioJob = { kind: 'update', id: 101, running: '500ms' }
const update: Inputs = { updateid: '101' }
const fast = { nodeArgs: fastClock() }

test.concurrent.each<[FaultSpec['fault'], RegExp]>([
  ['reset', /the connection broke \(ECONNRESET\)/],
  ['cut', /the connection broke/],
  [408, /HTTP 408/],
  [429, /HTTP 429: the simulator responds with 429/],
  [500, /HTTP 500/],
  [502, /HTTP 502/],
  [503, /HTTP 503/],
  [504, /HTTP 504/],
  ['page', /the response is not JSON: Maintenance/],
  ['empty', /the response is not JSON/],
  ['garbage', /the response is not JSON/],
  ['wrong-job', /it is about another updateid/],
  ['oversized', /larger than 1 MiB/],
])('retried: %s', async (fault, words) => {
  // The faulty responses show a complete job, which must not count as complete.
  const faults: FaultSpec[] = [{ fault, times: 2 }]
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '0s' }]
  await withSimulator({ jobs, faults }, async ({ url, requests }) => {
    const step = await run(url, update)
    expect(step.outputs).toMatchObject({ result: 'complete', polls: '3', updateid: '101' })
    expect(requests.map(request => request.fault !== null)).toEqual([true, true, false])
    expect(step.log.join('\n')).toMatch(words)
    expect(step.log.filter(line => line.includes('Clanforge requests succeed again'))).toHaveLength(1)
    expect(step.annotations.map(({ type }) => type)).toEqual(['warning'])
  })
})

test.concurrent('retried: hang and drip, which only the deadline of a request ends', async () => {
  const jobs = [runningJob]
  const step = await runAgainst(
    { jobs, faults: [{ fault: 'hang' }, { fault: 'drip' }] },
    { ...FAST, ...update },
    fast,
  )
  expect(step.outputs).toMatchObject({ result: 'complete', polls: '3' })
  expect(step.log.join('\n')).toMatch(/no complete response within 30 s/)
  expect(secondsOf(step)).toBeGreaterThanOrEqual(60)
})

test.concurrent('retried: a server that is not there yet', async () => {
  await withSimulator({ jobs: [runningJob] }, async simulator => {
    await simulator.close()
    const step = run(simulator.url, update, {
      onLine: line => {
        if (line.includes('ECONNREFUSED')) void simulator.listen()
      },
    })
    expect((await step).outputs['result']).toBe('complete')
  })
})

test.concurrent.each<FaultSpec>([
  { fault: 429, retryAfter: 2 },
  { fault: 503, retryAfter: 2 },
  { fault: 429, retryAfterDate: 3 },
])('retried: %j is honored', async fault => {
  const step = await runAgainst({ jobs: [runningJob], faults: [fault] }, update)
  expect(step.outputs).toMatchObject({ result: 'complete', polls: '2' })
  // A date has whole seconds.
  expect(secondsOf(step)).toBeGreaterThanOrEqual(2)
  expect(step.log.join('\n')).toContain('(Retry-After)')
})

test.concurrent('retried: Retry-After on a valid response', async () => {
  await withServer(
    (_, count) => ({
      headers: { 'retry-after': '1' },
      body: { jobstateid: count === 0 ? 4 : 5, jobprogress: count * 100 },
    }),
    async ({ url }) => {
      const step = await run(url, update)
      expect(step.outputs).toMatchObject({ result: 'complete', polls: '2' })
      expect(Number(step.outputs['elapsed-seconds'])).toBeGreaterThanOrEqual(1)
    },
  )
})

test.concurrent('retried: a diff larger than 64 MiB is not read to its end', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'diff', id: 1, running: '100ms' }]
  const step = await runAgainst({ jobs, faults: [{ fault: 'oversized', mebibytes: 65 }] }, { diffid: '1' })
  expect(step.outputs).toMatchObject({ result: 'complete', polls: '2' })
  expect(step.log.join('\n')).toMatch(/larger than 64 MiB/)
})

test.concurrent('retried: one in three, of all kinds', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '3s' }]
  const step = await runAgainst({ jobs, faults: [{ fault: 'mixed', oneIn: 3 }], seed: 5 }, update)
  expect(step.outputs['result']).toBe('complete')
})

test.concurrent.each([404, 'refusal'] as const)(
  '404 and refusals: %s: retried twice, 10 s apart',
  async fault => {
    const faults: FaultSpec[] = [{ fault, times: 2 }]
    const step = await runAgainst({ jobs: [runningJob], faults }, { ...FAST, ...update }, fast)
    expect(step.outputs['result']).toBe('complete')
    expect(secondsOf(step)).toBeGreaterThanOrEqual(20)
  },
)

test.concurrent('404 and refusals: the third in a row is an error, in any mixture', async () => {
  const faults: FaultSpec[] = [
    { fault: 404 },
    { fault: 'refusal', message: 'no such job' },
    { fault: 404, times: 'always' },
  ]
  const step = await runAgainst({ jobs: [runningJob], faults }, { ...FAST, ...update }, fast)
  expect(step.outputs).toMatchObject({ result: 'error', polls: '3' })
  expect(step.annotations.at(-1)?.message).toMatch(/HTTP 404.*\nCheck the ID and accountserviceid/)
})

test.concurrent('404 and refusals: any other response restarts the count', async () => {
  const faults: FaultSpec[] = [{ fault: 404, times: 2 }, { fault: 503 }, { fault: 404, times: 2 }]
  const step = await runAgainst({ jobs: [runningJob], faults }, { ...FAST, ...update }, fast)
  expect(step.outputs).toMatchObject({ result: 'complete', polls: '6' })
})

test.concurrent('404 and refusals: a job that appears late', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, appearsAfter: '1s', running: '300ms' }]
  const step = await runAgainst({ jobs }, { ...FAST, ...update }, fast)
  expect(step.outputs['result']).toBe('complete')
})

test.concurrent.each([
  [401, /Check the secrets passed to access-key and secret-key/],
  [403, /accountserviceid/],
  [400, /HTTP 400/],
  [410, /HTTP 410/],
  [301, /Redirects are not followed/],
])('ends the wait at once: %s', async (fault, words) => {
  await withSimulator(
    { jobs: [runningJob], faults: [{ fault, times: 'always' }] },
    async ({ url, requests }) => {
      const { outputs, annotations } = await run(url, update)
      expect(outputs).toMatchObject({ result: 'error', polls: '1', kind: 'update', id: '101' })
      expect(requests).toHaveLength(1)
      expect(annotations[0]?.message).toMatch(words)
    },
  )
})

test.concurrent(
  'ends the wait at once: a redirect is not followed: no credentials reach the other server',
  async () => {
    await withServer(
      () => ({ body: { jobstateid: 5 } }),
      async other => {
        const location = `${other.url}/cfp/v1/imageupdate/101/status`
        const faults: FaultSpec[] = [{ fault: 'redirect', location, times: 'always' }]
        const step = await runAgainst({ jobs: [runningJob], faults }, update)
        expect(step.outputs).toMatchObject({ result: 'error', polls: '1' })
        expect(other.requests).toEqual([])
      },
    )
  },
)

test.concurrent.each([
  ['a wrong secret key', { 'secret-key': 'demo-access-kex' }, /401/],
  ['an account without access', { accountserviceid: '7654321' }, /403/],
])('ends the wait at once: %s', async (_, inputs, words) => {
  const step = await runAgainst({ jobs: [runningJob] }, { ...update, ...inputs })
  expect(step.outputs['result']).toBe('error')
  expect(step.annotations[0]?.message).toMatch(words)
})

test.concurrent('401 and 403 after a valid response: retried twice, 10 s apart', async () => {
  const faults: FaultSpec[] = [{ fault: 401, times: 2, after: 1 }]
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '1s' }]
  const step = await runAgainst({ jobs, faults }, { ...FAST, ...update }, fast)
  expect(step.outputs['result']).toBe('complete')
})

test.concurrent('401 and 403 after a valid response: the third in a row is an error', async () => {
  const faults: FaultSpec[] = [{ fault: 403, times: 'always', after: 1 }]
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '1h' }]
  const step = await runAgainst({ jobs, faults }, { ...FAST, ...update }, fast)
  expect(step.outputs).toMatchObject({ result: 'error', polls: '4', jobstateid: '4' })
})
