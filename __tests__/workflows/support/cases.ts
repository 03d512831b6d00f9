import type { JobSpec, ScenarioJob } from '../../../dev/simulator/scenario.ts'
import { textOf, texts } from './texts.ts'

/** A run of a workflow, and its expected results. */
export interface WorkflowCase {
  readonly name: string
  readonly workflow: string
  /** Other files of the repository, by path. */
  readonly files?: Readonly<Record<string, string>>
  /** The event and its inputs, as arguments of act. The default is `push`. */
  readonly event?: string
  /** The jobs in Clanforge. */
  readonly jobs: readonly ScenarioJob[]
  /** The outputs `kind`, `id` and `result` of every wait, sorted. */
  readonly results: readonly string[]
  /** Whether a job of the workflow fails. */
  readonly fails?: true
  /** Texts that later steps print or post to the webhook. */
  readonly prints?: readonly string[]
  readonly neverPrints?: readonly string[]
  /** The process that receives SIGINT during the wait: act, or the action alone, as from GitHub's runner. */
  readonly cancels?: 'act' | 'action'
}

const failure = { failsAt: 50, joberror: 'disk full' }
const update = (id: number, more: Partial<JobSpec> = {}): JobSpec => ({
  kind: 'update',
  id,
  running: '3s',
  ...more,
})
const endless = update(501, { running: 'forever' })
const version: JobSpec = { kind: 'version', id: 30_123, running: '3s' }
const rollout: ScenarioJob = { kind: 'rollout', id: 44, duration: '10s' }
const install = (id: number, mirroring: boolean): JobSpec => ({
  kind: 'install',
  id,
  mirroring,
  target_imageversionid: 30_123,
  startsAfter: '2s',
  running: '12s',
  lingers: '1h',
})
const release: readonly ScenarioJob[] = [
  { kind: 'update', id: '*', running: '2s' },
  { kind: 'diff', id: '*', running: '2s' },
  { kind: 'version', id: '*', running: '2s' },
  { kind: 'rollout', id: '*', machines: 5, duration: '8s' },
]
const released = ['diff 2001 complete', 'rollout 44 complete', 'update 1001 complete']

const gate = 'README.md#Gate a release 1'
const isOnFleet = 'The fleet has the new version'
const check = 'README.md#Check without waiting 1'

/** Every example and snippet, some with a failure too, and cancellation. */
export const cases: readonly WorkflowCase[] = [
  run('README.md#Quick start 1', [version, rollout], ['rollout 44 complete']),
  run('README.md#Quick start 2', [update(218_595)], ['update 218595 complete']),
  run('README.md#Quick start 3', [install(7001, true)], ['install 7001 complete']),
  run(gate, [version, rollout], ['rollout 44 complete'], { prints: [isOnFleet] }),
  run(gate, [{ ...version, ...failure }, rollout], ['version 30123 failed'], {
    name: `${gate}, failed`,
    fails: true,
    neverPrints: [isOnFleet],
  }),
  run('README.md#Create an update and wait for it 1', release, ['update 1001 complete']),
  run('README.md#Act on a failure 1', [update(501, failure)], ['update 501 failed'], {
    fails: true,
    prints: ['update 501 failed (disk full)'],
    neverPrints: ['The job continues'],
  }),
  run('README.md#Notify Slack on failure 1', [update(501, failure)], ['update 501 failed'], {
    fails: true,
    prints: ['Clanforge update 501: failed. disk full'],
  }),
  run(
    'README.md#Several jobs 1',
    [update(218_595), update(218_596, { squashedAt: 50 }), update(218_597)],
    ['update 218596 squashed'],
    {
      fails: true,
      prints: ['update 218595 complete', 'update 218596 squashed', 'update 218597 complete'],
    },
  ),
  run(
    'README.md#Matrix 1',
    [update(218_595), update(218_596, failure)],
    ['update 218595 complete', 'update 218596 failed'],
    { fails: true, prints: ['This update is complete'] },
  ),
  run(check, [update(501)], ['update 501 complete'], {
    event: 'schedule',
    prints: ['The update is complete'],
  }),
  run(check, [endless], ['update 501 timed-out'], {
    name: `${check}, too early`,
    event: 'schedule',
    neverPrints: ['is complete'],
  }),
  run('docs/runners.md#Proxies 1', [update(501)], ['update 501 complete']),
  run('docs/runners.md#Private certificates 1', [update(501)], ['update 501 complete']),
  {
    name: 'docs/runners.md#Composite actions 1',
    workflow: waitWith('OWNER/composite@v1'),
    files: { 'composite/action.yml': textOf('docs/runners.md#Composite actions 1') },
    jobs: [update(501)],
    results: ['update 501 complete', 'update 501 complete'],
    prints: ['next: complete success'],
  },
  run('docs/runners.md#Reusable workflows 2', [update(101)], ['update 101 complete'], {
    files: { '.github/workflows/wait.yml': textOf('docs/runners.md#Reusable workflows 1') },
  }),
  run('examples/release.yml', release, released, { event: 'workflow_dispatch --input build=1.2.3' }),
  run('examples/ab-images.yml', release, released, {
    event: 'workflow_dispatch --input build=1.2.3 --input idle=a',
    prints: ['Image 44 is on the fleet'],
  }),
  run(
    'examples/installs-of-a-version.yml',
    [version, install(7001, true), install(7002, false)],
    ['install 7001 complete', 'install 7002 complete', 'version 30123 complete'],
    {
      event: 'workflow_dispatch --input imageversionid=30123',
      prints: ['mirrors=7001', 'machines=7002'],
    },
  ),
  cancelled('action', ['update 501 cancelled'], 'next: cancelled failure'),
  // act kills the action, so that there are no outputs. GitHub's runner sends SIGINT and SIGTERM first.
  cancelled('act', [], 'next:  failure'),
]

/** The names of the examples and snippets that no case runs. */
export function untestedTexts(): readonly string[] {
  const tested = cases.flatMap(({ workflow, files = {} }) => [workflow, ...Object.values(files)])
  return [...texts].filter(([, text]) => !tested.includes(text)).map(([name]) => name)
}

function run(
  text: string,
  jobs: readonly ScenarioJob[],
  results: readonly string[],
  more: Partial<WorkflowCase> = {},
): WorkflowCase {
  return { name: text, workflow: textOf(text), jobs, results, ...more }
}

function cancelled(cancels: 'act' | 'action', results: readonly string[], printed: string): WorkflowCase {
  const workflow = waitWith('OWNER/wait-for-clanforge@v1')
  const name = `SIGINT to ${cancels}`
  return { name, workflow, jobs: [endless], results, fails: true, prints: [printed], cancels }
}

function waitWith(action: string): string {
  return `on: push
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - id: wait
        uses: ${action}
        with:
          updateid: 501
          accountserviceid: \${{ secrets.CLANFORGE_ASID }}
          access-key: \${{ secrets.CLANFORGE_ACCESS_KEY }}
          secret-key: \${{ secrets.CLANFORGE_SECRET_KEY }}
      - if: always()
        run: 'echo "next: \${{ steps.wait.outputs.result }} \${{ steps.wait.outcome }}"'
`
}
