import { expect, test } from '@jest/globals'
import { LogWriter } from '../../../src/report/log-writer.ts'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { completeJob } from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'

test('writes every line and warning as it comes, and nothing before the beginning', () => {
  const unavailable = new ApiError('status', 'HTTP 503', { status: 503 })
  const trace = new Trace('update 101')
    .failure(1, 'update 101', unavailable)
    .failure(4, 'update 101', unavailable)
    .response(9, 'update 101', completeJob())
  const written: string[] = []
  const log = new LogWriter({
    line: text => written.push(text),
    warning: text => written.push(`warning: ${text}`),
  })
  log.tick(0)
  for (const notice of trace.notices) log.notify(notice)
  log.end(trace.report(9))
  expect(written).toEqual([])
  log.begin({ jobs: trace.first, options: trace.options, start: 0, ignoredInputs: [] })
  for (const notice of trace.notices) log.notify(notice)
  log.tick(9_000)
  log.end(trace.report(9))
  expect(written).toEqual(trace.lines(9))
})
