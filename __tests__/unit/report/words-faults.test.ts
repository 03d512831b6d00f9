import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/errors.ts'
import { explain } from '../../../src/report/words.ts'
import type { Rules } from '../../../src/wait/rules.ts'
import { outcomeOf } from '../../support/outcomes.ts'
import { jobView } from '../../support/readings.ts'
import { RETRY, UPDATE } from '../../support/paths.ts'
import { answer, complete, failed, fault, running, status } from '../../support/replies.ts'
import { byPath, inTurn, type Reply, type Script } from '../../support/scripted-api.ts'
import { defaultRules, play } from '../../support/wait-run.ts'

/** What is said of a wait at its end. */
async function told(script: Script, rules: Partial<Rules> = {}) {
  const { outcome, result } = await play('update 101', script, { rules })
  return { result, ...explain(outcome, { ...defaultRules, ...rules }) }
}

describe('out of time', () => {
  const timeout = 60_000

  test('while requests failed: the last fault, and what to do about that', async () => {
    const { result, cause, advice } = await told(inTurn(running(), fault('network'), status(503)), {
      timeout,
    })
    expect(result).toBe('timed-out')
    expect(cause).toBe('timeout (1m) passed, and the last request failed: HTTP 503')
    expect(advice).toBe('Check api-url, the proxy and the network.')
  })

  test('with the words of the server, cut', () => {
    const error = new ApiError('status', 'HTTP 502', { status: 502, detail: 'x'.repeat(9_999) })
    const { cause } = explain(outcomeOf('timed-out', [jobView({ fault: error })]), defaultRules)
    expect(cause).toMatch(/failed: HTTP 502: x{499}…$/)
  })

  test('with an answer that was not believed: why not', async () => {
    const denied = inTurn(answer({ success: false, jobstateid: 5, jobstatename: 'Complete' }))
    const { result, cause, advice } = await told(denied, { timeout })
    expect(result).toBe('timed-out')
    expect(cause).toMatch(/^timeout \(1m\) passed; Clanforge says success: false/)
    expect(advice).not.toMatch(/timeout/)
  })

  test('after faults that are over: that it may need longer', async () => {
    const { cause, advice } = await told(inTurn(status(503), status(503), running()), { timeout })
    expect(cause).toBe('timeout (1m) passed')
    expect(advice).toBe('Raise timeout if it needs longer.')
  })
})

describe('an image that is locked', () => {
  const error_message = 'image locked by diffid: 218595'
  const refusal: Reply = answer({ success: false, error: true, error_message })
  const locked: Reply = {
    fault: new ApiError('status', 'HTTP 409', { status: 409, detail: error_message }),
  }

  test.each([
    ['in a refusal', inTurn(refusal)],
    ['with a status', inTurn(locked)],
  ])('%s: what locks it is to be accepted or rejected', async (_, script) => {
    const { result, cause, advice } = await told(script)
    expect(result).toBe('error')
    expect(cause).toContain(error_message)
    expect(advice).toBe('Accept or reject what locks the image, then begin again.')
  })

  test('of a job that failed for it: the same', async () => {
    const { cause, advice } = await told(inTurn(failed({ joberror: error_message })))
    expect(cause).toBe(`Clanforge says Failed: ${error_message}`)
    expect(advice).toBe('Accept or reject what locks the image, then begin again.')
  })

  test.each([
    ['in a refusal', refusal],
    ['with a status', locked],
  ])('when it is run again, %s: the same', async (_, reply) => {
    const script = byPath({ [UPDATE]: inTurn(failed(), complete), [RETRY]: inTurn(reply) })
    const { result, cause, advice } = await told(script, { retries: 1 })
    expect(result).toBe('failed')
    expect(cause).toContain(`running it again was refused`)
    expect(cause).toContain(error_message)
    expect(advice).toContain('Accept or reject what locks the image')
  })
})
