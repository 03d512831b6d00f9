import { describe, expect, test } from '@jest/globals'
import { createRedactor } from '../../../src/credentials.ts'
import type { Json, JsonObject } from '../../../src/clanforge/json.ts'
import type { Clock } from '../../../src/wait/clock.ts'
import { redacted } from '../../../src/report/redacted.ts'
import { plain } from '../../support/outcomes.ts'
import { LIST } from '../../support/paths.ts'
import { answer, listOf } from '../../support/replies.ts'
import { inTurn, ScriptedApi, type Script } from '../../support/scripted-api.ts'
import { runWait, targetsOf } from '../../support/wait-run.ts'

const forever = new AbortController().signal

/** A wait whose secret is this text. */
function waitHiding(secret: string, jobs: string, script: Script, rules = {}) {
  const redact = createRedactor({ texts: [secret], masks: [secret] })
  const get = (clock: Clock) => redacted(new ScriptedApi(clock, script).get, redact)
  return runWait(targetsOf(jobs), get, { rules: { timeout: 60_000, ...rules } })
}

/** What is left of an answer. */
async function left(body: Json, redact: (text: string) => string): Promise<Json> {
  const get = redacted(() => Promise.resolve({ body, date: undefined, retryAfter: undefined }), redact)
  return (await get({ path: LIST, query: {}, maxBytes: 1 }, forever)).body
}

describe('a short secret', () => {
  test.each([
    ['ail', 'Failed', 'failed'],
    ['ete', 'Completed', 'complete'],
    ['ete', 'complete', 'complete'],
    ['squash', ' squashed ', 'squashed'],
  ])('%s changes nothing of the state %s', async (secret, jobstatename, result) => {
    const own = await waitHiding(secret, 'update 101', inTurn(answer({ jobstatename })))
    expect(own.result).toBe(result)
    const list = inTurn(listOf({ jobid: 7, jobstatename }))
    const listed = await waitHiding(secret, 'install 7', list, { installMode: 'watch' })
    expect(listed.result).toBe(result)
  })

  test('is replaced in any other state, and in what went wrong', async () => {
    const body = { jobstatename: 'Failing over', joberror: 'Failed: mail', error_message: 'ail' }
    const redact = createRedactor({ texts: ['ail'], masks: [] })
    const safe = { jobstatename: 'F***ing over', joberror: 'F***ed: m***', error_message: '***' }
    expect(await left(body, redact)).toEqual(safe)
    expect(await left({ installs: [body] }, redact)).toEqual({ installs: [safe] })
    const run = await waitHiding('ail', 'update 101', inTurn(answer({ jobstateid: 6, ...body })))
    expect(run.outcome.deciding?.fields).toMatchObject({
      jobstatename: 'F***ing over',
      joberror: 'F***ed: m***',
    })
  })
})

describe('a text without end', () => {
  const huge = 'é'.repeat(30_000_000)

  test.each<readonly [string, (joberror: string) => JsonObject]>([
    ['of one job', joberror => ({ jobstateid: 6, joberror })],
    ['of a job in the list', joberror => ({ installs: [{ jobid: 7, joberror }] })],
  ])('%s is cut on arrival to what an output may have', async (_, bodyOf) => {
    expect(await left(bodyOf(huge), plain)).toEqual(bodyOf('é'.repeat(4_096)))
  })

  test('is cut after the secret in it was replaced', async () => {
    const joberror = `${'x'.repeat(8_190)}hunter2`
    const safe = await left({ joberror }, createRedactor({ texts: ['hunter2'], masks: [] }))
    expect(safe).toEqual({ joberror: `${'x'.repeat(8_190)}**` })
  })
})
