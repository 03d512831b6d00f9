import { expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import { preload } from '../../dev/runner/preload.ts'
import { casesOf, expectHidden, type SecretCase } from '../support/secret-cases.ts'
import { failed, type Reply, withServer } from './support/scripted.ts'
import { type Around, readable, run } from './support/step.ts'

// Letters and signs that no text of ours has four of in a row.
const character = fc.constantFrom(...Array.from('QXZJqxzj+/=&"%'))

/** What a server sends back of a secret, and where. */
const replies: Readonly<Record<string, (text: string) => Reply>> = {
  joberror: text => ({ body: { ...failed, joberror: text } }),
  'joberror as an array, where it is truncated': text => ({
    body: { ...failed, joberror: ['~'.repeat(480), text] },
  }),
  'a state': text => ({ body: { jobstateid: 99, jobstatename: text, jobfailed: 1 } }),
  'an ID and other fields': text => ({ body: { ...failed, machinejobid: text, jobeta: text, [text]: text } }),
  'an error page': text => ({ status: 410, body: `<title>${'~'.repeat(490)}${text}</title>` }),
  'an error message': text => ({ status: 400, body: { error_message: text } }),
  'a refusal': text => ({ body: { error: true, success: false, error_message: text } }),
  headers: text => ({
    status: 400,
    headers: { 'x-echo': encodeURIComponent(text), location: encodeURI(text) },
  }),
}

async function expectNothingShown(each: SecretCase, reply: Reply, around: Around = {}): Promise<void> {
  await withServer(
    () => reply,
    async ({ url }) => {
      const inputs = { updateid: '101', timeout: '200ms', 'access-key': 'demo', 'secret-key': each.secret }
      const step = await run(url, inputs, { ...around, env: { RUNNER_DEBUG: '1', ...around.env } })
      expect(step.code).toBe(1)
      const printed = step.stdout.replace(/^::add-mask::.*$/gm, '')
      // As a person reads it: the entities of Markdown have signs of their own.
      const summary = readable(step.summary)
      for (const shown of [printed, step.stderr, summary, step.outputsFile]) expectHidden(each, shown)
    },
  )
}

test.concurrent.each(Object.entries(replies))(
  'any secret in %s is in nothing that a step writes (12 cases)',
  async (_, replyOf) => {
    await fc.assert(
      fc.asyncProperty(casesOf(character), each =>
        expectNothingShown(each, replyOf(`${each.before}${each.written}${each.after}`)),
      ),
      { numRuns: 12 },
    )
  },
)

test.concurrent('any secret in an unexpected error is in nothing that a step writes (12 cases)', async () => {
  // By a variable: code that is preloaded has its own text, encoded, as the name of its file in every stack.
  const crash = preload('Math.random = () => { throw new TypeError(process.env.CRASH) }')
  await fc.assert(
    fc.asyncProperty(casesOf(character), each => {
      const env = { CRASH: `${each.before}${each.written}${each.after}` }
      return expectNothingShown(each, { body: failed }, { env, nodeArgs: crash })
    }),
    { numRuns: 12 },
  )
})
