import type { JobSpec, ScenarioJob } from '../simulator/scenario.ts'
import type { WorkflowTexts } from './workflow-texts.ts'

/** One run of a workflow, and what has to come of it. */
export interface Case {
  readonly name: string
  /** The workflow; a composite action or reusable workflow beside it goes into `files`. */
  readonly workflow: string
  readonly files?: Readonly<Record<string, string>>
  /** Arguments such as the event and its inputs; default `push`. */
  readonly event?: readonly string[]
  readonly jobs: readonly ScenarioJob[]
  /** act's exit code: 1 when a job has failed. */
  readonly code: 0 | 1
  /** The `result` output of every wait, sorted. */
  readonly results: readonly string[]
  /** What later steps print, or post to the web hook. */
  readonly says: readonly string[]
  readonly neverSays?: readonly string[]
  /** Who gets SIGINT while the step waits: act, or the action alone as from GitHub's runner. */
  readonly cancels?: 'act' | 'action'
}

const WAIT = '.github/workflows/wait.yml'
const job = (kind: 'update' | 'version', id: number, more: Partial<JobSpec> = {}): JobSpec => ({
  kind,
  id,
  running: '3s',
  ...more,
})
const update = job('update', 501)
const failed = job('update', 501, { failsAt: 50, joberror: 'disk full' })
const rollout: ScenarioJob = { kind: 'rollout', id: 44, duration: '10s', startsAfter: '0s' }
const install = (id: number, mirroring: boolean): JobSpec => ({
  ...{ kind: 'install', id, mirroring, target_imageversionid: 30_123 },
  ...{ startsAfter: '2s', running: '12s', lingers: '1h' },
})
/** What a release creates. */
const release: readonly ScenarioJob[] = [
  { kind: 'update', id: '*', running: '2s' },
  { kind: 'diff', id: '*', running: '2s' },
  { kind: 'version', id: '*', running: '2s' },
  { kind: 'rollout', id: '*', machines: 5, duration: '8s' },
]

/** Every example and snippet, some with a failure too, and cancellation. */
export function casesOf(texts: WorkflowTexts): readonly Case[] {
  const of = (name: string, more: Omit<Case, 'name' | 'workflow'>, suffix = ''): Case => ({
    name: name + suffix,
    workflow: texts.take(name),
    ...more,
  })
  const complete = (
    jobs: readonly ScenarioJob[],
    results: readonly string[],
    says: readonly string[] = [],
  ) => ({ jobs, results, says, code: 0 as const })
  const gate = 'README.md#Gate a release 1'
  const check = 'README.md#Check without waiting 1'
  return [
    of('README.md#Quick start 1', complete([job('version', 30_123), rollout], ['complete'])),
    of('README.md#Quick start 2', complete([job('update', 218_595)], ['complete'])),
    of(
      'README.md#Quick start 3',
      complete([{ kind: 'install', id: 7001, mirroring: true, running: '3s' }], ['complete']),
    ),
    of(gate, complete([job('version', 30_123), rollout], ['complete'], ['The fleet has the new version'])),
    of(
      gate,
      {
        jobs: [job('version', 30_123, { failsAt: 50 }), rollout],
        code: 1,
        results: ['failed'],
        says: [],
        neverSays: ['The fleet has'],
      },
      ', failed',
    ),
    of('README.md#Create an update and wait for it 1', complete(release, ['complete'])),
    of('README.md#Act on a failure 1', {
      jobs: [failed],
      code: 1,
      results: ['failed'],
      says: ['update 501 failed, disk full'],
      neverSays: ['The job continues'],
    }),
    of('README.md#Notify Slack on failure 1', {
      jobs: [failed],
      code: 1,
      results: ['failed'],
      says: ['Clanforge update 501: failed.', 'disk full'],
    }),
    of('README.md#Several jobs 1', {
      jobs: [218_595, 218_596, 218_597].map(id =>
        job('update', id, id === 218_596 ? { squashedAt: 50 } : {}),
      ),
      code: 1,
      results: ['squashed'],
      says: ['update 218595 complete', 'update 218596 squashed', 'update 218597 complete'],
    }),
    of('README.md#Matrix 1', {
      jobs: [job('update', 218_595), job('update', 218_596, { failsAt: 50 })],
      code: 1,
      results: ['complete', 'failed'],
      says: ['This update is complete'],
    }),
    of(check, { ...complete([update], ['complete'], ['The update is complete']), event: ['schedule'] }),
    of(
      check,
      {
        ...complete([job('update', 501, { running: 'forever' })], ['timed-out']),
        event: ['schedule'],
        neverSays: ['is complete'],
      },
      ', not yet complete',
    ),
    of('docs/runners.md#Proxies 1', complete([job('update', 501)], ['complete'])),
    of('docs/runners.md#Private certificates 1', complete([job('update', 501)], ['complete'])),
    {
      ...complete([update], ['complete', 'complete'], ['composite: complete']),
      name: 'docs/runners.md#Composite actions 1',
      workflow: COMPOSITE_CALLER,
      files: { 'composite/action.yml': texts.take('docs/runners.md#Composite actions 1') },
    },
    of('docs/runners.md#Reusable workflows 2', {
      ...complete([job('update', 101)], ['complete']),
      files: { [WAIT]: texts.take('docs/runners.md#Reusable workflows 1') },
    }),
    of('examples/release.yml', {
      ...complete(release, ['complete', 'complete', 'complete']),
      event: DISPATCH,
    }),
    of('examples/ab-images.yml', {
      ...complete(release, ['complete', 'complete', 'complete'], ['Image 44 is on the fleet']),
      event: [...DISPATCH, '--input', 'idle=a'],
    }),
    of('examples/installs-of-a-version.yml', {
      ...complete(
        [job('version', 30_123), install(7001, true), install(7002, false)],
        ['complete', 'complete', 'complete'],
        ['mirrors=7001', 'machines=7002'],
      ),
      event: ['workflow_dispatch', '--input', 'imageversionid=30123'],
    }),
    cancelled('action', ['cancelled'], 'next: cancelled failure'),
    // act kills the action, which GitHub's runner does only after SIGINT and SIGTERM, so that there are no outputs.
    cancelled('act', [], 'next:  failure'),
  ]
}

const DISPATCH = ['workflow_dispatch', '--input', 'build=1.2.3']
const KEYS = `accountserviceid: \${{ secrets.CLANFORGE_ASID }}
          access-key: \${{ secrets.CLANFORGE_ACCESS_KEY }}
          secret-key: \${{ secrets.CLANFORGE_SECRET_KEY }}`
const COMPOSITE_CALLER = `on: push
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - id: wait
        uses: OWNER/composite@v1
        with:
          updateid: 501
          ${KEYS}
      - run: 'echo "composite: \${{ steps.wait.outputs.result }}"'
`

function cancelled(by: 'act' | 'action', results: readonly string[], says: string): Case {
  const workflow = `on: push
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - id: wait
        uses: OWNER/wait-for-clanforge@v1
        with:
          updateid: 501
          ${KEYS}
      - if: always()
        run: 'echo "next: \${{ steps.wait.outputs.result }} \${{ steps.wait.outcome }}"'
`
  const jobs = [job('update', 501, { running: 'forever' })]
  return { name: `cancelled: SIGINT for ${by}`, workflow, jobs, code: 1, results, says: [says], cancels: by }
}
