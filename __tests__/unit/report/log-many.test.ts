import { describe, expect, test } from '@jest/globals'
import { answer, complete, counts, failed, queued, running } from '../../support/replies.ts'
import { logged, type Printed } from '../../support/log-run.ts'
import { byPath, inTurn } from '../../support/scripted-api.ts'

const SCREEN = 25
const jobsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `update ${String(index + 1)}`).join(', ')

/** The most lines that were printed within any minute. */
function busiestMinute(printed: readonly Printed[]): number {
  return Math.max(
    ...printed.map(({ at }) => printed.filter(line => line.at >= at && line.at < at + 60_000).length),
  )
}

describe('the log of many jobs', () => {
  test('is a table of those that changed, under a tally', async () => {
    const script = byPath({
      '/cfp/v1/imageupdate/1/status': inTurn(complete),
      '/cfp/v1/imageupdate/2/status': inTurn(queued, complete),
      [`/cfp/v2/project/1234567/image/44/status`]: inTurn(counts(2, 0, 8), counts(0, 0, 10)),
    })
    const { lines } = await logged('rollout 44, update 1, update 2', script)
    expect(lines[0]).toBe(
      'Waiting for image update 1, 2; rollout of image 44 for up to 1h, asking every 2s to 1m',
    )
    expect(lines.slice(-5).map(line => line.replace(/^ *\d+:\d\d/, '').trim())).toEqual([
      '3 jobs: 3 complete',
      expect.stringMatching(/^update 1 +█{10} +100 % +Complete$/),
      expect.stringMatching(/^update 2 +█{10} +100 % +Complete$/),
      expect.stringMatching(/^rollout 44 +█{10} +100 % +10 of 10 machines done$/),
      expect.stringMatching(/^All 3 jobs are complete, after .* and 5 requests$/),
    ])
  })

  test('says once a minute that nothing changes', async () => {
    const { lines } = await logged('update 1, update 2', inTurn(running()), { timeout: 300_000 })
    expect(lines.filter(line => line.includes('no change for a minute: 2 jobs: 2 under way'))).toHaveLength(4)
  })

  test('names twenty ids of a kind', async () => {
    const { lines } = await logged(jobsOf(25), inTurn(complete))
    expect(lines[0]).toMatch(/^Waiting for image update 1, 2, .*, 20 and 5 more for up to/)
  })

  test('of a thousand jobs is no more than a screen a minute', async () => {
    // Every answer brings a change, to all of them.
    const script = ({ at, nth }: { at: number; nth: number }) =>
      at > 400_000 ? complete : running(nth % 100)
    const { printed, result, lines } = await logged(jobsOf(1_000), script, { timeout: 7_200_000 })
    expect(result).toBe('complete')
    const end = Math.max(...printed.map(({ at }) => at))
    // With the end comes a last table, however short ago the one before was.
    expect(busiestMinute(printed.filter(({ at }) => at < end))).toBeLessThanOrEqual(SCREEN)
    expect(lines.filter(line => line.includes('… and 980 more')).length).toBeGreaterThan(5)
    expect(lines.filter(line => line.includes('at most 5 requests a second'))).toHaveLength(1)
  })

  test('of hundreds of jobs that fail, are run again and complete is no more than that either', async () => {
    const script = ({ path, at }: { path: string; at: number }) => {
      const jobfailed = { jobfailed: 1, jobupdated: 5 }
      if (path.endsWith('retry')) return running(0, jobfailed)
      return at > 300_000 ? answer({ jobstateid: 5, ...jobfailed }) : failed(jobfailed)
    }
    const { printed, result } = await logged(jobsOf(300), script, {
      retries: 1,
      timeout: 7_200_000,
      failFast: false,
    })
    expect(result).toBe('failed')
    const end = Math.max(...printed.map(({ at }) => at))
    expect(busiestMinute(printed.filter(({ at }) => at < end))).toBeLessThanOrEqual(SCREEN)
  })
})
