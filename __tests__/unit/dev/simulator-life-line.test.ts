import { describe, expect, test } from '@jest/globals'
import { grammarHelp } from '../../../dev/simulator/help.ts'
import { parseLifeLine } from '../../../dev/simulator/life-line.ts'
import { LineError } from '../../../dev/simulator/line-text.ts'

const seconds = (n: number) => ({ minMs: n * 1000, maxMs: n * 1000 })

describe('a life line', () => {
  test('tells phases, progress, ETA and ending of a mirror install', () => {
    const line =
      'install 7 mirroring: pending 1s, queued 2s, running 10s, progress bursts, eta late 1.5, fails at 60%'
    expect(parseLifeLine(line)).toMatchObject({
      kind: 'install',
      ids: { first: 7, last: 7 },
      life: {
        mirroring: true,
        phases: { pending: seconds(1), queued: seconds(2), running: seconds(10) },
        progress: { style: 'bursts' },
        eta: { style: 'late', factor: 1.5 },
        ending: { how: 'fails', share: 0.6 },
        failingRuns: Infinity,
      },
    })
  })

  test('may do without id and clauses', () => {
    expect(parseLifeLine('update')).toMatchObject({
      ids: 'next',
      life: { phases: { queued: seconds(2), running: seconds(8) }, ending: { how: 'completes' } },
    })
  })

  test('is about a range of ids, or about those that create calls make', () => {
    expect(parseLifeLine('install 1..1000: running 5s').ids).toEqual({ first: 1, last: 1000 })
    expect(parseLifeLine('version *: running 5s').ids).toBe('created')
  })

  test('takes commas and colons in a quoted text', () => {
    const { life } = parseLifeLine(String.raw`update 1: fails, joberror "disk: full, \u001b[31m \"now\""`)
    expect(life).toMatchObject({ joberror: 'disk: full, \u001b[31m "now"' })
  })

  test.each([
    ['fails at 50%, run again', 1],
    ['fails, run again', 1],
    ['fails at 50% twice', 2],
    ['fails twice, run again', 2],
    ['fails 3 times', 3],
    ['fails', Infinity],
  ])('%s: %d failing runs', (clauses, failingRuns) => {
    expect(parseLifeLine(`update 5: running 8s, ${clauses}`).life).toMatchObject({ failingRuns })
  })

  test('of a rollout', () => {
    expect(
      parseLifeLine('rollout 44: 20 machines, over 30s, 2 fail, starts after 5s, 3 before').life,
    ).toEqual({
      machines: 20,
      over: seconds(30),
      fail: 2,
      before: 3,
      startsAfter: seconds(5),
      appearsAfter: seconds(0),
      hangsAt: null,
    })
  })

  test('ranges and forever are times', () => {
    expect(parseLifeLine('update 1: queued 1m30s..2h, running forever').life).toMatchObject({
      phases: { queued: { minMs: 90_000, maxMs: 7_200_000 }, running: seconds(Infinity) },
    })
  })
})

describe('a line that is not understood says what is accepted', () => {
  test.each([
    ['updat 1: running 3s', 'a line begins with update, diff'],
    ['update 0: running 3s', '"0" is not an id'],
    ['update 9..3', 'from small to large'],
    ['update 1 mirroring: running 3s', 'only an install is mirroring'],
    ['update 1: running 3', 'did you mean 3s or 3m?'],
    ['update 1: running', 'accepted: running <time>'],
    ['update 1: wobbles', '"wobbles" is not something an update can do; accepted: created <time>'],
    ['update 1: running 5s..3s', 'runs backwards'],
    ['update 1: fails at 120%', '120% is more than 100%'],
    ['update 1: fails, squashed', '"fails" and "squashed" exclude each other'],
    ['update 1: running 1s, running 2s', 'exclude each other'],
    ['update 1: run again', '"run again" needs "fails"'],
    ['update 1: eta late 0', 'more than 0'],
    ['update 1: wire nonsense', 'is none of strings'],
    ['update 1: joberror "open', 'a quote is left open'],
    [String.raw`update 1: joberror "\x"`, 'is not a JSON string'],
    ['update 1: added 3', 'not something an update can do'],
    ['rollout: 3 machines', 'needs the id of its image'],
    ['rollout 1: 3 machines, 4 fail', 'too many'],
  ])('%s', (line, message) => {
    expect(() => parseLifeLine(line)).toThrow(LineError)
    expect(() => parseLifeLine(line)).toThrow(message)
    expect(() => parseLifeLine(line)).toThrow(line.split(':')[0] ?? '')
  })
})

test('every example of the help is understood', () => {
  const examples = grammarHelp().match(/(?:update|install|rollout) \d+[^:\n]*: .*/g) ?? []
  expect(examples.length).toBeGreaterThanOrEqual(4)
  for (const example of examples) expect(() => parseLifeLine(example)).not.toThrow()
})
