import { describe, expect, test } from '@jest/globals'
import type { RunningStep, StepRun } from '../../dev/runner/run-step.ts'
import type { FaultSpec, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { type Inputs, LEFT_ALONE, jobsOf, start, withSimulator } from './support/step.ts'

// One after the other, since the time from the signal to the exit is measured.
// On Windows Node can end another process, not signal it: there, what a real console does is unverified.
const onPosix = process.platform === 'win32' ? test.skip : test

const endless: ScenarioJob = { kind: 'update', id: 101, queued: '1h' }
const asleep: Inputs = { updateid: '101', 'min-poll-interval': '30s', 'max-poll-interval': '60s' }

/** Sends a signal once `ready` and measures until the exit. */
async function cancel(step: RunningStep, ready: Promise<unknown>, signal: NodeJS.Signals) {
  await Promise.race([ready, step.finished])
  const sent = performance.now()
  const exited = new Promise<number>(resolve => {
    step.child.once('exit', () => {
      resolve(performance.now() - sent)
    })
  })
  step.child.kill(signal)
  const [took, run] = await Promise.all([exited, step.finished])
  return { took, run }
}

function expectCancelled({ code, outputs, summary, annotations }: StepRun): void {
  expect(code).toBe(1)
  expect(outputs).toMatchObject({ result: 'cancelled', kind: 'update', id: '101' })
  expect(summary).toContain('cancelled')
  expect(annotations.at(-1)?.message).toMatch(LEFT_ALONE)
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', signal => {
  onPosix('asleep between two polls', async () => {
    await withSimulator({ jobs: [endless] }, async ({ url, requests }) => {
      const step = start(url, asleep)
      const { took, run } = await cancel(step, step.line(/Queued/), signal)
      expect(took).toBeLessThan(1000)
      expectCancelled(run)
      expect(run.outputs).toMatchObject({ jobstateid: '3', polls: '1' })
      expect(requests).toHaveLength(1)
    })
  })

  onPosix.each(['hang', 'drip'] as const)('with a request in flight (%s)', async fault => {
    await withSimulator({ jobs: [endless], faults: [{ fault, times: 'always' }] }, async simulator => {
      const step = start(simulator.url, asleep)
      const { took, run } = await cancel(
        step,
        simulator.waitForRequest(() => true),
        signal,
      )
      expect(took).toBeLessThan(1000)
      expectCancelled(run)
      expect(run.outputs).toMatchObject({ jobstateid: '', polls: '1' })
    })
  })
})

onPosix('in an outage', async () => {
  await withSimulator({ jobs: [endless], faults: [{ fault: 503, times: 'always' }] }, async simulator => {
    const step = start(simulator.url, { updateid: '101' })
    const { took, run } = await cancel(
      step,
      simulator.waitForRequest(() => true, { count: 3 }),
      'SIGTERM',
    )
    expect(took).toBeLessThan(1000)
    expectCancelled(run)
    expect(run.annotations.at(-1)?.message).toMatch(/no valid response/i)
  })
})

onPosix("with a job that has failed before: its result is the step's", async () => {
  const jobs: ScenarioJob[] = [
    { kind: 'update', id: 1, running: '0s', failsAt: 50 },
    { kind: 'update', id: 2, queued: '1h' },
  ]
  await withSimulator({ jobs }, async simulator => {
    const step = start(simulator.url, { updateid: '1 2', 'fail-fast': 'false' })
    const ready = simulator.waitForRequest(({ path }) => path.includes('/2/'), { count: 3 })
    const { run } = await cancel(step, ready, 'SIGINT')
    expect(run.outputs).toMatchObject({ result: 'failed', id: '1' })
    expect(jobsOf(run).map(({ result }) => result)).toEqual(['failed', 'cancelled'])
  })
})

onPosix('many jobs, all in flight', async () => {
  const jobs: ScenarioJob[] = [{ kind: 'update', id: '1..8', queued: '1h' }]
  const faults: FaultSpec[] = [{ fault: 'hang', times: 'always' }]
  await withSimulator({ jobs, faults }, async simulator => {
    const step = start(simulator.url, { ...asleep, updateid: '1 2 3 4 5 6 7 8' })
    const ready = simulator.waitForRequest(() => true, { count: 8 })
    const { took, run } = await cancel(step, ready, 'SIGTERM')
    expect(took).toBeLessThan(1000)
    expect(run.outputs).toMatchObject({ result: 'cancelled', id: '1', polls: '8' })
  })
})

onPosix('further signals change nothing of what is written', async () => {
  await withSimulator({ jobs: [endless] }, async ({ url }) => {
    const step = start(url, asleep)
    await Promise.race([step.line(/Queued/), step.finished])
    const burst = setInterval(() => {
      for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) step.child.kill(signal)
    }, 1)
    const { took, run } = await cancel(step, Promise.resolve(), 'SIGINT')
    clearInterval(burst)
    expect(took).toBeLessThan(1000)
    expectCancelled(run)
  })
})
