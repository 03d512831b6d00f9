import { describe, expect, test } from '@jest/globals'
import { UPDATE } from '../../support/paths.ts'
import { answer, complete, counts, failed, listOf, queued, running } from '../../support/replies.ts'
import { logged } from '../../support/log-run.ts'
import { byPath, inTurn, type Reply } from '../../support/scripted-api.ts'

const ETA = 1_800_000_000
const eta = (jobprogress: number, seconds: number): Reply => running(jobprogress, { jobeta: ETA + seconds })

describe('the log of one job', () => {
  test('has a line for every change and one for the end', async () => {
    const { lines } = await logged(
      'update 101',
      inTurn(queued, running(5), running(5), running(60), complete),
    )
    expect(lines).toEqual([
      'Waiting for image update 101 for up to 1h, asking every 2s to 1m',
      expect.stringMatching(/^ {4}0:00 {2}update 101 {2}░{10} {4}0 % {2}Queued$/),
      expect.stringMatching(/^ {4}0:\d\d {2}update 101 {2}░{10} {4}5 % {2}Running$/),
      expect.stringMatching(/^ {4}0:\d\d {2}update 101 {2}█{6}░{4} {3}60 % {2}Running$/),
      expect.stringMatching(/^ {4}\d:\d\d {2}update 101 {2}█{10} {2}100 % {2}Complete$/),
      expect.stringMatching(/^ {4}\d:\d\d {2}Image update 101 is complete, after .* and 5 requests$/),
    ])
  })

  test('has no line for a poll that brings nothing new, but one a minute', async () => {
    const { printed, lines } = await logged('update 101', inTurn(running(40)), { timeout: 600_000 })
    expect(lines.slice(2)).toEqual(
      Array(9).fill(expect.stringMatching(/update 101 .* 40 % {2}Running {2}\(no change for a minute\)$/)),
    )
    expect(printed.slice(1).map(({ at }) => at / 60_000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('tells the ETA, and how far it has moved since the line before', async () => {
    const script = inTurn(eta(10, 0), eta(10, 5), eta(20, 75), eta(30, 15), complete)
    const { lines } = await logged('update 101', script)
    expect(lines.filter(line => line.includes('ETA')).map(line => line.replace(/.*ETA/, 'ETA'))).toEqual([
      'ETA 08:00:00 UTC',
      'ETA 08:01:15 UTC (+1m 15s)',
      'ETA 08:00:15 UTC (-1m)',
    ])
  })

  test('names an unknown state once', async () => {
    const copying = (jobprogress: number) => answer({ jobstateid: 9, jobstatename: 'Copying', jobprogress })
    const { lines } = await logged('update 101', inTurn(copying(1), copying(2), copying(3), complete))
    const named = lines.filter(line => line.includes('is not a documented one'))
    expect(named).toEqual([
      expect.stringContaining('update 101: state 9 (Copying) is not a documented one; waiting on'),
    ])
  })

  test('a server that invents states has twenty of them named', async () => {
    const states = Array.from({ length: 40 }, (_, index) =>
      answer({ jobstatename: `state of ${String(index)}` }),
    )
    const { lines } = await logged('update 101', inTurn(...states, complete))
    expect(lines.filter(line => line.includes('is not a documented one'))).toHaveLength(20)
  })

  test('says that a complete job had failed before', async () => {
    const { lines } = await logged('update 101', inTurn(answer({ jobstateid: 5, jobfailed: 2 })))
    expect(lines.filter(line => line.includes('had failed before'))).toEqual([
      expect.stringMatching(/complete, but had failed before: update 101 \(jobfailed is 2\)$/),
    ])
  })

  test('says that it was run again', async () => {
    const script = byPath({
      [UPDATE]: inTurn(failed(), complete),
      '/cfp/v1/imageupdate/101/retry': inTurn(queued),
    })
    const { lines } = await logged('update 101', script, { retries: 2 })
    const said = 'update 101: Clanforge was asked to run it again; 1 more run allowed'
    expect(lines).toContainEqual(expect.stringContaining(said))
  })

  test('of a failed job tells why, of one gone from the list that it is inferred', async () => {
    const bad = await logged('update 101', inTurn(failed()))
    expect(bad.lines.at(-1)).toMatch(/40 % {2}Failed {7}disk full$/)
    const gone = await logged('install 7', inTurn(listOf({ jobid: 7, jobprogress: 90 }), listOf()), {
      installMode: 'watch',
    })
    expect(gone.lines).toContainEqual(
      expect.stringContaining('gone from the list of installs, so taken for complete'),
    )
  })

  test('of a rollout counts machines', async () => {
    const { lines } = await logged('rollout 44', inTurn(counts(10, 0, 0), counts(4, 1, 5), counts(0, 1, 9)), {
      allowance: { machines: 1 },
    })
    expect(lines.slice(1, 4).map(line => line.trim().replace(/^\S+ +/, ''))).toEqual([
      'rollout 44  ░░░░░░░░░░    0 %  0 of 10 machines done',
      'rollout 44  ██████░░░░   60 %  5 of 10 machines done, 1 failed',
      'rollout 44  ██████████  100 %  9 of 10 machines done, 1 failed',
    ])
  })
})

test('a step that ends badly has its verdict in the annotation, not here', async () => {
  const { lines } = await logged('update 101', inTurn(failed()))
  expect(lines.filter(line => line.includes('after'))).toEqual([])
})
