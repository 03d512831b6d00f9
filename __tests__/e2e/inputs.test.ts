import { expect, test } from '@jest/globals'
import { run, runAgainst } from './support/step.ts'
import { job, withServer } from './support/scripted.ts'

const nothing = { updateid: '', timeout: '1h' }

test.concurrent('every invalid input of a step in one message, and no request', async () => {
  await withServer(
    () => job(),
    async ({ url, requests }) => {
      const step = await run(url, {
        updateid: '12, x1, null',
        diffid: '0',
        jobid: '-4',
        mirroring: 'maybe',
        'secret-key': '',
        timeout: '90',
        'stall-timeout': '25d',
        'outage-timeout': '0s',
        'min-poll-interval': '5s',
        'max-poll-interval': '2s',
        'max-jobfailed': 'many',
        'allowed-failed-machines': '101%',
        'on-squashed': 'ignore',
        'fail-fast': 'yes',
        'install-mode': 'wait',
        'job-retries': '-1',
        summary: 'no',
      })
      expect(step.code).toBe(1)
      expect(step.outputs).toMatchObject({ result: 'error', kind: '', id: '', jobs: '[]', polls: '0' })
      const { message = '' } = step.annotations[0] ?? {}
      const parts = [
        /updateid: .*"x1"/,
        /updateid: "null" is not valid; it looks like an empty result of the previous step/,
        /diffid: "0" is not valid/,
        /jobid: "-4" is not valid/,
        /mirroring: "maybe" is not valid/,
        /secret-key is empty/,
        /timeout: "90" is not valid; use .*30s.*30m/,
        /stall-timeout: "25d" is not valid/,
        /outage-timeout: "0s" is not valid/,
        /min-poll-interval: "5s" is not valid; use at most max-poll-interval, which is "2s"/,
        /max-jobfailed: "many" is not valid/,
        /allowed-failed-machines: "101%" is not valid/,
        /on-squashed: "ignore" is not valid; use fail or pass/,
        /fail-fast: "yes" is not valid; use true, false, 1 or 0/,
        /install-mode: "wait" is not valid/,
        /job-retries: "-1" is not valid/,
        /summary: "no" is not valid/,
      ]
      for (const part of parts) expect(message).toMatch(new RegExp(part.source, 'i'))
      expect(requests).toEqual([])
      expect(step.summary).not.toBe('')
    },
  )
})

const URL_SECRET = 'sesame-open-it'

test.concurrent.each([
  ['nothing to wait for', nothing, /nothing to wait for/],
  ['mirroring missing', { jobid: '1' }, /mirroring is empty/],
  [
    'no credentials',
    { updateid: '1', 'access-key': '', 'secret-key': '' },
    /access-key, secret-key and bearer-token are all empty/,
  ],
  [
    'both kinds of credentials',
    { updateid: '1', 'bearer-token': 'demo-bearer-token' },
    /bearer-token cannot be combined with/,
  ],
  ['half a pair', { updateid: '1', 'access-key': '' }, /access-key is empty/],
  ['undefined as an id', { updateid: 'undefined' }, /empty result of the previous step/],
  [
    'no account service id',
    { updateid: '1', accountserviceid: '' },
    /accountserviceid is empty.*secrets\.NAME, not vars\.NAME.*`environment:`/,
  ],
  [
    'a rollout with a token, and no account service id',
    { ...token('demo-bearer-token'), imageid: '4', accountserviceid: '' },
    /accountserviceid is empty/,
  ],
  ['a GitHub token', { ...token('ghs_abcdefghijklmnop'), updateid: '1' }, /looks like a GitHub token/],
  [
    'a newer GitHub token',
    { ...token('github_pat_abcdefghijk'), updateid: '1' },
    /looks like a GitHub token/,
  ],
  [
    'http to another host',
    { updateid: '1', 'api-url': 'http://example.com' },
    /api-url: "http:\/\/example.com" is not valid; use https/,
  ],
  [
    'a URL with user info',
    { updateid: '1', 'api-url': `https://me:${URL_SECRET}@example.com` },
    /without user info/,
  ],
  [
    'a URL with a query',
    { updateid: '1', 'api-url': `https://example.com/?key=${URL_SECRET}` },
    /without query/,
  ],
  ['no URL', { updateid: '1', 'api-url': 'example' }, /an https URL/],
])('%s', async (_, inputs, words) => {
  await withServer(
    () => job(),
    async ({ url, requests }) => {
      const step = await run(url, inputs)
      expect([step.code, step.outputs['result'], step.outputs['polls']]).toEqual([1, 'error', '0'])
      expect(step.annotations[0]?.message).toMatch(new RegExp(words.source, 'i'))
      for (const text of [step.log.join('\n'), step.outputsFile, step.summary])
        for (const secret of [URL_SECRET, 'ghs_abc', 'github_pat_abc']) expect(text).not.toContain(secret)
      expect(requests).toEqual([])
    },
  )
})

test.concurrent('blanks around values, empty values for defaults, booleans in any case', async () => {
  const inputs = {
    updateid: '  101 \n',
    timeout: '',
    'outage-timeout': ' 1m30s ',
    'on-squashed': '',
    'fail-fast': 'FALSE',
    summary: '1',
    'access-key': ' demo-access-key\n',
  }
  const step = await runAgainst({ jobs: [{ kind: 'update', id: 101, running: '0s' }] }, inputs)
  expect(step.outputs['result']).toBe('complete')
  expect(step.log[0]).toMatch(/image update 101 for up to 1h/)
})

test.concurrent('an input without effect is no error; one line says so', async () => {
  const inputs = {
    updateid: '101',
    mirroring: 'true',
    'install-mode': 'watch',
    'allowed-failed-machines': '5%',
  }
  const step = await runAgainst({ jobs: [{ kind: 'update', id: 101, running: '0s' }] }, inputs)
  expect(step.outputs['result']).toBe('complete')
  const lines = step.log.filter(line => /without effect/i.test(line))
  expect(lines).toEqual([
    'Inputs without effect in this step: mirroring, install-mode, allowed-failed-machines',
  ])
})

function token(text: string) {
  return { 'access-key': '', 'secret-key': '', 'bearer-token': text }
}
