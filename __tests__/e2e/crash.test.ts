import { expect, test } from '@jest/globals'
import { preload } from '../../dev/runner/preload.ts'
import { runStep } from '../../dev/runner/run-step.ts'
import type { ScenarioJob } from '../../dev/simulator/scenario.ts'
import { withServer } from './support/scripted.ts'
import { BASE, PAIR, readable, run, runAgainst, withSimulator } from './support/step.ts'

// An unexpected error never ends with exit code 0. Each case breaks something that the action relies on.
const cases: readonly (readonly [string, string, RegExp])[] = [
  [
    'a request that never settles, with no timer left',
    `import http from 'node:http'
     import { EventEmitter } from 'node:events'
     http.request = () => Object.assign(new EventEmitter(), { end() {}, destroy() {}, setTimeout() {} })
     const { setTimeout, setInterval } = globalThis
     globalThis.setTimeout = (...args) => setTimeout(...args).unref()
     globalThis.setInterval = (...args) => setInterval(...args).unref()`,
    /the event loop is empty/,
  ],
  [
    'a throw inside a timer',
    onSecondRequest(`throw new Error('boom in a timer')`),
    /unexpected error.*boom in a timer/is,
  ],
  ['an unhandled rejection', onSecondRequest(`Promise.reject(new Error('lost'))`), /lost/],
  ['something thrown that is no error', onSecondRequest('throw null'), /unexpected error/i],
  [
    'a fault in the middle of the wait',
    `let calls = 0
     const { random } = Math
     Math.random = () => { if (++calls > 3) throw new TypeError('no chance'); return random() }`,
    /no chance/,
  ],
  [
    'a fault of the HTTP library before anything is sent',
    `import http from 'node:http'
     http.request = () => { throw new Error('no request') }`,
    /requests failed for 2s/i,
  ],
]

test.concurrent.each(cases)('%s', async (_, code, words) => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '1h' }]
  const step = await runAgainst(
    { jobs },
    { updateid: '101', 'outage-timeout': '2s' },
    { nodeArgs: preload(code) },
  )
  expect([step.code, step.outputs['result']]).toEqual([1, 'error'])
  expect(step.outputs).toMatchObject({ kind: 'update', id: '101' })
  expect(step.annotations.at(-1)?.message).toMatch(words)
  expect(step.summary).not.toBe('')
})

test.concurrent('secrets in an unexpected error are redacted', async () => {
  const code = onSecondRequest(`throw new Error('auth failed for demo-secret-key, ${PAIR}')`)
  const inputs = { updateid: '101' }
  const step = await runAgainst({ jobs: [{ kind: 'update', id: 101, running: '1h' }] }, inputs, {
    nodeArgs: preload(code),
  })
  expect(step.outputs['result']).toBe('error')
  for (const text of [step.annotations[0]?.message ?? '', readable(step.summary)])
    expect(text).toContain('auth failed for ***, ***')
})

test.concurrent('where nothing can be written: outputs that cannot be written fail the step', async () => {
  await withSimulator({ jobs: [{ kind: 'update', id: 101, running: '0s' }] }, async ({ url }) => {
    const step = await runStep({
      inputs: { ...BASE, 'api-url': url, updateid: '101' },
      env: { GITHUB_OUTPUT: '/no/such/folder/output' },
    })
    expect([step.code, step.stderr]).toEqual([1, ''])
    expect(step.annotations.map(({ type }) => type)).toEqual(['error'])
  })
})

test.concurrent(
  'where nothing can be written: a summary that cannot be written is logged and does not fail the step',
  async () => {
    const env = { GITHUB_STEP_SUMMARY: '/no/such/folder/summary' }
    const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '0s' }]
    const step = await runAgainst({ jobs }, { updateid: '101' }, { env })
    expect(step.outputs['result']).toBe('complete')
    expect(step.log.join('\n')).toMatch(/summary could not be written/)
  },
)

test.concurrent('where nothing can be written: summary: false', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '0s' }]
  const step = await runAgainst({ jobs }, { updateid: '101', summary: 'false' })
  expect([step.code, step.summary]).toEqual([0, ''])
})

test.concurrent('nested JSON of any depth is not taken for anything', async () => {
  const depth = 200_000
  const body = `{"jobstateid":5,"joberror":${'['.repeat(depth)}${']'.repeat(depth)}}`
  await withServer(
    (_, count) => (count === 0 ? { body } : { body: { jobstateid: 5 } }),
    async ({ url }) => {
      const step = await run(url, { updateid: '101' })
      expect(step.outputs).toMatchObject({ result: 'complete', polls: '2', joberror: '' })
    },
  )
})

/** Does something in a timer of its own when the wait is under way. */
function onSecondRequest(code: string): string {
  return `
    import http from 'node:http'
    let requests = 0
    const { request } = http
    http.request = (...args) => {
      if (++requests === 2) setTimeout(() => { ${code} }, 10)
      return request(...args)
    }`
}
