// What is left of an annotation after the printer has cut it: it must always say what to do.
import { describe, expect, test } from '@jest/globals'
import { readJob } from '../../../src/clanforge/job.ts'
import type { InputError } from '../../../src/errors.ts'
import { readSettings } from '../../../src/inputs.ts'
import { createPrinter } from '../../../src/report/printer.ts'
import { type FinalReport, reportEnding } from '../../../src/report/report.ts'
import { enough, type Inputs, reading } from '../../support/inputs.ts'
import { outcomeOf, plain } from '../../support/outcomes.ts'
import { jobView } from '../../support/readings.ts'
import { defaultRules } from '../../support/wait-run.ts'
import { captureStdout } from '../../support/captured-stdout.ts'

const stdout = captureStdout()

/** The annotation as the runner gets it. */
function annotated(told: Pick<FinalReport, 'outcome' | 'rules' | 'problems'>): string {
  const fixed = { requests: 12, elapsed: 120_000, now: 90_000, wallClock: 1_800_000_000_000 }
  reportEnding({ ...fixed, ...told }, { printer: createPrinter(plain), redact: plain })
  expect(stdout.text.match(/::error/g)).toHaveLength(1)
  return stdout.text
}

describe('a job of which the server says far too much', () => {
  const long = 'Zzz'.repeat(2_000)

  test.each([
    ['the name of a state', { jobstatename: long }],
    ['the name of a number that nobody knows', { jobstateid: 99, jobstatename: long }],
  ])('%s is cut, and the advice is there', (_, answer) => {
    const job = jobView({ reading: readJob(answer), fields: answer })
    const text = annotated({ outcome: outcomeOf('timed-out', [job]), rules: defaultRules, problems: [] })
    expect(text).toMatch(/Last seen: .{55,65}…, 30s ago\./)
    expect(text).toContain('Raise timeout if it needs longer.')
    expect(text).toContain('Running this step again is safe: it only asks.')
  })

  test('what went wrong is cut, and the advice is there', () => {
    const ending = { result: 'failed', by: 'state' } as const
    const job = jobView({ ending, fields: { joberror: long } })
    const text = annotated({ outcome: outcomeOf('failed', [job]), rules: defaultRules, problems: [] })
    expect(text).toContain('Look at the job in Clanforge; job-retries lets this step run it again.')
    expect(text).toContain('Running this step again is safe: it only asks.')
  })
})

describe('inputs of which far too much is wrong', () => {
  const ids = (length: number) =>
    Array.from({ length: 60 }, (_, index) => `x${String(index)}`.padEnd(length, '.')).join(' ')

  function annotatedInputs(inputs: Inputs): string {
    try {
      readSettings(reading({ ...enough, ...inputs }))
    } catch (error) {
      const { problems } = error as InputError
      const outcome = { result: 'error', deciding: undefined, jobs: [] } as const
      return annotated({ outcome, rules: undefined, problems })
    }
    throw new Error('that was to go wrong')
  }

  test('sixty bad ids leave room for the inputs after them', () => {
    const text = annotatedInputs({ updateid: ids(1), timeout: '5', 'max-jobfailed': '-1' })
    expect(text).toContain('updateid is "x0", "x1", "x2" and 57 more; accepted: positive integers')
    expect(text).not.toContain('"x3"')
    expect(text).toContain('timeout is "5"; accepted: a duration')
    expect(text).toContain('max-jobfailed is "-1"; accepted: a whole number')
  })

  test('so do sixty long ones in every input that takes ids', () => {
    const names = ['updateid', 'diffid', 'imageversionid', 'jobid', 'imageid']
    const all = Object.fromEntries(names.map(name => [name, ids(500)]))
    const text = annotatedInputs({ ...all, mirroring: '0', timeout: '5', 'max-jobfailed': '-1' })
    for (const name of names) expect(text).toContain(`${name} is "x0.`)
    expect(text.match(/ and 57 more/g)).toHaveLength(5)
    expect(text).toContain('timeout is "5"')
    expect(text).toContain('max-jobfailed is "-1"')
  })
})
