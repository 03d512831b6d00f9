import { expect, test } from '@jest/globals'
import { DEMO_ASID, DEMO_BEARER_TOKEN } from '../../dev/simulator/access.ts'
import type { JobKind, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { type Inputs, PAIR, jobsOf, run, runAgainst, withSimulator } from './support/step.ts'

test.concurrent.each<[JobKind, Inputs, string, string]>([
  ['update', { updateid: '101' }, '/cfp/v1/imageupdate/101/status', `accountserviceid=${DEMO_ASID}`],
  ['diff', { diffid: '101' }, '/cfp/v1/imagediff/101/status', `accountserviceid=${DEMO_ASID}&diff_info=0`],
  ['version', { imageversionid: '101' }, '/cfp/v1/imageversion/101/status', `accountserviceid=${DEMO_ASID}`],
  [
    'install',
    { jobid: '101', mirroring: '0' },
    '/cfp/v1/imageinstall/101/queue',
    `accountserviceid=${DEMO_ASID}&mirroring=false`,
  ],
])('requests: %s', async (kind, inputs, path, query) => {
  await withSimulator({ jobs: [{ kind, id: 101, running: '300ms' }] }, async ({ url, requests }) => {
    // A slash at the end of the URL is dropped.
    const { outputs } = await run(`${url}/`, inputs)
    expect(outputs).toMatchObject({ result: 'complete', kind, id: '101' })
    expect(new Set(requests.map(request => `${request.method} ${request.path}?${request.query}`))).toEqual(
      new Set([`GET ${path}?${query}`]),
    )
    expect(outputs['polls']).toBe(String(requests.length))
    for (const { headers } of requests) {
      expect(headers).toMatchObject({
        authorization: `Basic ${PAIR}`,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      })
      expect(headers['user-agent']).toMatch(/^wait-for-clanforge\/\d/)
    }
  })
})

test.concurrent('requests: a rollout, without a query', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'rollout', id: 44, machines: 8, duration: '1s', failing: 1 }]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const { outputs } = await run(url, { imageid: '44', 'allowed-failed-machines': '20%' })
    expect(outputs).toMatchObject({ result: 'complete', kind: 'rollout', id: '44' })
    expect(outputs).toMatchObject({ pending_machines: '0', failed_machines: '1', completed_machines: '7' })
    expect(requests[0]).toMatchObject({ path: `/cfp/v2/project/${DEMO_ASID}/image/44/status`, query: '' })
  })
})

test.concurrent('requests: with a bearer token, and no account service ID', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '300ms' }]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const inputs = { 'access-key': '', 'secret-key': '', 'bearer-token': DEMO_BEARER_TOKEN }
    const { outputs } = await run(url, { updateid: '101', accountserviceid: '', ...inputs })
    expect(outputs['result']).toBe('complete')
    expect(requests[0]).toMatchObject({ query: '' })
    expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${DEMO_BEARER_TOKEN}` })
  })
})

test.concurrent.each([{ added: 9000, modified: 3000, removed: 500 }, { removed: 12000 }])(
  'a diff of thousands of files, over 1 MiB: %j',
  async files => {
    const diff: ScenarioJob = { kind: 'diff', id: 7, running: '900ms', ...files }
    const { outputs, stdout, summary } = await runAgainst({ jobs: [diff] }, { diffid: '7' }, debug)
    expect(outputs).toMatchObject({ result: 'complete', kind: 'diff', diffid: '7' })
    expect(Object.keys(jobsOf({ outputs })[0]?.fields ?? {})).not.toContain('added')
    expect(stdout.length + summary.length).toBeLessThan(10_000)
  },
)

test.concurrent('each kind of job: a mirror install, polled at its queue endpoint', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, mirroring: true, queued: '200ms', running: '500ms' }]
  const { outputs } = await runAgainst({ jobs }, { jobid: '7', mirroring: 'TRUE' })
  expect(outputs).toMatchObject({ result: 'complete', kind: 'install', versionmirrorid: '600007' })
  expect(outputs).toMatchObject({ machinejobid: '', installs_squashed: '', success: '' })
})

test.concurrent('each kind of job: a machine install', async () => {
  const { outputs } = await runAgainst({ jobs: [{ kind: 'install', id: 7, running: '500ms' }] }, install)
  expect(outputs).toMatchObject({ result: 'complete', machinejobid: '800007', installs_squashed: '0' })
})

test.concurrent('each kind of job: a rollout with more failed machines than allowed', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'rollout', id: 44, machines: 10, duration: '1s', failing: 3 }]
  const { outputs, code } = await runAgainst({ jobs }, { imageid: '44', 'allowed-failed-machines': '2' })
  expect([code, outputs['result'], outputs['failed_machines']]).toEqual([1, 'failed', '3'])
})

test.concurrent(
  'each kind of job: a rollout that begins late: zero pending machines do not count yet',
  async () => {
    const jobs: ScenarioJob[] = [
      { kind: 'rollout', id: 44, machines: 10, duration: '3s', completedBefore: 10, startsAfter: '1s' },
    ]
    const { outputs } = await runAgainst({ jobs }, { imageid: '44' })
    expect(outputs).toMatchObject({ result: 'complete', completed_machines: '10' })
    expect(Number(outputs['polls'])).toBeGreaterThan(4)
  },
)

test.concurrent(
  'a rollout after its versions, and not before their installs have left the list',
  async () => {
    const jobs: ScenarioJob[] = [
      { kind: 'rollout', id: '*', machines: 4, duration: '2s' },
      { kind: 'install', id: '*', startsAfter: '0s', running: '4s' },
      { kind: 'version', id: 9, running: '600ms', imageid: 44, installs: 2 },
    ]
    await withSimulator({ jobs }, async ({ url, requests }) => {
      const { outputs } = await run(url, { imageversionid: '9', imageid: '44' })
      expect(outputs).toMatchObject({ result: 'complete', kind: 'rollout', completed_machines: '4' })
      const paths = requests.map(({ path }) => path.replace(/^.*\/(image\w*)\/.*$/, '$1'))
      expect(paths.indexOf('image')).toBe(paths.lastIndexOf('imageversion') + 1)
      expect(paths.filter(path => path === 'imageinstall').length).toBeGreaterThan(1)
      expect(paths.at(-1)).toBe('imageinstall')
    })
  },
)

test.concurrent('each kind of job: a rollout whose version fails is never polled', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'version', id: 9, running: '300ms', failsAt: 50 },
    { kind: 'rollout', id: 44, machines: 4 },
  ]
  await withSimulator({ jobs }, async ({ url, requests }) => {
    const step = await run(url, { imageversionid: '9', imageid: '44', 'fail-fast': 'false' })
    expect(step.outputs).toMatchObject({ result: 'failed', kind: 'version' })
    expect(jobsOf(step).map(({ result }) => result)).toEqual(['failed', 'pending'])
    expect(requests.filter(({ path }) => path.includes('/v2/'))).toEqual([])
  })
})

const install = { jobid: '7', mirroring: 'false' }
const debug = { env: { RUNNER_DEBUG: '1' } }
