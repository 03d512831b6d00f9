import { expect, test } from '@jest/globals'
import { createAnnotation } from '../../../src/report/annotation.ts'
import { completeJob, failedJob, jobStatus } from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'

const noSpace = { joberror: 'No space left on device' }
const unwritten = 'The outputs could not be written: EACCES: permission denied'
const unwrittenAdvice = 'Check that the runner can write the file of GITHUB_OUTPUT: its disk may be full.'

test('one job: what happened, what to do, whether a re-run is safe', () => {
  const trace = new Trace('update 101').response(8, 'update 101', failedJob(60), noSpace)
  expect(createAnnotation(trace.report(8))).toEqual({
    title: 'Image update 101 failed',
    lines: [
      'Image update 101 failed at 60%: No space left on device. Last response, just now: Failed, 60%.',
      'Check the job in Clanforge, or set job-retries so that this step re-runs it: ' +
        'https://docs.unity.com/en-us/clanforge/legacy/error-message-reference',
      'Re-running this step is safe (read-only).',
    ],
  })
})

test('seven jobs: how many first, then the deciding one', () => {
  const names = Array.from({ length: 7 }, (_, index) => `update ${String(index)}`)
  const trace = new Trace(names.join(', ')).response(8, 'update 3', failedJob(60), noSpace)
  expect(createAnnotation(trace.report(8))).toMatchObject({
    title: '1 of 7 jobs failed',
    lines: [
      '1 of 7 jobs failed. Image update 3 failed at 60%: No space left on device. Last response, just now: Failed, 60%.',
      expect.anything(),
      'The unfinished jobs were left alone in Clanforge. Re-running this step is safe (read-only).',
    ],
  })
})

test('a complete job whose outputs could not be written: both', () => {
  const trace = new Trace('update 101').response(8, 'update 101', completeJob())
  expect(createAnnotation(trace.report(8, 'finished', [unwritten]))).toEqual({
    title: 'The outputs could not be written',
    lines: [
      'Image update 101 is complete.',
      `${unwritten}.`,
      unwrittenAdvice,
      'Re-running this step is safe (read-only).',
    ],
  })
})

test('what the inputs allow, with outputs that could not be written: no advice to allow it', () => {
  const squashed = new Trace('update 101', { onSquashed: 'pass' })
    .response(8, 'update 101', jobStatus({ state: 'squashed', stateName: 'Squashed' }))
    .report(8, 'finished', [unwritten])
  expect(createAnnotation(squashed).lines.slice(1, 3)).toEqual([`${unwritten}.`, unwrittenAdvice])
  const late = new Trace('update 101', { onTimeout: 'pass' })
    .response(8, 'update 101')
    .report(8, 'deadline', [unwritten])
  expect(createAnnotation(late).lines.slice(1, 3)).toEqual([`${unwritten}.`, unwrittenAdvice])
})

test('a failed job whose outputs could not be written: both', () => {
  const trace = new Trace('update 101').response(8, 'update 101', failedJob(60), noSpace)
  const { title, lines } = createAnnotation(trace.report(8, 'finished', [unwritten]))
  expect(title).toBe('Image update 101 failed')
  expect(lines.slice(0, 2)).toEqual([
    'Image update 101 failed at 60%: No space left on device. Last response, just now: Failed, 60%.',
    `${unwritten}.`,
  ])
})

test('an unexpected error: what it was', () => {
  const problem = 'This is a bug in the action, please report it: TypeError: x is not a function'
  expect(createAnnotation(new Trace('update 101').report(8, 'crashed', [problem]))).toEqual({
    title: 'The step ended with an unexpected error',
    lines: [
      'The step ended with an unexpected error.',
      `${problem}.`,
      'The job was left alone in Clanforge. Re-running this step is safe (read-only).',
    ],
  })
})

test('invalid inputs: a line for each', () => {
  const problems = [
    'timeout: "30" is not valid; use a duration with a unit, such as 30s or 30m',
    'jobid needs mirroring',
  ]
  const report = { ...new Trace('update 101').report(0, 'crashed', problems), options: undefined }
  const outcome = { result: 'error', deciding: undefined, jobs: [] } as const
  expect(createAnnotation({ ...report, outcome })).toEqual({
    title: 'The inputs of this step are not valid',
    lines: [
      'The inputs of this step are not valid:',
      '- timeout: "30" is not valid; use a duration with a unit, such as 30s or 30m.',
      '- jobid needs mirroring.',
      'No request was sent.',
    ],
  })
  expect(createAnnotation({ ...report, outcome, problems: problems.slice(1) }).lines).toEqual([
    'The inputs of this step are not valid.',
    'jobid needs mirroring.',
    'No request was sent.',
  ])
})
