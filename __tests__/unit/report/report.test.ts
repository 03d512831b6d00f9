import { describe, expect, test } from '@jest/globals'
import { type FinalReport, letsGoOn, reportEnding, writeSummary } from '../../../src/report/report.ts'
import type { Outcome } from '../../../src/wait/outcome.ts'
import type { Rules } from '../../../src/wait/rules.ts'
import { rememberingPrinter } from '../../support/log-run.ts'
import { outcomeOf, plain } from '../../support/outcomes.ts'
import { isComplete, jobView, over } from '../../support/readings.ts'
import { defaultRules } from '../../support/wait-run.ts'

function report(outcome: Outcome, more: Partial<FinalReport> = {}): FinalReport {
  const fixed = { requests: 12, elapsed: 120_000, now: 90_000, wallClock: 1_800_000_000_000 }
  return { outcome, rules: defaultRules, problems: [], ...fixed, ...more }
}

/** The annotation of a step that ended so. */
function annotation(told: FinalReport): string | undefined {
  const printer = rememberingPrinter()
  reportEnding(told, { printer, redact: plain })
  expect(printer.printed.length).toBe(letsGoOn(told) ? 0 : 1)
  return printer.printed[0]?.text
}

describe('which endings are green', () => {
  const pass: Rules = { ...defaultRules, passSquashed: true }
  test.each([
    ['complete', defaultRules, true],
    ['squashed', defaultRules, false],
    ['squashed', pass, true],
    ['squashed', undefined, false],
    ['failed', pass, false],
    ['timed-out', pass, false],
    ['stalled', pass, false],
    ['cancelled', pass, false],
    ['error', undefined, false],
  ] as const)('%s with %#: %p', (result, rules, green) => {
    expect(letsGoOn(report(outcomeOf(result, [jobView()]), { rules }))).toBe(green)
  })
})

describe('every ending but green makes one annotation', () => {
  test('none when all is well', () => {
    expect(annotation(report(outcomeOf('complete', [over('update', '101', isComplete)])))).toBeUndefined()
  })

  test('with the job, the cause, the last state and its age, what to do, and what running again does', () => {
    expect(annotation(report(outcomeOf('timed-out', [jobView()])))).toBe(
      'image update 101 was not over in time | image update 101 was not over in time: timeout (1h) passed. ' +
        'Last seen: Running, 40 %, 30s ago. The job itself was left alone: giving up changes nothing in Clanforge. ' +
        'Raise timeout if it needs longer. Running this step again is safe: it only asks.',
    )
  })

  test('with the field’s own spelling at the start of a sentence', () => {
    const job = over('update', '101', { result: 'failed', by: 'count' })
    expect(annotation(report(outcomeOf('failed', [job])))).toContain(': jobfailed is 0 while Running; ')
  })

  test('with the problems of the inputs', () => {
    const problems = ['updateid is "x"; accepted: positive integers', 'timeout is "5"; accepted: what?']
    expect(
      annotation(report({ result: 'error', deciding: undefined, jobs: [] }, { rules: undefined, problems })),
    ).toBe(
      'The wait for Clanforge could not begin | The wait for Clanforge could not begin: ' +
        'updateid is "x"; accepted: positive integers. timeout is "5"; accepted: what?',
    )
  })

  test('with what nobody foresaw, beside what is known of the job', () => {
    const text = annotation(
      report(outcomeOf('error', [jobView()]), { problems: ['this should not have happened'] }),
    )
    expect(text).toContain(
      'could not be followed to its end: this should not have happened. Last seen: Running, 40 %, 30s ago.',
    )
  })
})

test('a summary that cannot be written is said and forgiven', async () => {
  const printer = rememberingPrinter()
  const before = process.env['GITHUB_STEP_SUMMARY']
  delete process.env['GITHUB_STEP_SUMMARY']
  await writeSummary(report(outcomeOf('complete', [jobView()])), { printer, redact: plain })
  if (before !== undefined) process.env['GITHUB_STEP_SUMMARY'] = before
  expect(printer.printed.map(({ kind }) => kind)).toEqual(['line'])
  expect(printer.printed[0]?.text).toMatch(/^The job summary could not be written: /)
})
