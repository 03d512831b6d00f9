import { describe, expect, test } from '@jest/globals'
import { readRecording } from '../../../dev/replay/recording.ts'
import { compare } from '../../../dev/replay/replay.ts'
import { writeRecord } from '../../../src/report/debug.ts'
import { version } from '../../../src/version.ts'

const session = { version, start: 1_800_000_000_000, inputs: { updateid: '101' } }
const exchange = {
  path: '/cfp/v1/imageupdate/101/status',
  sent: 5,
  ended: 30,
  status: '2xx',
  date: 1_800_000_000,
  retryAfter: null,
  body: { jobstateid: 5, joberror: `100% ${'x'.repeat(8_000)}` },
}
const result = { code: 0, elapsed: 31, outputs: { result: 'complete', polls: '1' } }

/** The lines of a log with these records. */
function lines(...records: readonly (readonly [string, Parameters<typeof writeRecord>[2]])[]): string[] {
  const written: string[] = []
  for (const [name, record] of records) writeRecord(line => void written.push(line), name, record)
  return written
}

const whole = lines(['session', session], ['exchange 1', exchange], ['result', result])
const github = (line: string) => `2026-11-27T01:00:00.1234567Z ##[debug]${line}`
const raw = (line: string) => `::debug::${line.replaceAll('%', '%25')}`

describe('a debug log', () => {
  test.each([
    ['as downloaded from GitHub', whole.map(github).join('\r\n')],
    ['as the action wrote it', ['::add-mask::demo-key', ...whole.map(raw)].join('\n')],
    ['as written outside a runner', whole.join('\n')],
    ['between those of other steps', ['exchange 9: {', ...whole.map(github), 'result is here'].join('\n')],
  ])('is read %s', (_, log) => {
    expect(readRecording(log)).toEqual({
      start: session.start,
      inputs: session.inputs,
      exchanges: [{ ...exchange, body: JSON.stringify(exchange.body) }],
      ...result,
      lines: [],
    })
  })

  test('keeps the lines of the step, and nothing after its end', () => {
    const log = [whole[0], 'Waiting', '##[error]One\nTwo', ...whole.slice(1), 'Next step'].join('\n')
    expect(readRecording(log).lines).toEqual(['Waiting', 'Error: One', 'Two'])
  })

  test('with several steps requires a step number', () => {
    const other = lines(['session', { ...session, inputs: { updateid: '102' } }], ['result', result])
    const log = [...whole, ...other].join('\n')
    expect(readRecording(log, '2').inputs).toEqual({ updateid: '102' })
    expect(() => readRecording(log)).toThrow(/has 2 steps .* choose one with --step 1 to --step 2/)
    expect(() => readRecording(log, '3')).toThrow(/no step 3/)
  })

  test.each([
    ['no log', ['Hello'], /no step with debug logging.*ACTIONS_STEP_DEBUG/],
    ['an empty file', [], /no step with debug logging/],
    ['a log without its end', whole.slice(0, -1), /cut off after 1 requests: it has no result/],
    ['a log without one of the parts', whole.filter(line => !line.includes('part 2')), /damaged: exchange 1/],
    [
      'a log without an exchange in the middle',
      [...whole, ...lines(['exchange 3', exchange])],
      /exchange 2 is missing/,
    ],
    [
      'a log of another version',
      lines(['session', { ...session, version: '0.9.0' }], ['result', result]),
      /is of version 0\.9\.0, and this is \d.*check out/,
    ],
    ['a log with a damaged line', ['session: {"version"'], /damaged: session/],
    [
      'a log with a record that is too long',
      lines(['session', session], ['exchange 1', { ...exchange, body: 'x'.repeat(80_000) }]),
      /too long for the log: exchange 1 is truncated/,
    ],
    [
      'a log with a masked input',
      lines(['session', { ...session, inputs: { updateid: '1***' } }], ['result', result]),
      /masked the input updateid in the log. Replace/,
    ],
  ])('is refused: %s', (_, log, message) => {
    expect(() => readRecording(log.join('\n'))).toThrow(message)
  })
})

describe('differences', () => {
  const recording = readRecording([...whole.slice(0, -1), '0:04 Done', ...whole.slice(-1)].join('\n'))
  const same = { code: 0, outputs: recording.outputs, log: ['  0:05  Done'] }

  test('are not reported if only the times in the log differ', () => {
    expect(compare(recording, same)).toEqual({ outputs: [], minor: [] })
  })

  test('are reported: outputs and exit code, and separately timing and log', () => {
    const run = { code: 1, outputs: { result: 'failed', polls: '2' }, log: ['Failed'] }
    expect(compare(recording, run)).toEqual({
      outputs: ['result: "complete" recorded, "failed" replayed', 'exit code: "0" recorded, "1" replayed'],
      minor: ['polls: "1" recorded, "2" replayed', 'only recorded: 0:04 Done', 'only replayed: Failed'],
    })
  })
})
