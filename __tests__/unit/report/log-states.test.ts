// What a person sees of states and responses that are out of the ordinary.
import { describe, expect, test } from '@jest/globals'
import { runningJob } from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'

const UPDATE = 'update 101'
const WAITING = 'Waiting for image update 101 for up to 1h, polling every 2s to 1m'

describe('the log of a job', () => {
  test('in an unknown state: named once; complete in one: a warning', () => {
    const copying = (progress: number) => runningJob(progress, { state: 'unknown', stateName: '9 (Copying)' })
    const trace = new Trace(UPDATE)
      .response(0, UPDATE, copying(50))
      .response(20, UPDATE, copying(100))
      .response(22, UPDATE, copying(100))
    expect(trace.lines(22)).toEqual([
      WAITING,
      '    0:00  update 101: Clanforge does not document state 9 (Copying); still waiting',
      '    0:00  update 101  █████░░░░░   50%  9 (Copying)',
      '    0:20  update 101  ██████████  100%  9 (Copying)  to be confirmed',
      '    0:22  update 101  ██████████  100%  9 (Copying)  ⚠️ complete: 100% in state 9 (Copying), which Clanforge does not document',
      '    0:22  Image update 101 is complete, after 22s and 3 requests',
      'warning: Complete because of jobprogress, in a state that Clanforge does not document ' +
        '(https://docs.unity.com/en-us/clanforge/api/topics/image-job-states): update 101 in state 9 (Copying)',
    ])
  })

  test('in an unknown state whose letter case changes: named once', () => {
    const trace = new Trace(UPDATE)
    for (const [second, stateName] of ['Moving', 'MOVING', 'moving'].entries())
      trace.response(second * 10, UPDATE, runningJob(50, { state: 'unknown', stateName }))
    const named = trace.lines(20, 'cancelled').filter(line => line.includes('does not document'))
    expect(named).toEqual(['    0:00  update 101: Clanforge does not document state Moving; still waiting'])
  })

  test('a server that invents states has twenty of them named', () => {
    const trace = new Trace(UPDATE)
    for (let second = 0; second < 40; second++) {
      const stateName = `invented ${String(second)}`
      trace.response(second, UPDATE, runningJob(5, { state: 'unknown', stateName }))
    }
    const named = trace.lines(40, 'cancelled').filter(line => line.includes('does not document'))
    expect(named).toHaveLength(20)
  })

  test('a denied response, and an error of a job that still runs', () => {
    const denied = runningJob(40, { denial: { message: 'Request in progress' } })
    const trace = new Trace(UPDATE)
      .response(0, UPDATE, runningJob(40, { hasError: true }), { joberror: 'slow mirror' })
      .response(9, UPDATE, denied)
      .response(20, UPDATE, runningJob(40, { denial: { message: '' } }))
    expect(trace.lines(20, 'cancelled').slice(1)).toEqual([
      '    0:00  update 101  ████░░░░░░   40%  Running    joberror: slow mirror',
      '    0:09  update 101  ████░░░░░░   40%  Running    response denied (success: false or error: true): Request in progress',
    ])
  })
})
