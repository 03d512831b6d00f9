import { describe, expect, test } from '@jest/globals'
import { DIFF, UPDATE } from '../../support/paths.ts'
import { complete, fault, running, status } from '../../support/replies.ts'
import { logged, type Printed } from '../../support/log-run.ts'
import { byPath, inTurn, type Reply } from '../../support/scripted-api.ts'

const gone = status(503)
const times = (count: number, reply: Reply): readonly Reply[] => Array<Reply>(count).fill(reply)

/** The lines that speak of faults, without the time. */
function faultLines(printed: readonly Printed[]): readonly string[] {
  return printed.flatMap(({ kind, text }) =>
    kind === 'line' && /asking again|answers again/.test(text) ? [text.trim().replace(/^\S+ +/, '')] : [],
  )
}

function warnings(printed: readonly Printed[]): readonly string[] {
  return printed.flatMap(({ kind, text }) => (kind === 'warning' ? [text] : []))
}

describe('an outage', () => {
  test('is said once, warned of once, and closed once', async () => {
    const script = inTurn(running(10), ...times(6, gone), running(20), complete)
    const { printed } = await logged('update 101', script)
    expect(faultLines(printed)).toEqual([
      expect.stringMatching(/^update 101: HTTP 503; asking again in [\d.]+s$/),
      expect.stringMatching(/^Clanforge answers again, after (\d+m )?\d+s$/),
    ])
    expect(warnings(printed)).toEqual([
      'Clanforge does not answer as it should (HTTP 503). Asking on for up to 5m (outage-timeout).',
    ])
  })

  test('of a single request is worth a line, no annotation', async () => {
    const { printed } = await logged('update 101', inTurn(running(10), gone, complete))
    expect(warnings(printed)).toEqual([])
    expect(faultLines(printed)).toHaveLength(2)
  })

  test('one after the other: each is said, warned of and closed', async () => {
    const outage = [...times(3, gone), running(20)]
    const { printed } = await logged('update 101', inTurn(running(10), ...outage, ...outage, complete))
    expect(warnings(printed)).toHaveLength(2)
    expect(faultLines(printed)).toHaveLength(4)
  })

  test('says that the server asked for the wait', async () => {
    const { printed } = await logged('update 101', inTurn(status(429, 30_000), complete))
    expect(faultLines(printed)[0]).toMatch(/asking again in 30s, as the server asked \(Retry-After\)$/)
  })

  test('that ends the job has its annotation, no closing line', async () => {
    const { printed, result } = await logged('update 101', inTurn(gone))
    expect(result).toBe('error')
    expect(warnings(printed)).toHaveLength(1)
    expect(faultLines(printed)).toHaveLength(1)
  })

  test('in which nothing is heard for a minute is not called a minute without a change', async () => {
    const { lines } = await logged('update 101', inTurn(running(10), ...times(9, gone), complete))
    const quiet = lines.filter(line => /update 101 .*\(.*\)$/.test(line))
    expect(quiet.length).toBeGreaterThan(0)
    expect(quiet).toEqual(
      Array(quiet.length).fill(expect.stringMatching(/ 10 % {2}Running {2}\(no usable answer: HTTP 503\)$/)),
    )
  })

  test('of many jobs is one outage', async () => {
    const jobs = Array.from({ length: 50 }, (_, index) => `update ${String(index + 1)}`).join(', ')
    const { printed } = await logged(jobs, ({ at }) => {
      if (at >= 300_000) return complete
      return at > 60_000 && at < 150_000 ? fault('network') : running(10)
    })
    expect(warnings(printed)).toHaveLength(1)
    expect(faultLines(printed)).toHaveLength(2)
  })
})

describe('a job that is not found', () => {
  test('is said every time, as long as it is the only one', async () => {
    const { printed } = await logged('update 101', inTurn(status(404), status(404), complete))
    expect(faultLines(printed)).toEqual(Array(2).fill('update 101: HTTP 404; asking again in 10s'))
    expect(warnings(printed)).toEqual([])
  })

  test('and then is, hides no outage that comes later', async () => {
    const script = inTurn(status(404), running(10), ...times(3, gone), running(20), complete)
    const { printed } = await logged('update 101', script)
    expect(faultLines(printed)).toEqual([
      expect.stringContaining('HTTP 404'),
      expect.stringContaining('HTTP 503'),
      expect.stringContaining('answers again'),
    ])
  })

  test('keeps no outage of another job from being closed', async () => {
    const script = byPath({
      [UPDATE]: inTurn(status(404), running(10), running(10), complete),
      [DIFF]: inTurn(running(10), ...times(3, gone), running(20), complete),
    })
    const { printed } = await logged('update 101, diff 5', script)
    expect(faultLines(printed)).toContainEqual(expect.stringContaining('diff 5: HTTP 503'))
    expect(faultLines(printed).at(-1)).toContain('answers again')
  })
})
