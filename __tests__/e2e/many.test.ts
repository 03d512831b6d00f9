import { expect, test } from '@jest/globals'
import type { ScenarioJob } from '../../dev/simulator/scenario.ts'
import { jobsOf, readable, run, runAgainst, secondsOf, withSimulator } from './support/step.ts'

test.concurrent('several jobs: ids in every form, of several kinds, twice the same once', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'update', id: '1..3', running: '500ms' },
    { kind: 'diff', id: 4, running: '700ms' },
    { kind: 'version', id: 5, running: '900ms' },
  ]
  const inputs = { updateid: '1, 2\n3 2', diffid: '4', imageversionid: '5,5' }
  const step = await runAgainst({ jobs }, inputs)
  expect(step.outputs['result']).toBe('complete')
  expect(jobsOf(step).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'update 1',
    'update 2',
    'update 3',
    'diff 4',
    'version 5',
  ])
  for (const name of ['update 1', 'update 2', 'update 3', 'diff 4', 'version 5'])
    expect(readable(step.summary)).toContain(`| image ${name} |`)
})

test.concurrent('several jobs: at most 5 requests in any second', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: '1..12', running: '500ms' }]
  const step = await runAgainst({ jobs }, { updateid: '1 2 3 4 5 6 7 8 9 10 11 12' })
  expect(step.outputs['result']).toBe('complete')
  const full = Math.floor((Number(step.outputs['polls']) - 1) / 5)
  expect(full).toBeGreaterThan(2)
  expect(secondsOf(step)).toBeGreaterThanOrEqual(full)
})

test.concurrent('several jobs: fail-fast: the first failure ends the wait', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'update', id: 1, running: '1h' },
    { kind: 'update', id: 2, running: '400ms', failsAt: 50 },
  ]
  const step = await runAgainst({ jobs }, { updateid: '1 2' })
  expect(step.outputs).toMatchObject({ result: 'failed', id: '2', jobstateid: '6' })
  expect(jobsOf(step).map(({ result }) => result)).toEqual(['pending', 'failed'])
})

test.concurrent(
  'several jobs: fail-fast: false waits for every job and reports the first that failed',
  async () => {
    const jobs: ScenarioJob[] = [
      { kind: 'update', id: 1, running: '2s', failsAt: 90 },
      { kind: 'update', id: 2, running: '200ms', squashedAt: 50 },
      { kind: 'update', id: 3, running: '1s' },
    ]
    const step = await runAgainst({ jobs }, { updateid: '1 2 3', 'fail-fast': 'false' })
    expect(step.outputs).toMatchObject({ result: 'squashed', id: '2' })
    expect(step.code).toBe(1)
    expect(jobsOf(step).map(({ result }) => result)).toEqual(['failed', 'squashed', 'complete'])
  },
)

test.concurrent('several jobs: on-squashed: pass, and a failure', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'update', id: 1, running: '300ms', squashedAt: 50 },
    { kind: 'update', id: 2, running: '1s', failsAt: 50 },
  ]
  const step = await runAgainst({ jobs }, { updateid: '1 2', 'on-squashed': 'pass' })
  expect(step.outputs).toMatchObject({ result: 'failed', id: '2' })
})

test.concurrent('several jobs: on-squashed: pass: the last to finish decides about the fields', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'update', id: 1, running: '300ms', squashedAt: 50 },
    { kind: 'update', id: 2, running: '2s' },
  ]
  const step = await runAgainst({ jobs }, { updateid: '1 2', 'on-squashed': 'pass' })
  expect(step.outputs).toMatchObject({ result: 'squashed', id: '2', jobstateid: '5' })
  expect(step.code).toBe(0)
})

const once: ScenarioJob = {
  kind: 'update',
  id: 1,
  running: '400ms',
  failsAt: 50,
  failingRuns: 1,
  retryTakes: '500ms',
}

test.concurrent(
  'job-retries: a failed job is re-run, and its old failure does not count as a new one',
  async () => {
    await withSimulator({ jobs: [once] }, async ({ url, requests }) => {
      const step = await run(url, { updateid: '1', 'job-retries': '1' })
      expect(step.outputs).toMatchObject({ result: 'complete', jobfailed: '1' })
      const retries = requests.filter(({ path }) => path === '/cfp/v1/imageupdate/1/retry')
      expect(retries).toHaveLength(1)
      expect(readable(step.summary)).toMatch(/re-run/i)
    })
  },
)

test.concurrent('job-retries: a diff as well, as often as allowed', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'diff', id: 1, running: '300ms', failsAt: 50 }]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const { outputs } = await run(url, { diffid: '1', 'job-retries': '2' })
    expect(outputs).toMatchObject({ result: 'failed', jobfailed: '3' })
    expect(requests.filter(({ path }) => path.endsWith('/retry'))).toHaveLength(2)
  })
})

test.concurrent('job-retries: a version cannot be re-run; the log says so', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'version', id: 1, running: '300ms', failsAt: 50 }]
  const { outputs, log } = await runAgainst({ jobs }, { imageversionid: '1', 'job-retries': '2' })
  expect(outputs['result']).toBe('failed')
  expect(log.join('\n')).toContain('Inputs without effect in this step: job-retries')
})

test.concurrent.each([503, 'cut', 'reset'] as const)(
  'job-retries: %s: a lost call is not made again',
  async fault => {
    await withSimulator({ jobs: [once], faults: [{ fault, path: 'retry' }] }, async ({ url, requests }) => {
      const { outputs } = await run(url, { updateid: '1', 'job-retries': '1' })
      expect(outputs['result']).toBe('complete')
      expect(requests.filter(({ path }) => path.endsWith('/retry'))).toHaveLength(1)
    })
  },
)

test.concurrent('job-retries: a refused call leaves the job failed', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 1, running: '300ms', failsAt: 50, refusesRetry: true }]
  const { outputs, annotations } = await runAgainst({ jobs }, { updateid: '1', 'job-retries': '3' })
  expect(outputs).toMatchObject({ result: 'failed', jobstateid: '6' })
  expect(annotations[0]?.message).toMatch(/refused/)
})
