import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parseOutputs } from '../../../dev/runner/outputs-file.ts'
import { type Outputs, toOutputs } from '../../../src/report/outputs.ts'
import { createRunner } from '../../../src/report/runner.ts'
import { captureStdout } from '../../support/captured-stdout.ts'
import { jobState, outcomeWith } from '../../support/job-states.ts'

const stdout = captureStdout()
const folder = mkdtempSync(join(tmpdir(), 'runner-'))
const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
const before = process.env
afterAll(() => {
  process.env = before
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  for (const file of Object.values(files)) writeFileSync(file, '')
  process.env = { ...files, GITHUB_ACTIONS: 'true' }
})

const redact = (text: string) => text.replaceAll('hunter2', '***')
const create = (masks: readonly string[] = []) => createRunner(masks, redact)
const lines = () => stdout.text.trimEnd().split(/\r?\n/)

const hostile = 'a\n::error::x ##[group]y \u001b[31mhunter2 100%'
const safe = 'a : :error: :x ## [group]y  *** 100%'

/** The outputs of a step without any response; some may be set. */
function outputsWith(more: Partial<Outputs> = {}): Outputs {
  const outcome = outcomeWith('cancelled', [jobState()])
  return { ...toOutputs({ outcome, requests: 0, elapsed: 0 }, redact), ...more }
}

describe('the log', () => {
  test('masks the secrets before its first line', () => {
    create(['first', 'a\nb']).line('text')
    expect(lines()).toEqual(['::add-mask::first', '::add-mask::a%0Ab', 'text'])
  })

  test('has lines without a line break, command, color or secret', () => {
    create().line(hostile)
    expect(lines()).toEqual([safe])
  })

  test('has debug messages and warnings, escaped', () => {
    const runner = create()
    runner.debug(hostile)
    runner.warning('100% \r ::x')
    expect(lines()).toEqual([`::debug::${safe.replaceAll('%', '%25')}`, '::warning::100%25   : :x'])
  })

  test('redacts before it truncates, and marks the place', () => {
    create().line(`${'x'.repeat(3_998)}hunter2`)
    expect(lines()).toEqual([`${'x'.repeat(3_998)}*…`])
  })
})

describe('an annotation', () => {
  test('has several lines and a title, all escaped', () => {
    create().error({ title: `Title: 1, 2 ${hostile}`, lines: ['100% done', hostile] })
    const title = `Title: 1, 2 ${safe}`.replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C')
    expect(lines()).toEqual([`::error title=${title}::100%25 done%0A${safe.replaceAll('%', '%25')}`])
  })

  test('of many long lines has the beginning of each', () => {
    const texts = Array.from({ length: 16 }, (_, index) => `input-${String(index)}: ${'x'.repeat(2_000)}`)
    create().error({ title: 'Invalid', lines: [...texts, 'short'] })
    const message = lines()[0]?.split('::')[2] ?? ''
    const shown = message.split('%0A')
    expect(shown.map(line => line.split(':')[0])).toEqual([...texts.map(text => text.split(':')[0]), 'short'])
    expect(message.replaceAll('%0A', '\n').length).toBeLessThanOrEqual(4_000)
    expect(shown[0]?.length).toBeGreaterThan(230)
  })
})

describe('outputs', () => {
  const value = 'first\r\n\n  second << EOF=1\nghadelimiter_x\r'

  test('are all appended, and read back exactly', () => {
    writeFileSync(files.GITHUB_OUTPUT, 'earlier=1\n')
    const outputs = outputsWith({ joberror: value, jobs: '[]' })
    expect(create().writeOutputs(outputs)).toBeUndefined()
    const { earlier, ...written } = parseOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8'))
    expect(earlier).toBe('1')
    expect(written).toEqual(outputs)
    expect(stdout.text).toBe('')
  })

  test('have a delimiter that cannot be guessed', () => {
    const read = () => {
      writeFileSync(files.GITHUB_OUTPUT, '')
      create().writeOutputs(outputsWith())
      return readFileSync(files.GITHUB_OUTPUT, 'utf8').split('\n')[0]
    }
    expect(read()).not.toBe(read())
  })

  test('that cannot be written: why', () => {
    process.env['GITHUB_OUTPUT'] = '/nowhere/output'
    expect(create().writeOutputs(outputsWith())).toMatch(/ENOENT/)
  })

  test('without a file for them are not printed, and a line says so', () => {
    process.env['GITHUB_OUTPUT'] = ''
    expect(create().writeOutputs(outputsWith({ joberror: 'x' }))).toBeUndefined()
    expect(lines()).toEqual(['No outputs are written, because GITHUB_OUTPUT is not set'])
  })

  test('that contain a masked value are named once', () => {
    const outputs = outputsWith({ joberror: 'of 1234567', jobs: '[1234567]', updateid: '123456' })
    create(['1234567']).writeOutputs(outputs)
    expect(lines().slice(1)).toEqual([expect.stringMatching(/masked.*: joberror, jobs$/)])
  })
})

describe('the summary', () => {
  test('is appended, redacted', () => {
    writeFileSync(files.GITHUB_STEP_SUMMARY, 'earlier\n')
    create().writeSummary('### hunter2\n')
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toBe('earlier\n### ***\n')
  })

  test('that cannot be written is a line of the log', () => {
    process.env['GITHUB_STEP_SUMMARY'] = '/nowhere/summary'
    create().writeSummary('text')
    expect(lines()).toEqual([expect.stringMatching(/^The job summary could not be written: .*ENOENT/)])
  })
})

test('a standard output that breaks is no uncaught error', () => {
  create()
  expect(process.stdout.emit('error', new Error('EPIPE'))).toBe(true)
  const listeners = process.stdout.listenerCount('error')
  create()
  expect(process.stdout.listenerCount('error')).toBe(listeners)
})

describe('outside a runner', () => {
  beforeEach(() => {
    process.env = {}
  })

  test('nothing is a command, and no masked value is printed', () => {
    const runner = create(['1234567'])
    runner.line('of 1234567')
    runner.debug('debug')
    runner.warning('careful')
    runner.error({ title: 'Title', lines: ['it failed', 'try again'] })
    expect(lines()).toEqual(['of ***', 'debug', 'Warning: careful', 'Error: it failed', 'try again'])
  })

  test('the outputs are the last line, a JSON object, whatever is printed after they are known', async () => {
    const runner = create(['1234567'])
    const outputs = outputsWith({ joberror: 'two\nlines of 1234567' })
    expect(runner.writeOutputs(outputs)).toBeUndefined()
    runner.writeSummary('### Summary')
    runner.line('the end')
    await runner.flush()
    expect(lines()).toHaveLength(2)
    expect(JSON.parse(lines()[1] ?? '')).toEqual(outputs)
  })
})
