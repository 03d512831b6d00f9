import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { runNode } from '../../dev/build/command.ts'
import { replay } from '../../dev/replay/replay.ts'
import type { StepRun } from '../../dev/runner/run-step.ts'
import { DEMO_ASID, DEMO_SECRET_KEY } from '../../dev/simulator/access.ts'
import type { SimulatorOptions } from '../../dev/simulator/server.ts'
import { type Inputs, expectNoSecret, runAgainst, start, withSimulator } from './support/step.ts'

const debug = { env: { RUNNER_DEBUG: '1' } }

const folder = mkdtempSync(join(tmpdir(), 'replay-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
let logs = 0

/** A new file with this log. */
function fileWith(log: string): string {
  logs += 1
  const file = join(folder, `${logs}.log`)
  writeFileSync(file, log)
  return file
}

/** Replays the log of a step and expects the same outcome. */
async function expectSame(step: StepRun): Promise<void> {
  const { run, differences } = await replay(fileWith(step.stdout))
  expect(run.stderr).toBe('')
  expect(differences.outputs).toEqual([])
  // In virtual time: a tenth of what the step took would be real waiting.
  const seconds = (outputs: StepRun['outputs']) => Number(outputs['elapsed-seconds'])
  expect(Math.abs(seconds(run.outputs) - seconds(step.outputs))).toBeLessThan(3)
}

const cases: readonly (readonly [string, SimulatorOptions, Inputs, string])[] = [
  [
    'a complete update',
    { jobs: [{ kind: 'update', id: 101, running: '1s' }] },
    { updateid: '101' },
    'complete',
  ],
  [
    'a failure with faults before it',
    {
      jobs: [{ kind: 'diff', id: 5, running: '1s', failsAt: 90, joberror: '100% "full" ::☃' }],
      faults: [{ fault: 503, retryAfter: 1, after: 1 }, { fault: 'reset' }, { fault: 'page' }],
    },
    { diffid: '5' },
    'failed',
  ],
  [
    'several jobs, of which one is squashed',
    {
      jobs: [
        { kind: 'version', id: 7, running: '1s' },
        { kind: 'update', id: 8, running: '2s', squashedAt: 50 },
      ],
    },
    { imageversionid: '7', updateid: '8', 'fail-fast': 'false' },
    'squashed',
  ],
  [
    'an install that is queued once and whose response is lost',
    {
      jobs: [{ kind: 'install', id: 9, mirroring: true, running: '1s', lingers: '1h' }],
      faults: [{ fault: 'cut', path: '/queue' }],
    },
    { jobid: '9', mirroring: 'true', 'install-mode': 'queue-once' },
    'complete',
  ],
  [
    'a timeout',
    { jobs: [{ kind: 'update', id: 101, running: 'forever' }] },
    { updateid: '101', timeout: '2s' },
    'timed-out',
  ],
  ['an unknown image', {}, { imageid: '44', timeout: '2s' }, 'timed-out'],
]

test.concurrent.each(cases)(
  'a replay ends as the recorded step did: %s',
  async (_, options, inputs, result) => {
    const step = await runAgainst(options, inputs, debug)
    expect(step.outputs['result']).toBe(result)
    await expectSame(step)
  },
)

test.concurrent('a replay ends as the recorded step did: cancelled', async () => {
  await withSimulator({ jobs: [{ kind: 'update', id: 101, running: 'forever' }] }, async ({ url }) => {
    const step = start(url, { updateid: '101' }, debug)
    await step.line(/exchange 2/)
    step.child.kill('SIGTERM')
    const run = await step.finished
    expect(run.outputs['result']).toBe('cancelled')
    await expectSame(run)
  })
})

test.concurrent('a replay ends as the recorded step did: no connection', async () => {
  const closed = await withSimulator({}, ({ url }) => Promise.resolve(url))
  const step = await start(closed, { updateid: '101', 'outage-timeout': '1s' }, debug).finished
  expect(step.outputs['result']).toBe('error')
  await expectSame(step)
})

test.concurrent('a replay with another result reports the difference', async () => {
  const step = await runAgainst(
    { jobs: [{ kind: 'update', id: 1, running: '1s' }] },
    { updateid: '1' },
    debug,
  )
  const { differences } = await replay(fileWith(step.stdout.replaceAll('"jobstateid":5', '"jobstateid":6')))
  expect(differences.outputs).toContain('result: "complete" recorded, "failed" replayed')
})

test.concurrent(
  'the log that the bug template asks for has neither secrets nor the ASID nor the host',
  async () => {
    const asid = DEMO_ASID
    const step = await runAgainst(
      {
        jobs: [
          { kind: 'update', id: 101, running: '1s' },
          { kind: 'rollout', id: 44, duration: '1s', failing: 1 },
        ],
      },
      { updateid: '101', imageid: '44' },
      debug,
    )
    const written = step.stdout.replace(/^::add-mask::.*$/gm, '')
    expect(written).toContain('::debug::result: ')
    expectNoSecret(written)
    expect(written).not.toContain(asid)
    expect(written).not.toContain('127.0.0.1')
    const misplaced = `https://user:pass@host/${DEMO_SECRET_KEY}`
    const invalid = await runAgainst({}, { updateid: misplaced, timeout: DEMO_SECRET_KEY }, debug)
    expect(invalid.stdout).toContain('"timeout":"***"')
    expect(invalid.stdout).not.toContain('user:pass')
    expectNoSecret(invalid.stdout.replace(/^::add-mask::.*$/gm, ''))
  },
)

test.concurrent('the command prints log, outputs and differences', async () => {
  const step = await runAgainst(
    { jobs: [{ kind: 'update', id: 1, running: '1s' }] },
    { updateid: '1' },
    debug,
  )
  const log = step.log.map(line => `2026-11-27T01:00:00.1234567Z ${line}`).join('\n')
  const { code, output } = await runNode(['dev/replay/index.ts', fileWith(log)])
  const refused = await runNode(['dev/replay/index.ts', fileWith('Hello')])
  expect(output).toMatch(/Waiting for image update 1 [^]*result: complete[^]*differ from the log\n {2}none/)
  expect(code).toBe(0)
  expect(refused.output).toContain('no step with debug logging')
  expect(refused.code).toBe(1)
})
