import { expect, test } from '@jest/globals'
import type { JobSpec, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { type Inputs, jobsOf, run, runAgainst, secondsOf } from './support/step.ts'
import { failed, job, running, withServer } from './support/scripted.ts'

// The verdict table of the contract, row by row, over every way to write the same thing.
const cases: readonly (readonly [string, Partial<JobSpec>, Inputs, Inputs, number, RegExp?])[] = [
  ['state 5', {}, {}, { result: 'complete', jobstateid: '5', jobprogress: '100', joberror: '' }, 0],
  [
    'state 5 called Complete',
    { quirks: ['name-complete'] },
    {},
    { result: 'complete', jobstatename: 'Complete' },
    0,
  ],
  [
    'state 5 without a name',
    { quirks: ['no-jobstatename'] },
    {},
    { result: 'complete', jobstatename: '' },
    0,
  ],
  ['the name Completed alone', { quirks: ['no-jobstateid'] }, {}, { result: 'complete', jobstateid: '' }, 0],
  ['the name Complete alone', { quirks: ['no-jobstateid', 'name-complete'] }, {}, { result: 'complete' }, 0],
  [
    'numbers as strings',
    { quirks: ['numbers-as-strings', 'extra-fields'] },
    {},
    { result: 'complete', jobstateid: '5' },
    0,
  ],
  ['no success in the response', { quirks: ['no-success'] }, {}, { result: 'complete', success: '' }, 0],
  [
    'state 6 with success: false',
    { quirks: ['success-is-outcome'], failsAt: 50 },
    {},
    { result: 'failed', jobstateid: '6', success: 'false' },
    1,
  ],
  [
    'jobfailed as a boolean',
    { quirks: ['boolean-jobfailed'], failsAt: 50 },
    {},
    { result: 'failed', jobfailed: 'true', jobstateid: '6' },
    1,
  ],
  [
    'state 5 after failures within the limit',
    { jobfailed: 2 },
    { 'max-jobfailed': '2' },
    { result: 'complete', jobfailed: '2' },
    0,
    /it had failed before \(jobfailed is 2\)/,
  ],
  [
    'state 6',
    { failsAt: 60, joberror: 'disk full' },
    {},
    { result: 'failed', jobstateid: '6', joberror: 'disk full', jobprogress: '60' },
    1,
  ],
  [
    'jobfailed above the limit in state 4',
    { running: '1h', jobfailed: 1 },
    {},
    { result: 'failed', jobstateid: '4', jobfailed: '1' },
    1,
    /jobfailed is 1 while Running; if this job was run again after a failure, set max-jobfailed to 1/,
  ],
  ['state 7', { squashedAt: 40 }, {}, { result: 'squashed', jobstateid: '7' }, 1],
  ['state 7 where it passes', { squashedAt: 50 }, { 'on-squashed': 'pass' }, { result: 'squashed' }, 0],
  ['100% without a state', { quirks: ['no-jobstateid', 'no-jobstatename'] }, {}, { result: 'complete' }, 0],
  [
    '100% that is confirmed, in state 4',
    { progressFactor: 2, hangsAt: 60 },
    {},
    { result: 'complete', jobstateid: '4', jobprogress: '100' },
    0,
  ],
]

test.concurrent.each(cases)('%s', async (_, spec, inputs, outputs, code, line) => {
  const jobs: ScenarioJob[] = [{ running: '700ms', ...spec, kind: 'update', id: 101 }]
  const step = await runAgainst({ jobs }, { updateid: '101', ...inputs })
  expect(step.outputs).toMatchObject({ kind: 'update', id: '101', updateid: '101', ...outputs })
  expect(step.code).toBe(code)
  const { result } = outputs
  expect(jobsOf(step)).toMatchObject([{ kind: 'update', id: '101', result, inferred: false }])
  if (line !== undefined) expect(step.log.filter(text => line.test(text))).toHaveLength(1)
})

test.concurrent('responses in turn: 100% once in state 4 does not count', async () => {
  const responses = [{ ...running, jobprogress: 100 }, { ...running, jobprogress: 70 }, { ...failed }]
  await withServer(
    (_, count) => job(responses[count]),
    async ({ url }) => {
      const { outputs } = await run(url, { updateid: '101' })
      expect(outputs).toMatchObject({ result: 'failed', polls: '3', jobprogress: '40' })
    },
  )
})

test.concurrent(
  'responses in turn: the response after 100% comes after min-poll-interval, whatever the schedule',
  async () => {
    await withServer(
      () => job({ ...running, jobprogress: 100 }),
      async ({ url }) => {
        const inputs = { updateid: '101', 'min-poll-interval': '1s', 'max-poll-interval': '60s' }
        const step = await run(url, inputs)
        expect(step.outputs).toMatchObject({ result: 'complete', polls: '2', jobstatename: 'Running' })
        expect(secondsOf(step)).toBeGreaterThanOrEqual(1)
        expect(secondsOf(step)).toBeLessThan(30)
      },
    )
  },
)

test.concurrent('an unknown state on the way is named once', async () => {
  const unknown = { jobprogress: 20, jobstateid: 8, jobstatename: 'Archiving' }
  await withServer(
    (_, count) => job(count < 3 ? unknown : {}),
    async ({ url }) => {
      const { outputs, log } = await run(url, { updateid: '101' })
      expect(outputs).toMatchObject({ result: 'complete', jobstateid: '5', polls: '4' })
      expect(log.filter(line => line.includes('does not document'))).toHaveLength(1)
    },
  )
})

test.concurrent('100% in an unknown state is complete when a second response confirms it', async () => {
  await withServer(
    () => job({ jobstateid: 9, jobstatename: 'Archived' }),
    async ({ url }) => {
      const { outputs } = await run(url, { updateid: '101' })
      expect(outputs).toMatchObject({ result: 'complete', jobstatename: 'Archived', polls: '2' })
    },
  )
})

test.concurrent.each([{ success: false }, { error: true }])(
  'responses in turn: %j never gives complete',
  async denied => {
    await withServer(
      (_, count) => job(count < 3 ? denied : failed),
      async ({ url }) => {
        const { outputs } = await run(url, { updateid: '101' })
        expect(outputs).toMatchObject({ result: 'failed', polls: '4' })
      },
    )
  },
)

test.concurrent('responses in turn: state 6 with success: true is a failure', async () => {
  await withServer(
    () => job({ ...failed, success: true }),
    async ({ url }) => {
      const { outputs } = await run(url, { updateid: '101' })
      expect(outputs).toMatchObject({ result: 'failed', success: 'true' })
    },
  )
})
