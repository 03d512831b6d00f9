// What a person sees of a wait for several jobs, and for hundreds.
import { describe, expect, test } from '@jest/globals'
import { START, completeJob, failedJob, rolloutStatus, runningJob } from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'
import type { Written } from '../../support/written-log.ts'

const updates = (count: number) => Array.from({ length: count }, (_, index) => `update ${String(index + 1)}`)

describe('the log of seven jobs', () => {
  test('is a table of the unfinished ones, and a line for each that ends, at once', () => {
    const names = updates(7)
    const trace = new Trace(names.join(', '), { failFast: false })
    const eta = (seconds: number) => ({ eta: START + seconds })
    for (const [index, name] of names.entries()) trace.response(0, name, runningJob(index * 5, eta(60)))
    trace.response(5, 'update 3', failedJob(15), { joberror: 'No space left on device' })
    for (const [index, name] of names.entries())
      if (index !== 2) trace.response(30, name, runningJob(50 + index * 5, eta(120)))
    trace.response(40, 'update 1', completeJob())
    for (const name of names.slice(3)) trace.response(55, name, completeJob())
    trace.response(130, 'update 2', completeJob())
    expect(trace.lines(130)).toEqual([
      'Waiting for image update 1, 2, 3, 4, 5, 6, 7 for up to 1h, polling every 2s to 1m',
      '    0:01  7 jobs: 7 unfinished',
      '          update 1  ░░░░░░░░░░    0%  Running    about 1m left',
      '          update 2  ░░░░░░░░░░    5%  Running    about 1m left',
      '          update 3  █░░░░░░░░░   10%  Running    about 1m left',
      '          update 4  █░░░░░░░░░   15%  Running    about 1m left',
      '          update 5  ██░░░░░░░░   20%  Running    about 1m left',
      '          update 6  ██░░░░░░░░   25%  Running    about 1m left',
      '          update 7  ███░░░░░░░   30%  Running    about 1m left',
      '    0:05  update 3  █░░░░░░░░░   15%  Failed     No space left on device',
      '    0:31  7 jobs: 6 unfinished, 1 failed',
      '          update 1  █████░░░░░   50%  Running    about 1m 30s left',
      '          update 2  █████░░░░░   55%  Running    about 1m 30s left',
      '          update 4  ██████░░░░   65%  Running    about 1m 30s left',
      '          update 5  ███████░░░   70%  Running    about 1m 30s left',
      '          update 6  ███████░░░   75%  Running    about 1m 30s left',
      '          update 7  ████████░░   80%  Running    about 1m 30s left',
      '    0:40  update 1  ██████████  100%  Completed',
      '    0:55  update 4  ██████████  100%  Completed',
      '    0:55  update 5  ██████████  100%  Completed',
      '    0:55  update 6  ██████████  100%  Completed',
      '    0:55  update 7  ██████████  100%  Completed',
      '    1:55  7 jobs: 5 complete, 1 unfinished, 1 failed',
      '    2:10  update 2  ██████████  100%  Completed',
    ])
  })

  test('has no table before every job has a response, for three seconds', () => {
    const names = updates(3)
    const quick = new Trace(names.join(', '))
    for (const [index, name] of names.entries()) quick.response(index * 0.9, name)
    const slow = new Trace(names.join(', ')).response(0, 'update 1')
    const firstTable = (trace: Trace) =>
      trace.write(9, 'cancelled').find(({ text }) => text.includes('3 jobs: '))?.at
    expect(firstTable(quick)).toBe(2_000)
    expect(firstTable(slow)).toBe(3_000)
  })

  test('says that nothing changes only when nothing does', () => {
    const names = updates(2)
    const still = new Trace(names.join(', '))
    const moving = new Trace(names.join(', '))
    for (let second = 0; second <= 120; second += 20)
      for (const name of names) {
        still.response(second, name)
        // The row of this job looks the same all the time.
        moving.response(second, name, runningJob(40 + second / 1000))
      }
    const heartbeats = (trace: Trace) => trace.lines(121, 'cancelled').slice(4)
    expect(heartbeats(still)).toEqual([
      '    1:01  2 jobs: 2 unfinished; no change for 1m',
      '    2:01  2 jobs: 2 unfinished; no change for 2m',
    ])
    expect(heartbeats(moving)).toEqual(['    1:01  2 jobs: 2 unfinished', '    2:01  2 jobs: 2 unfinished'])
  })
})

describe('the log of 200 jobs', () => {
  /** All jobs change every ten seconds; one after the other fails, is re-run and completes. */
  function longWait(count: number): Trace {
    const names = updates(count)
    const trace = new Trace(names.join(', '), { jobRetries: 1 })
    for (let round = 0; round < 30; round++)
      for (const [index, name] of names.entries())
        trace.response(round * 10, name, runningJob(round + (index % 60)))
    trace.response(300, 'update 150', failedJob(80), { joberror: 'disk full' }).called(300, 'update 150')
    for (const [index, name] of names.entries()) trace.response(301 + index / 10, name, completeJob())
    return trace
  }

  test('names twenty IDs, and has tables of twenty rows', () => {
    const lines = longWait(200).lines(330)
    expect(lines[0]).toBe(
      'Waiting for image update 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 180 more ' +
        'for up to 1h, polling every 2s to 1m',
    )
    const first = lines.findIndex(line => line.includes('200 jobs: 200 unfinished'))
    expect(lines.slice(first + 1, first + 22).filter(line => /^ {10}update \d+ /.test(line))).toHaveLength(20)
    expect(lines[first + 21]).toBe('          … and 180 more unfinished jobs')
  })

  test('is no more than a screen a minute, while no job ends', () => {
    const written = longWait(200)
      .write(330)
      .filter(({ at }) => at < 300_000)
    const inMinute = ({ at }: Written) =>
      written.filter(other => other.at >= at && other.at < at + 60_000).length
    expect(Math.max(...written.map(inMinute))).toBeLessThanOrEqual(25)
  })

  test('has a line at once for each re-run, and names every job that is complete within ten seconds', () => {
    const written = longWait(200).write(330)
    const rerun = written.find(({ text }) => text.includes('re-running'))
    expect(rerun).toMatchObject({
      at: 300_000,
      text: '    5:00  update 150 failed at 80%: disk full; re-running (1 of 1)',
    })
    const complete = written.filter(({ text }) => text.includes('Complete: '))
    const named = complete.flatMap(({ at, text }) =>
      (text.match(/update \d+/g) ?? []).map(name => ({ name, at })),
    )
    expect(named.map(({ name }) => name)).toEqual(updates(200))
    for (const [index, { at }] of named.entries())
      expect(at - (301_000 + index * 100)).toBeLessThanOrEqual(11_000)
    expect(written.at(-1)?.text).toMatch(/All 200 jobs are complete, after 5m 30s and \d+ requests$/)
  })
})

describe('the log of more than twenty jobs', () => {
  test('says of assumed installs whether they were ever in the install list', () => {
    const installs = Array.from({ length: 19 }, (_, index) => `install ${String(index + 3)}`)
    const trace = new Trace(['install 1', 'install 2', ...installs].join(', '), { installMode: 'queue-once' })
    for (const name of ['install 1', 'install 2', ...installs]) trace.called(0, name)
    trace.listed(1, 'install 1').notListed(2, 'install 1').notListed(12, 'install 1')
    trace.notListed(12, 'install 2').notListed(72, 'install 2')
    const assumed = trace.lines(80, 'cancelled').filter(line => line.includes('assumed complete: '))
    expect(assumed).toEqual([
      '    0:12  ⚠️ No longer in the install list; assumed complete: install 1',
      '    1:12  ⚠️ Never in the install list; assumed complete: install 2',
    ])
  })

  test('has a line of its own for a rollout that is complete although machines failed', () => {
    const allowedFailedMachines = { type: 'machines', count: 2 } as const
    const trace = new Trace([...updates(20), 'rollout 44'].join(', '), { allowedFailedMachines })
    trace
      .response(0, 'rollout 44', rolloutStatus(5, 1, 34))
      .response(10, 'rollout 44', rolloutStatus(0, 1, 39))
    trace.response(20, 'rollout 44', rolloutStatus(0, 1, 39))
    expect(trace.lines(30, 'cancelled').filter(line => line.includes('⚠️'))).toEqual([
      '    0:20  rollout 44  ██████████  100%  39 of 40 machines done, 1 failed  ⚠️ complete: 1 of 40 machines failed (2 allowed)',
    ])
  })
})
