import { describe, expect, test } from '@jest/globals'
import { DEMO_ASID } from '../../../dev/simulator/access.ts'
import type { Scenario, ScenarioJob } from '../../../dev/simulator/scenario.ts'
import { virtualApi } from '../../../dev/virtual/virtual-api.ts'
import type { WaitOptions } from '../../../src/wait/options.ts'
import { runWait, targetsOf } from '../../support/wait-run.ts'

/** Waits for the jobs of a simulated Clanforge, in virtual time. */
function live(jobs: string, scenario: Scenario, options: Partial<WaitOptions> = {}) {
  const scope = { asid: DEMO_ASID, mirroring: false }
  return runWait(targetsOf(jobs), clock => virtualApi(scenario, clock).get, { options, scope })
}

describe('lives of jobs', () => {
  test.each<readonly [string, string, ScenarioJob, string]>([
    ['an honest update', 'update 101', { kind: 'update', id: 101, queued: '20s', running: '5m' }, 'complete'],
    [
      'progress that hangs at 99%',
      'update 101',
      { kind: 'update', id: 101, running: '5m', progressStopsAt: 99 },
      'complete',
    ],
    ['an ETA that drifts', 'diff 5', { kind: 'diff', id: 5, running: '10m', eta: 'drifting' }, 'complete'],
    [
      '100% that appears once',
      'update 101',
      { kind: 'update', id: 101, running: '5m', progress: 'flashes' },
      'complete',
    ],
    ['an update that fails', 'update 101', { kind: 'update', id: 101, running: '5m', failsAt: 60 }, 'failed'],
    [
      'a version that is squashed',
      'version 9',
      { kind: 'version', id: 9, queued: '10s', squashedAt: 50 },
      'squashed',
    ],
    [
      'an update that appears late',
      'update 101',
      { kind: 'update', id: 101, appearsAfter: '12s', running: '30s' },
      'complete',
    ],
    ['one that never appears', 'update 102', { kind: 'update', id: 101, running: '30s' }, 'error'],
    ['one that hangs', 'update 101', { kind: 'update', id: 101, running: '5m', hangsAt: 40 }, 'stalled'],
    ['a rollout', 'rollout 44', { kind: 'rollout', id: 44, machines: 50, duration: '5m' }, 'complete'],
    [
      'a rollout with a failed machine',
      'rollout 44',
      { kind: 'rollout', id: 44, machines: 50, duration: '5m', failing: 1 },
      'failed',
    ],
  ])('%s', async (_, jobs, job, result) => {
    const run = await live(jobs, { jobs: [job] }, { stallTimeout: 600_000 })
    expect(run.result).toBe(result)
  })

  test.each(['poll', 'queue-once'] as const)('installs, install-mode %s', async installMode => {
    const scenario: Scenario = { jobs: [{ kind: 'install', id: '1..40', queued: '10s', running: '5m' }] }
    const jobs = Array.from({ length: 40 }, (_, index) => `install ${String(index + 1)}`).join(', ')
    const run = await live(jobs, scenario, { installMode })
    expect(run.result).toBe('complete')
    if (installMode === 'queue-once') expect(run.requests).toBeLessThan(40 + 60)
  })

  test('a failed update is re-run', async () => {
    const scenario: Scenario = {
      jobs: [{ kind: 'update', id: 101, running: '1m', failsAt: 50, failingRuns: 1, retryTakes: '3s' }],
    }
    expect(await live('update 101', scenario, { jobRetries: 1 })).toMatchObject({ result: 'complete' })
  })
})

describe('an unsteady API', () => {
  // Together they hit one request in three.
  const faults = [
    ...(['reset', 'cut', 500, 429, 'page', 'garbage', 'empty', 'wrong-job'] as const).map(fault => ({
      fault,
    })),
    { fault: 503, retryAfter: 7 },
  ].map(fault => ({ ...fault, oneIn: 23 }))

  test.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    'one in three requests fails, seed %d',
    async seed => {
      const scenario: Scenario = {
        jobs: [
          { kind: 'update', id: 101, queued: '20s', running: '30m' },
          { kind: 'diff', id: 5, running: '10m', failsAt: 90 },
        ],
        faults,
        seed,
      }
      const run = await live('update 101, diff 5', scenario, { failFast: false })
      expect(run).toMatchObject({ result: 'failed', decided: 'diff 5', results: ['complete', 'failed'] })
    },
  )

  test('an outage of four minutes is sat out, one of six is not', async () => {
    const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '20m' }]
    const short = await live('update 101', { jobs, faults: [{ fault: 503, lasts: '4m', after: 5 }] })
    expect(short.result).toBe('complete')
    const long = await live('update 101', { jobs, faults: [{ fault: 503, lasts: '6m', after: 5 }] })
    expect(long.result).toBe('error')
  })
})
