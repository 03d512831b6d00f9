import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { assumptions } from '../../../dev/probe/assumptions.ts'
import { type Observation, observe } from '../../../dev/probe/observe.ts'
import { toScenario } from '../../../dev/probe/record.ts'
import { reportOf } from '../../../dev/probe/report.ts'
import {
  DEMO_ACCESS_KEY,
  DEMO_ASID,
  DEMO_AUTHORIZATION,
  DEMO_SECRET_KEY,
} from '../../../dev/simulator/access.ts'
import type { Quirk } from '../../../dev/simulator/quirks.ts'
import type { FaultSpec, JobSpec, Scenario } from '../../../dev/simulator/scenario.ts'
import { type Simulator, startSimulator } from '../../../dev/simulator/server.ts'
import { START_MS } from '../../../dev/virtual/virtual-api.ts'
import { createGet } from '../../../src/clanforge/client.ts'
import type { Target } from '../../../src/clanforge/endpoints.ts'

const update: JobSpec = { kind: 'update', id: 40_101, running: '100s' }
const failing: JobSpec = { kind: 'update', id: 40_102, running: '1s', failsAt: 50 }
const install: JobSpec = { kind: 'install', id: 40_009, mirroring: true, startsAfter: '0s', running: '100s' }
const jobs = [update, failing, install, { kind: 'rollout', id: 40_044 }] as const
const limit: FaultSpec = { fault: 503, retryAfter: 1, after: 3 }
const plain: Scenario = { jobs, faults: [limit] }
const targets: readonly Target[] = [
  { kind: 'update', id: '40101' },
  { kind: 'update', id: '40102' },
  { kind: 'install', id: '40009' },
  { kind: 'rollout', id: '40044' },
]

/** Three rounds, ten seconds apart by the clock of the simulator. */
async function probe(scenario: Scenario, isQueuing = true): Promise<readonly Observation[]> {
  return (await probeWithRequests(scenario, isQueuing)).observations
}

async function probeWithRequests(
  scenario: Scenario,
  isQueuing: boolean,
): Promise<{ observations: readonly Observation[]; requests: Simulator['requests'] }> {
  let now = START_MS
  const simulator = await startSimulator({ ...scenario, now: () => now })
  now += 5_000
  const wallClock = () => now
  const getAs = (authorization: string) =>
    createGet(
      { url: simulator.url, proxy: undefined, authorization, userAgent: 'probe' },
      { wallClock, redact: secret => secret },
    )
  const pause = () => {
    now += 10_000
    return Promise.resolve()
  }
  const plan = {
    targets,
    scope: { asid: DEMO_ASID, mirroring: true },
    rounds: 3,
    pause,
    wallClock,
    isQueuing,
  }
  try {
    const wrong = `Basic ${btoa('wrong:wrong')}`
    const observations = await observe(plan, getAs(DEMO_AUTHORIZATION), getAs(wrong))
    return { observations, requests: simulator.requests }
  } finally {
    await simulator.close()
  }
}

const quirk = (...quirks: readonly Quirk[]): Scenario => ({ ...plain, quirks })
const job = (spec: JobSpec): Scenario => ({
  ...plain,
  jobs: jobs.map(other => (other.id === spec.id ? spec : other)),
})
const fault = (spec: FaultSpec): Scenario => ({ jobs, faults: [spec] })

/** A scenario that contradicts each assumption, in the order of the report, and the text that the report then shows. */
const contradictions: readonly (readonly [claim: string, scenario: Scenario, seen: string])[] = [
  ['`jobstateid` is', quirk('numbers-as-strings'), 'text with number 4'],
  ['`jobstatename` is', quirk('no-jobstatename'), 'number 4: absent'],
  ['`jobprogress` is', quirk('numbers-as-strings'), 'text with number 5'],
  ['`jobfailed` is', quirk('boolean-jobfailed'), 'false'],
  ['`jobcreated` is', quirk('numbers-as-strings'), 'text with Unix seconds'],
  ['`jobupdated` is', quirk('numbers-as-strings'), 'text with Unix seconds'],
  ['`jobstart` is', quirk('numeric-jobstart'), 'Unix seconds'],
  ['`success` of a status response', quirk('no-success'), 'absent'],
  ['`success` of a failed job', quirk('success-is-outcome'), 'false'],
  [
    'A status response has the ID',
    fault({ fault: 'wrong-job', path: '/imageupdate/' }),
    'another ID or none',
  ],
  ['`mirroring`', quirk('numeric-mirroring'), 'number 1'],
  ['The counters of a rollout', quirk('numbers-as-strings'), 'text with number'],
  ['`jobprogress` changes', job({ ...update, progress: 'zero' }), '1 values in 3 responses'],
  ['`jobupdated` changes', job({ ...update, hangsAt: 2 }), '1 values in 3 responses'],
  ['`jobeta` of a running job', job({ ...update, eta: 'none' }), 'null'],
  ['A complete install', job({ ...install, running: '1s', lingers: '1h' }), 'complete listed'],
  ['An unknown ID', fault({ fault: 500, path: '/imageupdate/99999999999/' }), 'HTTP 500'],
  ['Wrong keys', fault({ fault: 500, path: '/imageinstall/status', after: 3 }), 'HTTP 500'],
  ['HTTP 429 and 503', fault({ fault: 503 }), 'HTTP 503 without Retry-After'],
  ['The Date header', { ...plain, clockSkewSeconds: 3_600 }, '3600 s'],
  ['A connection stays open', fault({ fault: 'cut', times: 'always' }), 'not reused'],
  ['Each queue call', fault({ fault: 'refusal', path: '/queue', after: 1 }), 'refusal'],
]

describe('a probe', () => {
  test('confirms every assumption of the simulator', async () => {
    const observations = await probe(plain)
    const found = assumptions.map(({ claim, check }) => `${claim}: ${check(observations).verdict}`)
    expect(found).toEqual(assumptions.map(({ claim }) => `${claim}: confirmed`))
  })

  test('can contradict each assumption', () => {
    const named = assumptions.map(({ claim }, index) =>
      claim.startsWith(contradictions[index]?.[0] ?? 'none'),
    )
    expect(named).toEqual(contradictions.map(() => true))
  })

  test.each(contradictions)('contradicts: %s', async (claim, scenario, seen) => {
    const observations = await probe(scenario)
    const finding = assumptions.find(assumption => assumption.claim.startsWith(claim))?.check(observations)
    expect(finding?.verdict).toBe('contradicted')
    expect(finding?.seen).toContain(seen)
    expect(reportOf(observations, '')).toContain(`**contradicted** | ${finding?.seen ?? ''} |`)
  })

  test('sends no queue call without --queue', async () => {
    const { observations, requests } = await probeWithRequests(plain, false)
    const paths = requests.map(({ path }) => path)
    expect(paths.filter(path => !path.endsWith('/status'))).toEqual([])
    expect(assumptions.at(-1)?.check(observations)).toEqual({ verdict: 'not seen', seen: '' })
  })

  test('names rules that are headings of the contract', () => {
    const contract = readFileSync('docs/how-results-are-decided.md', 'utf8')
    for (const { rule } of assumptions) expect(contract).toMatch(new RegExp(`^##+ ${rule}$`, 'm'))
  })

  test('reports neither IDs nor the ASID nor keys nor a private host', async () => {
    const report = reportOf(await probe(plain), 'https://clanforge.internal')
    for (const text of [DEMO_ASID, DEMO_ACCESS_KEY, DEMO_SECRET_KEY, '40101', '40009', '40044', 'internal'])
      expect(report).not.toContain(text)
    expect(reportOf(await probe(plain), 'https://api.multiplay.co.uk')).toContain(
      'at https://api.multiplay.co.uk.',
    )
  })

  test('records a scenario with the same quirks and states, and other IDs', async () => {
    const quirks: readonly Quirk[] = [
      'numbers-as-strings',
      'name-complete',
      'no-success',
      'numeric-mirroring',
    ]
    const complete: JobSpec = { kind: 'diff', id: 40_001, running: '2s' }
    const scenario = toScenario(await probe({ jobs: [...jobs, complete], quirks, unknownJob: 'envelope' }))
    expect(scenario.unknownJob).toBe('envelope')
    expect(scenario.quirks).toEqual(['numbers-as-strings', 'no-success', 'numeric-mirroring'])
    expect(scenario.jobs).toEqual([
      { kind: 'update', id: 101, queued: '1s', running: '100s' },
      { kind: 'update', id: 102, queued: '1s', running: '1s', failsAt: 50 },
      { kind: 'install', id: 103, mirroring: true, queued: '1s', running: '100s' },
      { kind: 'rollout', id: 104, machines: 0, failing: 0, completedBefore: 10 },
    ])
  })
})
