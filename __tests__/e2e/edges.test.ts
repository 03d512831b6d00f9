import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@jest/globals'
import { fastClock } from '../../dev/runner/preload.ts'
import { runStep } from '../../dev/runner/run-step.ts'
import type { FaultSpec, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { failed, job, running, withServer } from './support/scripted.ts'
import { BASE, FAST, jobsOf, run, runAgainst, withSimulator } from './support/step.ts'

const update = { updateid: '101' }
const fast = { nodeArgs: fastClock() }

// The longest come first, so that the others run beside them.
test.concurrent(
  'a minute of the fast clock: rollouts that ended before the step started are complete after 60 s',
  async () => {
    const jobs: ScenarioJob[] = [{ kind: 'rollout', id: 44, machines: 10, duration: '0s' }]
    const { outputs } = await runAgainst({ jobs }, { ...FAST, imageid: '44' }, fast)
    expect(outputs).toMatchObject({ result: 'complete', completed_machines: '10' })
    expect(Number(outputs['elapsed-seconds'])).toBeGreaterThanOrEqual(60)
    expect(Number(outputs['elapsed-seconds'])).toBeLessThan(90)
  },
)

test.concurrent('a minute of the fast clock: rollouts of no machines at all are never complete', async () => {
  await withServer(
    () => ({ body: { pending_machines: 0, failed_machines: 0, completed_machines: 0 } }),
    async ({ url }) => {
      const { outputs } = await run(url, { ...FAST, imageid: '44', timeout: '65s' }, fast)
      expect(outputs).toMatchObject({ result: 'timed-out', pending_machines: '0' })
    },
  )
})

test.concurrent(
  'a minute of the fast clock: an install seen only in its queue response is assumed complete after 60 s',
  async () => {
    const jobs: ScenarioJob[] = [{ kind: 'install', id: 7, running: '300ms', listedAfter: '1h' }]
    const inputs = { ...FAST, jobid: '7', mirroring: 'false', 'install-mode': 'queue-once' }
    const step = await runAgainst({ jobs }, inputs, fast)
    expect(step.outputs['result']).toBe('complete')
    expect(jobsOf(step)).toMatchObject([{ inferred: true }])
    expect(Number(step.outputs['elapsed-seconds'])).toBeGreaterThanOrEqual(60)
  },
)

test.concurrent(
  'a minute of the fast clock: a failure that does not change for 60 s is a new one',
  async () => {
    await withServer(
      () => job({ ...failed, jobupdated: 1795336613 }),
      async ({ url, requests }) => {
        const { outputs } = await run(url, { ...FAST, ...update, 'job-retries': '1' }, fast)
        expect(outputs['result']).toBe('failed')
        expect(requests.filter(({ url: path }) => path?.includes('/retry'))).toHaveLength(1)
        expect(Number(outputs['elapsed-seconds'])).toBeGreaterThanOrEqual(60)
      },
    )
  },
)

test.concurrent(
  'the end of a step: a timeout that passes before the first request leaves only the final poll',
  async () => {
    const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '0s' }]
    const step = await runAgainst({ jobs }, { ...update, timeout: '1ms' })
    expect(step.outputs).toMatchObject({ result: 'complete', polls: '1' })
  },
)

test.concurrent(
  'the end of a step: timed out: the first unfinished job in the order of the kinds decides',
  async () => {
    const jobs: ScenarioJob[] = [
      { kind: 'update', id: '1..2', running: '1h' },
      { kind: 'update', id: 3, running: '0s' },
      { kind: 'version', id: 5, running: '1h' },
    ]
    const step = await runAgainst({ jobs }, { imageversionid: '5', updateid: '3 2 1', timeout: '2s' })
    expect(step.outputs).toMatchObject({ result: 'timed-out', kind: 'update', id: '2' })
    expect(jobsOf(step).map(({ id, result }) => `${id} ${result}`)).toEqual([
      '3 complete',
      '2 timed-out',
      '1 timed-out',
      '5 timed-out',
    ])
  },
)

test.concurrent(
  'the end of a step: outputs are those of the last valid response, whatever followed',
  async () => {
    await withServer(
      (_, count) =>
        count < 2 ? job({ ...running, jobeta: 1795336613, joberror: 'a\r\nb\n' }) : { status: 500 },
      async ({ url }) => {
        const { outputs } = await run(url, { ...update, 'outage-timeout': '500ms' })
        expect(outputs).toMatchObject({ result: 'error', jobprogress: '40', jobeta: '1795336613' })
        expect(outputs['joberror']).toBe('a\r\nb\n')
      },
    )
  },
)

test.concurrent(
  'the end of a step: objects and arrays become JSON text, absent and null the empty string',
  async () => {
    await withServer(
      () => job({ installs_squashed: [1, { a: 'b' }], joberror: null, jobstart: '', success: true }),
      async ({ url }) => {
        const { outputs } = await run(url, update)
        expect(outputs).toMatchObject({
          installs_squashed: '[1,{"a":"b"}]',
          joberror: '',
          jobstart: '',
          jobeta: '',
        })
        expect(outputs['success']).toBe('true')
      },
    )
  },
)

test.concurrent('the end of a step: without a file for outputs, nothing is printed instead', async () => {
  await withSimulator({ jobs: [{ kind: 'update', id: 101, running: '0s' }] }, async ({ url }) => {
    const step = await runStep({
      inputs: { ...BASE, 'api-url': url, ...update },
      env: { GITHUB_OUTPUT: '' },
    })
    expect([step.code, step.stderr]).toEqual([0, ''])
    expect(step.stdout).not.toMatch(/set-output/)
  })
})

test.concurrent('the end of a step: an error page that never ends does not delay the verdict', async () => {
  const server = createServer((_, response) => {
    response.writeHead(403, { 'content-type': 'text/html' })
    response.write('<title>Forbid')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const step = await run(`http://127.0.0.1:${String(port)}`, update)
    expect(step.outputs).toMatchObject({ result: 'error', polls: '1' })
    expect(step.milliseconds).toBeLessThan(10_000)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test.concurrent('secrets of any shape: with every character that some format escapes', async () => {
  const key = 'k%0Aey"<&>\\/ü ::x'
  const echo = [key, JSON.stringify(key), encodeURIComponent(key), encodeURI(key)].join(' | ')
  await withServer(
    () => job({ ...failed, joberror: echo, installs_squashed: [key, { [key]: key }] }),
    async ({ url }) => {
      const step = await run(url, { ...update, 'secret-key': key }, { env: { RUNNER_DEBUG: '1' } })
      const said = step.stdout.replace(/^::add-mask::.*$/gm, '')
      for (const text of [said, step.outputsFile, step.summary, step.log.join('\n')]) {
        expect(text).not.toContain(key)
        expect(text).not.toContain('k%0Aey')
        expect(text).not.toContain(encodeURIComponent(key))
      }
      expect(step.masks).toContain(key)
    },
  )
})

test.concurrent('job-retries: 429: the call did not arrive and is made again', async () => {
  const faults: FaultSpec[] = [{ fault: 429, retryAfter: 1, times: 2, path: 'retry' }]
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 1, running: '300ms', failsAt: 50, failingRuns: 1 }]
  await withSimulator({ jobs, faults }, async ({ url, requests }) => {
    const { outputs } = await run(url, { updateid: '1', 'job-retries': '1' })
    expect(outputs).toMatchObject({ result: 'complete', jobfailed: '1' })
    expect(requests.filter(({ path }) => path.endsWith('/retry'))).toHaveLength(3)
  })
})

test.concurrent('job-retries: stall-timeout restarts after a re-run', async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'update', id: 1, running: '200ms', failsAt: 50, failingRuns: 1, retryTakes: '1500ms' },
  ]
  const inputs = { updateid: '1', 'job-retries': '1', 'stall-timeout': '4s' }
  const { outputs } = await runAgainst({ jobs }, inputs)
  expect(outputs['result']).toBe('complete')
})
