// Every case of the table, as a real step against a server that sends these responses.
import { expect, test } from '@jest/globals'
import { type CaseResponse, type VerdictCase, caseInputs } from '../support/case-responses.ts'
import { verdictCases } from '../support/verdict-cases.ts'
import { jobsOf, run } from './support/step.ts'
import { type Reply, withServer } from './support/scripted.ts'

/** Responds to each path with its responses in turn, of which the last repeats. */
function serverOf({ responses }: VerdictCase): (request: { readonly url?: string | undefined }) => Reply {
  const counts = new Map<string, number>()
  return ({ url = '' }) => {
    const [path = ''] = url.split('?')
    const turns = responses[path]
    if (turns === undefined) return { status: 410, body: { error_message: `no response to GET ${path}` } }
    const nth = counts.get(path) ?? 0
    counts.set(path, nth + 1)
    return replyOf(turns[Math.min(nth, turns.length - 1)] ?? {})
  }
}

function replyOf({ status = 200, body }: CaseResponse): Reply {
  return { status, body: body === undefined ? '' : JSON.stringify(body) }
}

const cases = verdictCases
  .filter(({ unitOnly }) => unitOnly === undefined)
  .map(row => [row.row, row.name, row] as const)

test.concurrent.each(cases)('%s: %s', async (_, __, row) => {
  const step = await withServer(serverOf(row), ({ url }) => run(url, { ...caseInputs, ...row.inputs }))
  expect(step.outputs).toMatchObject({ result: row.result, inferred: String(row.inferred ?? false) })
  expect(step.code).toBe(row.exitCode ?? (row.result === 'complete' ? 0 : 1))
  if (row.polls !== undefined) expect(step.outputs['polls']).toBe(String(row.polls))
  expect(jobsOf(step).some(({ inferred }) => inferred)).toBe(row.inferred ?? false)
  const text = [...step.log, ...step.annotations.map(({ message }) => message)].join('\n')
  for (const words of row.text ?? []) expect(text).toContain(words)
})
