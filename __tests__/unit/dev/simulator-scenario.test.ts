import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { checkScenario, ScenarioError, scenarioJsonSchema } from '../../../dev/simulator/check-scenario.ts'
import { readScenario, scenarioNames } from '../../../dev/simulator/built-in-scenarios.ts'
import type { FaultSpec, JobSpec, RolloutSpec, Scenario } from '../../../dev/simulator/scenario.ts'
import { virtualClanforge } from '../../support/virtual-clanforge.ts'

describe('valid scenarios', () => {
  const update: JobSpec = {
    kind: 'update',
    id: '1..3',
    created: '1ms',
    pending: '1s',
    queued: '1m',
    unknown: '1h..1d',
    running: 'forever',
    failsAt: 0.5,
    failingRuns: 1,
    joberror: '',
    jobfailed: 1,
    refusesRetry: true,
    retryTakes: '1s',
    progress: 'stalls',
    eta: 'drifting',
    heartbeat: true,
    appearsAfter: '1s',
    imageid: 44,
    quirks: ['no-success'],
  }
  const install: JobSpec = {
    kind: 'install',
    mirroring: true,
    startsAfter: '1s',
    target_imageversionid: 1,
    listedAfter: '1s',
    lingers: '1s',
  }
  const rollout: Required<RolloutSpec> = {
    kind: 'rollout',
    id: '*',
    machines: 1,
    duration: '1s',
    failing: 1,
    completedBefore: 1,
    startsAfter: '1s',
    appearsAfter: '1s',
    hangsAt: 1,
  }
  const fault: FaultSpec = {
    fault: 503,
    times: 'always',
    lasts: '1s',
    oneIn: 2,
    path: '',
    after: 1,
    arrives: true,
    retryAfter: 1,
    retryAfterDate: 1,
  }

  test.each<Scenario>([
    {},
    {
      $schema: '',
      description: '',
      seed: 1,
      jobs: [update, install, rollout],
      faults: [fault],
      quirks: [],
      unknownJob: '404',
      clockSkewSeconds: -1,
    },
    {
      jobs: [
        { kind: 'diff', added: 1, modified: 0, removed: 0, squashedAt: 1, progressFactor: 1.5, etaFactor: 2 },
        { kind: 'version', installs: 1, hangsAt: 1, progressStopsAt: 99 },
      ],
      faults: [
        { fault: 'oversized', mebibytes: 1 },
        { fault: 'redirect', location: '' },
        { fault: 'refusal', message: '' },
      ],
    },
  ])('scenario %#', scenario => {
    expect(checkScenario(scenario)).toBe(scenario)
  })

  test.each(scenarioNames())('the built-in scenario %s, which has a description', name => {
    expect(readScenario(name).description).toMatch(/\w/)
  })
})

describe('an invalid scenario is rejected, with the place and the accepted values', () => {
  const job = (value: unknown) => ({ jobs: [value] })
  const fault = (value: unknown) => ({ faults: [value] })
  const kinds = "'update' | 'diff' | 'version' | 'install' | 'rollout'"

  test.each([
    [[], 'scenario is []. Invalid input: expected object'],
    [{ name: 'x' }, 'scenario has an unknown property "name"; known: $schema, description, seed, jobs'],
    [job({ kind: 'updat' }), `jobs[0].kind is "updat". Invalid discriminator value. Expected ${kinds}`],
    [job({ running: '3s' }), 'jobs[0].kind is missing.'],
    [job('update 101'), 'jobs[0] is "update 101". Invalid input: expected object'],
    [job({ kind: 'update', id: 0 }), 'jobs[0].id is 0. Too small: expected number to be >=1'],
    [
      job({ kind: 'update', id: '7' }),
      'jobs[0].id is "7". Expected an ID such as 101, a range such as "1..1000", or "*"',
    ],
    [
      job({ kind: 'update', mirroring: true }),
      'jobs[0] has an unknown property "mirroring"; known: kind, id, created',
    ],
    [job({ kind: 'diff', installs: 3 }), 'jobs[0] has an unknown property "installs"; known: kind, id'],
    [
      job({ kind: 'update', running: '3' }),
      'jobs[0].running is "3". Expected a time such as 500ms, 3s or 1m30s',
    ],
    [job({ kind: 'update', running: 3 }), 'jobs[0].running is 3. Expected a time'],
    [job({ kind: 'update', failsAt: 120 }), 'jobs[0].failsAt is 120. Too big: expected number to be <=100'],
    [
      job({ kind: 'update', failsAt: 1, squashedAt: 2 }),
      'jobs[0] has more than one of failsAt, squashedAt, hangsAt',
    ],
    [
      job({ kind: 'update', progress: 'zero', progressFactor: 2 }),
      'more than one of progress, progressFactor',
    ],
    [job({ kind: 'update', eta: 'none', etaFactor: 2 }), 'more than one of eta, etaFactor'],
    [job({ kind: 'update', failingRuns: 1 }), 'jobs[0] has failingRuns, which needs failsAt'],
    [
      job({ kind: 'update', progress: 'fast' }),
      'jobs[0].progress is "fast". Invalid option: expected one of "steady"|"zero"|"bursts"',
    ],
    [job({ kind: 'update', etaFactor: 0 }), 'jobs[0].etaFactor is 0. Too small: expected number to be >0'],
    [job({ kind: 'update', quirks: ['odd'] }), 'jobs[0].quirks[0] is "odd". Invalid option: expected one of'],
    [job({ kind: 'rollout', machines: 3 }), 'jobs[0].id is missing. Expected an ID'],
    [
      fault({ fault: 'wobble' }),
      'faults[0].fault is "wobble". Expected an HTTP status from 300 to 599, reset',
    ],
    [fault({ fault: 200 }), 'faults[0].fault is 200. Too small: expected number to be >=300'],
    [
      fault({ fault: 503, times: 'often' }),
      'faults[0].times is "often". Expected a number of requests, or "always"',
    ],
    [fault({ fault: 503, lasts: '10' }), 'faults[0].lasts is "10". Expected a time such as 500ms'],
    [fault({ fault: 503, oneIn: 0 }), 'faults[0].oneIn is 0.'],
    [fault({ fault: 503, often: true }), 'faults[0] has an unknown property "often"; known: fault, times'],
    [
      fault({ fault: 'reset', retryAfter: 5 }),
      'faults[0] has retryAfter or retryAfterDate, but is no HTTP status',
    ],
    [fault({ fault: 503, message: 'no' }), 'faults[0] has message, but is not refusal'],
    [fault({ times: 3 }), 'faults[0].fault is missing. Expected an HTTP status'],
  ])('%j', (scenario, message) => {
    expect(() => checkScenario(scenario)).toThrow(ScenarioError)
    expect(() => checkScenario(scenario)).toThrow(message)
  })
})

test('scenario.schema.json is up to date (npm run simulator -- --write-schema)', () => {
  const file = new URL('../../../dev/simulator/scenario.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(scenarioJsonSchema())
})

test('an entry can be for a range of IDs, the next free ID, or jobs that are created later', () => {
  const { clanforge } = virtualClanforge([])
  const update = { kind: 'update', running: '5s' } as const
  clanforge.add([{ ...update, id: '7..9' }, { ...update, id: '*' }, update, { ...update, id: 4 }], 0)
  const job = { kind: 'update', mirroring: false, state: 'Running', progress: 0 }
  expect(clanforge.jobs(0)).toEqual([7, 8, 9, 1001, 4].map(id => ({ ...job, id })))
})
