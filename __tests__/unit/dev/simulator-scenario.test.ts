import { describe, expect, test } from '@jest/globals'
import {
  checkJobs,
  checkScenario,
  propertiesOf,
  schema,
  ScenarioError,
} from '../../../dev/simulator/check-scenario.ts'
import type { Schema } from '../../../dev/simulator/check-scenario.ts'
import { readScenario, scenarioNames } from '../../../dev/simulator/ready-made.ts'
import type { FaultSpec, JobSpec, RolloutSpec, Scenario } from '../../../dev/simulator/scenario.ts'
import { virtualClanforge } from '../../support/virtual-clanforge.ts'

describe('types and schema have the same properties', () => {
  const excluded = { squashedAt: 1, hangsAt: 1, progressFactor: 1.5, progressStopsAt: 99, etaFactor: 2 }
  const common: Omit<Required<JobSpec>, keyof typeof own | keyof typeof excluded> = {
    kind: 'update',
    id: '1..3',
    created: '1ms',
    pending: '1s',
    queued: '1m',
    unknown: '1h..1d',
    running: 'forever',
    failsAt: 0.5,
    failingRuns: 1,
    rerunsAfter: '0s',
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
  const own = {
    added: 1,
    modified: 1,
    removed: 1,
    installs: 1,
    mirroring: true,
    startsAfter: '1s',
    target_imageversionid: 1,
    listedAfter: '1s',
    lingers: '1s',
    vanishes: true,
  } satisfies Partial<JobSpec>
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
  const fault: Required<FaultSpec> = {
    fault: 503,
    times: 'always',
    lasts: '1s',
    oneIn: 2,
    path: '',
    after: 1,
    arrives: true,
    retryAfter: 1,
    retryAfterDate: 1,
    mebibytes: 1,
    location: '',
    message: '',
  }
  const { mebibytes, location, message, ...statusFault } = fault
  const scenario: Required<Scenario> = {
    $schema: '',
    description: '',
    seed: 1,
    jobs: [common, rollout],
    faults: [statusFault],
    quirks: [],
    unknownJob: '404',
    clockSkewSeconds: -1,
  }
  const names = (part: Schema | undefined) => Object.keys(propertiesOf(part ?? {})).toSorted()

  test.each([
    ['a job', { ...common, ...excluded }, 'update'],
    ['a rollout', rollout, 'rollout'],
    ['a fault', fault, 'fault'],
  ])('%s', (_, object, name) => {
    expect(names(schema.$defs?.[name])).toEqual(Object.keys(object).toSorted())
  })

  test('a scenario, which is valid with all of them', () => {
    expect(names(schema)).toEqual(Object.keys(scenario).toSorted())
    expect(checkScenario(scenario)).toBe(scenario)
  })

  test('the kinds, each with properties of its own', () => {
    const kinds = ['update', 'diff', 'version', 'install'].map(kind =>
      Object.keys(schema.$defs?.[kind]?.properties ?? {}),
    )
    expect(
      kinds
        .flat()
        .filter(name => name !== 'kind')
        .toSorted(),
    ).toEqual(Object.keys(own).toSorted())
  })
})

describe('an invalid job says where and what is accepted', () => {
  test.each([
    [{ kind: 'updat' }, 'jobs[0].kind is "updat"; accepted: update, diff, version, install, rollout'],
    [{ running: '3s' }, 'jobs[0] needs "kind"'],
    ['update 101', 'jobs[0] is "update 101"'],
    [
      { kind: 'update', id: 0 },
      'jobs[0].id is 0; accepted: an ID such as 101, a range such as "1..1000", or "*"',
    ],
    [{ kind: 'update', id: '7' }, 'jobs[0].id is "7"; accepted: an ID'],
    [{ kind: 'update', mirroring: true }, 'jobs[0] has an unknown property "mirroring"; known: id, created'],
    [{ kind: 'diff', installs: 3 }, 'known: id, created, pending'],
    [{ kind: 'update', running: '3' }, 'jobs[0].running is "3"; accepted: a time such as 500ms, 3s or 1m30s'],
    [{ kind: 'update', running: 3 }, 'jobs[0].running is 3; accepted: a time'],
    [{ kind: 'update', failsAt: 120 }, 'jobs[0].failsAt is 120; accepted: a percentage from 0 to 100'],
    [
      { kind: 'update', failsAt: 1, squashedAt: 2 },
      'jobs[0] has properties that exclude each other; accepted: only one of failsAt, squashedAt and hangsAt',
    ],
    [{ kind: 'update', progress: 'zero', progressFactor: 2 }, 'exclude each other'],
    [{ kind: 'update', eta: 'none', etaFactor: 2 }, 'exclude each other'],
    [{ kind: 'update', failingRuns: 1 }, 'jobs[0] has "failingRuns", which needs "failsAt"'],
    [{ kind: 'update', progress: 'fast' }, 'jobs[0].progress is "fast"; accepted: steady, zero, bursts'],
    [{ kind: 'update', etaFactor: 0 }, 'jobs[0].etaFactor is 0; accepted: a number above 0'],
    [{ kind: 'update', quirks: ['odd'] }, 'jobs[0].quirks[0] is "odd"; accepted: numbers-as-strings'],
    [{ kind: 'rollout', machines: 3 }, 'jobs[0] needs "id"'],
  ])('%j', (job, message) => {
    expect(() => checkJobs([job])).toThrow(ScenarioError)
    expect(() => checkJobs([job])).toThrow(message)
  })
})

describe('ready-made scenarios', () => {
  test.each(scenarioNames())('%s has a description, and is valid', name => {
    const { description, jobs = [] } = readScenario(name)
    expect(description).toMatch(/\w/)
    expect(() => virtualClanforge(jobs)).not.toThrow()
  })
})

test('an entry may be about a range of IDs, the next free ID, or those that are created later', () => {
  const { clanforge } = virtualClanforge([])
  const update = { kind: 'update', running: '5s' } as const
  expect(
    clanforge.add([{ ...update, id: '7..9' }, { ...update, id: '*' }, update, { ...update, id: 4 }], 0),
  ).toEqual([
    { kind: 'update', id: 7 },
    { kind: 'update', id: 8 },
    { kind: 'update', id: 9 },
    { kind: 'update', id: 1001 },
    { kind: 'update', id: 4 },
  ])
})
