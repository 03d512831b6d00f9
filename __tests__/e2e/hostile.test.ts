import { expect, test } from '@jest/globals'
import { fastClock } from '../../dev/runner/preload.ts'
import { failed, job, running, withServer } from './support/scripted.ts'
import { type Around, jobsOf, run } from './support/step.ts'

const update = { updateid: '101' }
const debug: Around = { env: { RUNNER_DEBUG: '1' } }

// Everything that a log, a summary or the runner could take for something else.
const texts: readonly (readonly [string, string])[] = [
  ['a command', '::error::owned'],
  ['a command on a line of its own', 'disk full\n::set-output name=result::complete\r\n::stop-commands::x'],
  ['a command behind blanks', 'disk full\n   ::add-mask::complete'],
  ['the older form', '##[command]owned\n##[error]owned'],
  ['a command behind a carriage return', 'disk full\r::error::owned'],
  [
    'a command behind a line separator',
    'disk full\u2028::error::owned\u0085::error::owned\u000b::error::owned',
  ],
  ['an ANSI sequence inside a marker', ':\u001b[31m:error::owned #\u001b[0m#[error]owned'],
  ['control characters inside a marker', ':\u0000:error::owned ##\u0007[error]owned'],
  ['ANSI', '\u001b[2J\u001b[1;31mred\u001b]0;title\u0007\u009b31m'],
  [
    'Markdown',
    '| a | b |\n|---|---|\n# Head\n```mermaid\ngraph\n```\n[link](javascript:x) ![i](http://x/y) @everyone',
  ],
  ['HTML', '<script>alert(1)</script></table><img src=x onerror=y><!-- -->&lt;'],
  ['a heredoc', 'x\nghadelimiter_\nEOF\nresult<<EOF\ncomplete\nEOF'],
  ['the writing direction', 'abc\u202egnp.exe\u2066'],
  ['escapes of the runner', '%0A::error::owned%0D%25'],
]

test.concurrent.each(texts)('%s', async (_, text) => {
  const name = text.slice(0, 200)
  const responses = [
    { status: 500, headers: { 'content-type': 'text/html' }, body: `<title>${text}</title>` },
    { body: { success: false, error: true, error_message: text } },
    job({ ...running, jobstatename: name, jobstateid: 8, joberror: text }),
    job({ ...failed, jobstatename: name, joberror: text }),
  ]
  await withServer(
    (_request, count) => responses[Math.max(0, count === 1 ? 2 : count)] ?? responses[3],
    async ({ url }) => {
      const step = await run(url, update, debug)
      expect(step.outputs).toMatchObject({ result: 'failed', jobstatename: name, joberror: text })
      expectHarmless(step.stdout, step.summary)
    },
  )
})

test.concurrent.each(texts)('%s in a refusal', async (_, text) => {
  await withServer(
    () => ({ status: 400, body: { error: true, error_message: text } }),
    async ({ url }) => {
      const step = await run(url, update, debug)
      expect(step.outputs['result']).toBe('error')
      expectHarmless(step.stdout, step.summary)
    },
  )
})

test.concurrent(
  'text of the API: 100 kB in every field: exact in outputs up to 8,192 bytes, truncated elsewhere',
  async () => {
    const long = 'ä'.repeat(50_000)
    await withServer(
      () => job({ ...failed, jobstatename: long, joberror: long, jobeta: long, installs_squashed: [long] }),
      async ({ url }) => {
        const step = await run(url, update, debug)
        expect(step.outputs['result']).toBe('failed')
        for (const name of ['jobstatename', 'joberror', 'jobeta'])
          expect(step.outputs[name]).toBe('ä'.repeat(4_096))
        expect(Buffer.byteLength(step.outputs['installs_squashed'] ?? '')).toBeLessThanOrEqual(8_192)
        expect(jobsOf(step)[0]?.fields['joberror']).toBe('ä'.repeat(4_096))
        for (const line of step.stdout.split('\n')) expect(line.length).toBeLessThan(5_000)
        expect(step.summary.length).toBeLessThan(10_000)
      },
    )
  },
)

test.concurrent('text of the API: the summary of a thousand failed jobs stays under 1 MiB', async () => {
  const ids = Array.from({ length: 1000 }, (_, n) => String(n + 1))
  const joberror = '<|>&#*_[]()'.repeat(200)
  await withServer(
    () => job({ ...failed, joberror }),
    async ({ url }) => {
      // At the deadline every job has its final poll, outside the limit of 5 requests a second, within 10 s. On a slow
      // clock, these are long enough for a busy machine.
      const inputs = { updateid: ids.join(), 'fail-fast': 'false', timeout: '200ms' }
      const step = await run(url, inputs, { nodeArgs: fastClock(0.2), timeoutMs: 120_000 })
      expect(step.outputs['result']).toBe('failed')
      expect(jobsOf(step).filter(({ result }) => result === 'failed')).toHaveLength(1000)
      expect(Buffer.byteLength(step.summary)).toBeGreaterThan(500_000)
      expect(step.summary).toMatch(/… and \d+ more jobs; the output jobs has them all/)
    },
  )
})

/** One line per line of ours, no control characters in it, and nothing that Markdown or HTML would act upon. */
function expectHarmless(stdout: string, summary: string): void {
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
  const words = stdout
    .split('\n')
    .map(line => line.replace(/^::(add-mask|debug|warning|error title=[^:]+)::/, ''))
  expect(words.filter(line => line.includes('::'))).toEqual([])
  // Links of our own are the only markup in angle brackets besides line breaks and folded parts.
  const markup =
    /<(?!br>|https:\/\/docs\.unity\.com\/|\/?(details|summary)>)|javascript:|!\[|\]\(|@everyone|^#(?!##)/m
  expect(summary).not.toMatch(markup)
  const rows = summary.split('\n').filter(line => line.startsWith('| '))
  expect(rows.map(row => row.split('|').length)).toEqual(rows.map(() => 6))
  expect(summary.match(/```/g) ?? []).toHaveLength(summary.includes('```mermaid') ? 2 : 0)
}
