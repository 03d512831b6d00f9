// `npm run test:nginx`: waits of dist/index.js through a real nginx that stops, starts again, and responds with 502.
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { RunningStep } from '../../dev/runner/run-step.ts'
import { type Simulator, startSimulator } from '../../dev/simulator/server.ts'
import { type Inputs, start } from '../e2e/support/step.ts'
import { Nginx, requireNginx } from './support/nginx.ts'

requireNginx()

let simulator: Simulator
let nginx: Nginx

beforeEach(async () => {
  simulator = await startSimulator()
  nginx = await Nginx.inFrontOf(simulator.port)
})

afterEach(async () => {
  await nginx.remove()
  await simulator.close()
})

/** Starts a step with debug lines, which report every fault and not only the first of an outage. */
function startBehindNginx(inputs: Inputs): RunningStep {
  return start(nginx.url, inputs, { env: { RUNNER_DEBUG: '1' } })
}

/** Stops nginx during a wait and starts it again without the simulator. Returns when the step has received a 502. */
async function causeOutage(step: RunningStep): Promise<void> {
  await simulator.waitForRequest(() => true, { count: 2, until: 'responded' })
  await nginx.stop()
  await step.line(/no connection|connection broke/)
  await simulator.close()
  await nginx.start()
  await step.line(/HTTP 502/)
}

test('a wait through nginx completes', async () => {
  simulator.add({ kind: 'update', id: 101, running: '2s' })
  const { outputs } = await startBehindNginx({ updateid: '101' }).finished
  expect(outputs['result']).toBe('complete')
})

test('a wait continues after an outage of nginx and of the server behind it, with one warning', async () => {
  simulator.add({ kind: 'update', id: 101, running: '1h' })
  const step = startBehindNginx({ updateid: '101' })
  await causeOutage(step)
  simulator.add({ kind: 'update', id: 101, running: '200ms' })
  await simulator.listen()
  const { outputs, annotations } = await step.finished
  expect(outputs['result']).toBe('complete')
  expect(annotations.filter(({ type }) => type === 'warning')).toHaveLength(1)
})

test('an install that fails after an outage is queued only once', async () => {
  simulator.add({ kind: 'install', id: 7, running: '1h' })
  const step = startBehindNginx({ jobid: '7', mirroring: 'false', 'install-mode': 'queue-once' })
  await causeOutage(step)
  simulator.add({ kind: 'install', id: 7, startsAfter: '0s', running: '0s', failsAt: 50 })
  await simulator.listen()
  const { outputs } = await step.finished
  expect(outputs['result']).toBe('failed')
  expect(simulator.requests.filter(({ path }) => path.endsWith('/queue'))).toHaveLength(1)
})

test('an outage longer than outage-timeout fails the step with the HTTP status', async () => {
  simulator.add({ kind: 'update', id: 101, running: '1h' })
  const step = startBehindNginx({ updateid: '101', 'outage-timeout': '3s' })
  await causeOutage(step)
  const { outputs, annotations } = await step.finished
  expect(outputs['result']).toBe('error')
  expect(annotations.at(-1)?.message).toContain('502')
})

test('a step that is cancelled while nginx holds its request ends within a second', async () => {
  simulator.setFaults({ fault: 'hang', times: 'always' })
  const step = startBehindNginx({ updateid: '101' })
  await simulator.waitForRequest(() => true)
  const cancelledAt = performance.now()
  step.child.kill('SIGTERM')
  const { outputs } = await step.finished
  expect(performance.now() - cancelledAt).toBeLessThan(1000)
  expect(outputs['result']).toBe('cancelled')
})
