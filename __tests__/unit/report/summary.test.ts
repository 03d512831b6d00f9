import { describe, expect, test } from '@jest/globals'
import { summaryOf } from '../../../src/report/summary.ts'
import type { JobView, Moment } from '../../../src/wait/job.ts'
import type { Result } from '../../../src/wait/outcome.ts'
import { outcomeOf, plain } from '../../support/outcomes.ts'
import { isComplete, jobReading, jobView, rolloutReading } from '../../support/readings.ts'

const START = 1_800_000_000
const toServerTime = (_: JobView, at: number) => START * 1000 + at

/** The summary of a step that ended so. */
function summary(
  result: Result,
  jobs: readonly JobView[],
  notes: readonly string[] = [],
  redact = plain,
): string {
  const outcome = outcomeOf(result, jobs)
  return summaryOf({ outcome, verdict: 'The verdict', notes, now: 60_000, toServerTime }, redact)
}

/** A job that failed with this error, called so by the API. */
function failing(joberror: string, stateName = 'Failed'): JobView {
  const reading = jobReading({ state: 'failed', stateName })
  return jobView({ reading, fields: { joberror }, ending: { result: 'failed', by: 'state' } })
}

/** What GitHub would show: entities as the signs they stand for. */
function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** The cells of the row of the first job. */
function firstRow(markdown: string): readonly string[] {
  const row = markdown.split('\n').filter(line => line.startsWith('| '))[2] ?? ''
  return row.slice(2, -2).split(' | ').map(shown)
}

describe('the job summary', () => {
  test.each<readonly [Result, string]>([
    ['complete', '✅'],
    ['squashed', '⚠️'],
    ['failed', '❌'],
    ['timed-out', '⏰'],
    ['stalled', '🧊'],
    ['cancelled', '🚫'],
    ['error', '❌'],
  ])('of %s begins with %s and the verdict', (result, sign) => {
    expect(summary(result, [jobView()]).split('\n')[0]).toBe(`### ${sign} The verdict`)
  })

  test('of bad input is its notes', () => {
    expect(summary('error', [], ['Updateid is "x".']).split('\n')).toEqual([
      '### ❌ The verdict',
      '- Updateid is &#34;x&#34;&#46;',
      '',
    ])
  })

  test('has a row for every job', () => {
    const reading = jobReading({
      state: 'complete',
      stateName: 'Complete',
      progress: 100,
      start: START - 300,
      updated: START - 10,
    })
    const job = jobView({ reading, fields: {}, ending: isComplete, runsAgain: 2 })
    expect(firstRow(summary('complete', [job])).map(cell => cell.replaceAll('\u00a0', ' '))).toEqual([
      'image update 101',
      '✅ complete, run again 2 times',
      'Complete, 100 %',
      '4m 50s',
      '07:55:00',
      '07:59:50',
      '7',
      '',
    ])
  })

  test('says which jobs are taken for complete because they are gone', () => {
    const job = jobView({ ending: { ...isComplete, inferred: true } })
    expect(firstRow(summary('complete', [job]))[1]?.replaceAll('\u00a0', ' ')).toBe(
      '✅ complete, gone from the list',
    )
  })

  test('lists a rollout’s counts as they changed, up to forty', () => {
    const moments = Array.from({ length: 50 }, (_, done): Moment => {
      return { at: done * 1_000, state: 'counts', reading: rolloutReading(50 - done, 0, done) }
    })
    const job = jobView({ target: { kind: 'rollout', id: '44' }, reading: rolloutReading(1, 0, 49), moments })
    const lines = summary('timed-out', [job]).split('\n')
    expect(lines).toContain('| 08:00:05 UTC | 5 | 45 | 0 |')
    expect(lines.filter(line => /^\| \d\d:/.test(line))).toHaveLength(40)
    expect(lines).toContain('… and 10 more changes.')
  })
})

describe('hostile text', () => {
  const hostile = [
    '| a | b |',
    '`code` ```` ```mermaid',
    '<img src=x onerror=alert(1)> <script>x</script>',
    '</details></table>',
    '[click](https://evil.example) ![x](https://evil.example/p.png)',
    'https://evil.example www.evil.example',
    '@octocat @org/team #1 GH-1 owner/repo#1 user@evil.example',
    '# head **bold** __x__ ~~y~~ - [ ] > quote \\| &lt;b&gt; &#60;b&#62;',
    'a\n\n# new line\r\n| --- |\u2028```',
    '$x^2$ $$y$$ :tada: <!-- c -->',
  ]

  test.each(hostile)('as an error stays in its cell, as text: %j', text => {
    const markdown = summary('failed', [failing(text)])
    const row = markdown.split('\n').filter(line => line.startsWith('| '))[2] ?? ''
    expect(row.split(' | ')).toHaveLength(8)
    // Nothing is left that Markdown, HTML or GitHub gives a meaning to, but the entities themselves.
    expect(
      row
        .slice(1, -1)
        .replace(/ \| /g, ' ')
        .replace(/&#\d+;/g, ''),
    ).not.toMatch(/[|`<>[\]()!@#*_~\\&$:/.{}"'=+]/)
    expect(markdown.split('\n')).toHaveLength(summary('failed', [failing('harmless')]).split('\n').length)
  })

  test.each(hostile)('as a note stays a line: %j', text => {
    const notes = summary('failed', [], [text]).split('\n')
    expect(notes).toHaveLength(3)
    expect(notes[1]?.slice(2).replace(/&#\d+;/g, '')).not.toMatch(/[|`<>[\]()!@#*_~\\&$:/.{}"'=+]/)
  })

  test('as the name of a state too, and never in the timeline', () => {
    const moments: readonly Moment[] = [
      { at: 0, state: 'unknown', reading: jobReading({ state: 'unknown', stateName: '```\n| x' }) },
    ]
    const job = { ...failing('x', '```\n| x'), moments }
    const markdown = summary('failed', [job])
    expect(markdown.match(/```/g)).toHaveLength(2)
    expect(firstRow(markdown)).toHaveLength(8)
  })

  test('can be read as it was meant', () => {
    expect(firstRow(summary('failed', [failing('disk `/dev/sda1` is 100% full, see <log>')]))[7]).toBe(
      'disk `/dev/sda1` is 100% full, see <log>',
    )
  })

  test('without secrets, and cut', () => {
    const markdown = summary('failed', [failing(`hunter2 ${'x'.repeat(5_000)}`)], ['hunter2'], text =>
      text.replaceAll('hunter2', '***'),
    )
    expect(markdown).not.toContain('hunter2')
    expect(firstRow(markdown)[7]).toBe(`*** ${'x'.repeat(295)}…`)
  })
})

describe('the size', () => {
  const MIB = 2 ** 20

  test('stays under 1 MiB for 1,000 jobs with hostile errors of 64 KiB', () => {
    const jobs = Array.from({ length: 1_000 }, () => failing('<|`&"'.repeat(13_107), '<|`'.repeat(1_000)))
    const markdown = summary('failed', jobs, ['<|`'.repeat(20_000)])
    expect(Buffer.byteLength(markdown)).toBeLessThan(MIB)
    expect(markdown).toMatch(/… and \d+ more jobs; the output jobs has them all\./)
  })

  test('stays under 1 MiB for 1,000 rollouts that change all the time', () => {
    const moments = Array.from({ length: 200 }, (_, done): Moment => {
      return { at: done * 1_000, state: 'counts', reading: rolloutReading(200 - done, 0, done) }
    })
    const jobs = Array.from({ length: 1_000 }, (_, index) =>
      jobView({
        target: { kind: 'rollout', id: String(index) },
        reading: rolloutReading(1, 0, 199),
        moments,
      }),
    )
    expect(Buffer.byteLength(summary('timed-out', jobs))).toBeLessThan(MIB)
  })

  test('1,000 jobs with little to say are all there', () => {
    const jobs = Array.from({ length: 1_000 }, () => jobView({ ending: isComplete }))
    expect(
      summary('complete', jobs).match(/image&#|image\u00a0|image update/g)?.length,
    ).toBeGreaterThanOrEqual(1_000)
  })
})
