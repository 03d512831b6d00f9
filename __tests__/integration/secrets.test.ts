import { describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { type ActionRun, runAction } from '../support/action-run.ts'
import { respondWith, API, BASIC, withoutNetwork } from '../support/nock-api.ts'
import { UPDATE } from '../support/paths.ts'

withoutNetwork()

const PAIR = BASIC.replace('Basic ', '')
const ECHO = `you sent test-access-key and test-secret-key as ${PAIR}`
const debug = { RUNNER_DEBUG: '1' }

/** Everything that a run wrote, except for the commands that mask. */
function written({ lines, summary, outputs }: ActionRun): string {
  const printed = lines.filter(line => !line.startsWith('::add-mask::'))
  return [...printed, summary, ...Object.values(outputs)].join('\n')
}

describe('secrets', () => {
  test('are masked before anything else is printed, the ASID too', async () => {
    respondWith(UPDATE, { jobstateid: 5 })
    const { lines } = await runAction({}, debug)
    const first = lines.findIndex(line => !line.startsWith('::add-mask::'))
    expect(lines.slice(first).filter(line => line.startsWith('::add-mask::'))).toEqual([])
    const parts = ['test-access-key', 'test-secret-key'].flatMap(secret => [secret, btoa(secret)])
    for (const secret of [...parts, PAIR, '1234567'])
      expect(lines.slice(0, first)).toContain(`::add-mask::${secret}`)
  })

  test('a short ASID is not, which would blot out timestamps', async () => {
    respondWith(UPDATE, { jobstateid: 5 })
    const { lines } = await runAction({ accountserviceid: '12345' })
    expect(lines).not.toContain('::add-mask::12345')
  })

  test('that a job echoes are nowhere to be seen', async () => {
    respondWith(UPDATE, {
      jobstateid: 6,
      jobstatename: `Failed ${ECHO}`,
      joberror: { text: ECHO },
      jobeta: ECHO,
    })
    const run = await runAction({}, debug)
    expect(written(run)).not.toMatch(new RegExp(`test-access-key|test-secret-key|${PAIR}`))
    expect(run.outputs['joberror']).toBe('{"text":"you sent *** and *** as ***"}')
    expect(run.outputs['jobs']).toContain('you sent *** and *** as ***')
  })

  test.each([401, 200])('that an error with %d echoes, neither', async status => {
    const body = { success: false, error: true, error_message: ECHO }
    nock(API).get(UPDATE).query(true).reply(status, body).persist()
    const run = await runAction({ timeout: '20ms' }, debug)
    expect(written(run)).not.toMatch(new RegExp(`test-access-key|test-secret-key|${PAIR}`))
    expect(run.stdout).toContain('you sent *** and *** as ***')
  })

  test('a bearer token, neither', async () => {
    respondWith(UPDATE, { jobstateid: 6, joberror: 'Bearer the-token' })
    const run = await runAction({ 'access-key': '', 'secret-key': '', 'bearer-token': 'the-token' }, debug)
    expect(run.lines[0]).toBe('::add-mask::the-token')
    expect(written(run)).not.toContain('the-token')
  })

  test('the ASID is not in our own text, and stays in what the API says', async () => {
    nock(API)
      .get('/cfp/v2/project/1234567/image/44/status')
      .reply(200, { pending_machines: 3, joberror: 'of 1234567' })
    nock(API).get('/cfp/v2/project/1234567/image/44/status').reply(404).persist()
    const run = await runAction({ updateid: '', imageid: '44', timeout: '30ms' }, debug)
    expect(run.outputs['joberror']).toBe('of 1234567')
    const lines = run.lines.filter(line => !line.startsWith('::add-mask::'))
    const own = [...lines, run.summary].join('\n').replaceAll('of 1234567', '')
    expect(own).not.toContain('1234567')
  })
})

describe('hostile text', () => {
  test('cannot give the runner a command, in no line and no file', async () => {
    const text = 'x\n::error::gotcha\r\n##[error]gotcha\n::add-mask::gotcha\u001b[2J'
    respondWith(
      UPDATE,
      { jobstateid: 9, jobstatename: text },
      { jobstateid: 6, jobstatename: text, joberror: text },
    )
    const run = await runAction({}, debug)
    const commands = run.lines.filter(line => /^\s*::|##\[/.test(line))
    expect(commands.filter(line => !/^::(add-mask|debug|error title=)/.test(line))).toEqual([])
    expect(run.lines.filter(line => line.startsWith('::error'))).toHaveLength(1)
    expect(run.lines.filter(line => /^::add-mask::.*gotcha/.test(line))).toEqual([])
    expect(run.stdout).not.toContain('\u001b')
    // An output is data: it is exact, and its delimiter keeps it together.
    expect(run.outputs['joberror']).toBe(text)
    expect(run.summary.split('\n').filter(line => /^::|gotcha$/.test(line))).toEqual([])
  })
})
