import type { JobSpec, ScenarioJob } from '../simulator/scenario.ts'
import type { WorkflowTexts } from './workflow-texts.ts'

/** One run of a workflow, and what has to come of it. */
export interface Case {
  /** That of the text (workflow-texts.ts); another one after a comma. */
  readonly name: string
  readonly workflow: string
  /** A composite action or reusable workflow beside it. */
  readonly files?: Readonly<Record<string, string>>
  /** The event and its inputs; default `push`. */
  readonly event?: string
  readonly jobs: readonly ScenarioJob[]
  /** The outputs `kind`, `id` and `result` of every wait, sorted. */
  readonly results: readonly string[]
  /** Whether a job of the workflow fails. */
  readonly fails?: true
  /** What later steps print, or post to the web hook. */
  readonly prints?: readonly string[]
  readonly neverPrints?: readonly string[]
  /** Who gets SIGINT while the step waits: act, or the action alone as from GitHub's runner. */
  readonly cancels?: 'act' | 'action'
}

const update = (id: number, more: Partial<JobSpec> = {}): JobSpec => ({
  ...{ kind: 'update', id, running: '3s' },
  ...more,
})
const version: JobSpec = { kind: 'version', id: 30_123, running: '3s' }
const rollout: ScenarioJob = { kind: 'rollout', id: 44, duration: '10s' }
const failure = { failsAt: 50, joberror: 'disk full' }
const endless = update(501, { running: 'forever' })
const install = (id: number, mirroring: boolean): JobSpec => ({
  ...{ kind: 'install', id, mirroring, target_imageversionid: 30_123 },
  ...{ startsAfter: '2s', running: '12s', lingers: '1h' },
})
const release: readonly ScenarioJob[] = [
  { kind: 'update', id: '*', running: '2s' },
  { kind: 'diff', id: '*', running: '2s' },
  { kind: 'version', id: '*', running: '2s' },
  { kind: 'rollout', id: '*', machines: 5, duration: '8s' },
]
const done = ['update 501 complete']
const released = ['diff 2001 complete', 'rollout 44 complete', 'update 1001 complete']

/** Every example and snippet, some with a failure too, and cancellation. */
export function casesOf(texts: WorkflowTexts): readonly Case[] {
  type Rest = Omit<Case, 'name' | 'workflow' | 'jobs' | 'results'>
  const run = (
    name: string,
    jobs: readonly ScenarioJob[],
    results: readonly string[],
    rest: Rest = {},
  ): Case => ({
    ...{ name, workflow: texts.take(name.split(',')[0] ?? ''), jobs, results },
    ...rest,
  })
  const gate = 'README.md#Gate a release 1'
  const check = 'README.md#Check without waiting 1'
  const open = 'The fleet has the new version'
  return [
    run('README.md#Quick start 1', [version, rollout], ['rollout 44 complete']),
    run('README.md#Quick start 2', [update(218_595)], ['update 218595 complete']),
    run('README.md#Quick start 3', [install(7001, true)], ['install 7001 complete']),
    run(gate, [version, rollout], ['rollout 44 complete'], { prints: [open] }),
    run(`${gate}, failed`, [{ ...version, ...failure }, rollout], ['version 30123 failed'], {
      fails: true,
      neverPrints: [open],
    }),
    run('README.md#Create an update and wait for it 1', release, ['update 1001 complete']),
    run('README.md#Act on a failure 1', [update(501, failure)], ['update 501 failed'], {
      ...{ fails: true, prints: ['update 501 failed, disk full'], neverPrints: ['The job continues'] },
    }),
    run('README.md#Notify Slack on failure 1', [update(501, failure)], ['update 501 failed'], {
      ...{ fails: true, prints: ['Clanforge update 501: failed. disk full'] },
    }),
    run(
      'README.md#Several jobs 1',
      [update(218_595), update(218_596, { squashedAt: 50 }), update(218_597)],
      ['update 218596 squashed'],
      {
        ...{
          fails: true,
          prints: ['update 218595 complete', 'update 218596 squashed', 'update 218597 complete'],
        },
      },
    ),
    run(
      'README.md#Matrix 1',
      [update(218_595), update(218_596, failure)],
      ['update 218595 complete', 'update 218596 failed'],
      {
        ...{ fails: true, prints: ['This update is complete'] },
      },
    ),
    run(check, [update(501)], done, { event: 'schedule', prints: ['The update is complete'] }),
    run(`${check}, too early`, [endless], ['update 501 timed-out'], {
      event: 'schedule',
      neverPrints: ['is complete'],
    }),
    run('docs/runners.md#Proxies 1', [update(501)], done),
    run('docs/runners.md#Private certificates 1', [update(501)], done),
    {
      ...{ name: 'docs/runners.md#Composite actions 1', workflow: workflow('OWNER/composite@v1') },
      ...{ jobs: [update(501)], results: [...done, ...done], prints: ['next: complete success'] },
      files: { 'composite/action.yml': texts.take('docs/runners.md#Composite actions 1') },
    },
    run('docs/runners.md#Reusable workflows 2', [update(101)], ['update 101 complete'], {
      files: { '.github/workflows/wait.yml': texts.take('docs/runners.md#Reusable workflows 1') },
    }),
    run('examples/release.yml', release, released, { event: 'workflow_dispatch --input build=1.2.3' }),
    run('examples/ab-images.yml', release, released, {
      ...{
        event: 'workflow_dispatch --input build=1.2.3 --input idle=a',
        prints: ['Image 44 is on the fleet'],
      },
    }),
    run(
      'examples/installs-of-a-version.yml',
      [version, install(7001, true), install(7002, false)],
      ['install 7001 complete', 'install 7002 complete', 'version 30123 complete'],
      {
        ...{
          event: 'workflow_dispatch --input imageversionid=30123',
          prints: ['mirrors=7001', 'machines=7002'],
        },
      },
    ),
    cancelled('action', ['update 501 cancelled'], 'next: cancelled failure'),
    // act ends the action with SIGKILL, GitHub's runner only after SIGINT and SIGTERM: no outputs here.
    cancelled('act', [], 'next:  failure'),
  ]
}

function cancelled(who: 'act' | 'action', results: readonly string[], prints: string): Case {
  const text = workflow('OWNER/wait-for-clanforge@v1')
  return {
    name: `cancelled by SIGINT for ${who}`,
    workflow: text,
    jobs: [endless],
    results,
    fails: true,
    prints: [prints],
    cancels: who,
  }
}

function workflow(uses: string): string {
  return `on: push
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - id: wait
        uses: ${uses}
        with:
          updateid: 501
          accountserviceid: \${{ secrets.CLANFORGE_ASID }}
          access-key: \${{ secrets.CLANFORGE_ACCESS_KEY }}
          secret-key: \${{ secrets.CLANFORGE_SECRET_KEY }}
      - if: always()
        run: 'echo "next: \${{ steps.wait.outputs.result }} \${{ steps.wait.outcome }}"'
`
}
