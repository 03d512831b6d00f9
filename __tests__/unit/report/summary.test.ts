import { describe, expect, test } from '@jest/globals'
import { links } from '../../../src/report/messages-links.ts'
import type { StepReport } from '../../../src/report/step-report.ts'
import { summaryOf } from '../../../src/report/summary.ts'
import type { JobState } from '../../../src/wait/job-state.ts'
import type { Result } from '../../../src/wait/outcome.ts'
import { counted, lived, rerun, seen } from '../../support/histories.ts'
import {
  START,
  defaultOptions,
  endedJob,
  isComplete,
  jobState,
  jobStatus,
  outcomeWith,
  responseAt,
} from '../../support/job-states.ts'

/** The report of a step of 60 s that ended so; anything can be set. */
function reportOf(result: Result, jobs: readonly JobState[], more: Partial<StepReport> = {}): StepReport {
  return {
    outcome: outcomeWith(result, jobs),
    requests: 7,
    elapsed: 60_000,
    options: defaultOptions,
    problems: [],
    now: 60_000,
    wallClock: START * 1000 + 60_000,
    ...more,
  }
}

function summary(...args: Parameters<typeof reportOf>): string {
  return summaryOf(reportOf(...args))
}

/** A job that failed with this error, in a state that the API calls so. */
function failing(joberror: string, stateName = 'Failed'): JobState {
  const last = responseAt(60_000, jobStatus({ state: 'failed', stateName }), { joberror })
  return endedJob({ kind: 'update', id: '101' }, { type: 'failed' }, 60_000, { last })
}

/** What GitHub shows: the signs that entities stand for. */
function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** The cells of the first row below the head of the table, as Markdown. */
function firstRow(markdown: string): readonly string[] {
  const row = markdown.split('\n').filter(line => line.startsWith('| '))[2] ?? ''
  return row.slice(2, -2).split(' | ')
}

/** What Markdown, HTML or GitHub gives a meaning to, once the entities are removed. */
const MEANINGFUL = /[|`<>[\]()!@#*_~\\&$:/.{}"'=+]/
const withoutEntities = (text: string) => text.replace(/&#\d+;/g, '')

describe('the job summary', () => {
  test.each<readonly [Result, string]>([
    ['complete', '✅'],
    ['squashed', '⚠️'],
    ['failed', '❌'],
    ['timed-out', '⏰'],
    ['stalled', '🧊'],
    ['cancelled', '🚫'],
    ['error', '❌'],
  ])('of %s begins with %s and the headline', (result, sign) => {
    expect(summary(result, [jobState()]).split('\n')[0]).toMatch(new RegExp(`^### ${sign} (Image|The)`, 'u'))
  })

  test('of many jobs begins with how many failed', () => {
    const jobs = [failing('x'), ...Array.from({ length: 6 }, () => jobState())]
    expect(summary('failed', jobs)).toMatch(/^### ❌ 1 of 7 jobs failed/)
  })

  test.each<readonly [string, JobState]>([
    ['an inferred ending', endedJob({ kind: 'install', id: '7' }, { type: 'inferred', wasListed: true }, 0)],
    [
      'a rollout with failed machines',
      lived([counted(0, 0, 1, 39)], {
        target: { kind: 'rollout', id: '44' },
        ending: isComplete,
        endedAt: 0,
      }),
    ],
  ])('with %s has no green tick', (_, job) => {
    const markdown = summary('complete', [job])
    expect(markdown).toMatch(/^### ⚠️ /)
    expect(markdown).not.toContain('✅')
  })

  test('of a failure has cause and advice, and the pages of Clanforge are links', () => {
    const lines = summary('failed', [failing('disk full')]).split('\n')
    const notes = lines.filter(line => line.startsWith('- '))
    expect(shown(notes[0] ?? '')).toContain('disk full')
    expect(notes[1]).toContain(`<${links.errors}>`)
    expect(notes).toHaveLength(3)
  })

  test('of a success has no notes', () => {
    expect(summary('complete', [jobState()])).not.toMatch(/^- /m)
  })

  test('of invalid inputs lists every problem, whole', () => {
    const long = 'x'.repeat(5_000)
    const problems = [`updateid: "null" is no ID\ntimeout: 30 has no unit`, long]
    const markdown = summary('error', [], { options: undefined, requests: 0, problems })
    expect(markdown).not.toContain('| ')
    expect(shown(markdown).split('\n').slice(2, 5)).toEqual([
      '- updateid: "null" is no ID',
      '- timeout: 30 has no unit',
      `- ${long}`,
    ])
  })

  test('of a complete step whose outputs could not be written says both, without a green tick at the top', () => {
    const job = endedJob({ kind: 'update', id: '101' }, isComplete, 60_000)
    const markdown = shown(
      summary('complete', [job], { problems: ['The outputs could not be written: ENOSPC'] }),
    )
    expect(markdown).toMatch(/^### ❌ Image update 101 is complete/)
    expect(markdown).toContain('- The outputs could not be written: ENOSPC')
    expect(firstRow(markdown)[1]).toBe('✅ complete')
  })

  test('has times of the server’s clock, however wrong that of this machine is', () => {
    const job = lived([seen(0, 'queued'), seen(10, 'running')])
    const wrong = { now: 5_060_000, wallClock: 0 }
    const moved = (at: number) => at + 5_000_000
    const late = {
      ...job,
      history: job.history.map(entry => ({ ...entry, at: moved(entry.at) })),
      last: job.last && { ...job.last, receivedAt: moved(job.last.receivedAt) },
    }
    expect(summary('timed-out', [late], wrong)).toContain(
      'queued :2027-01-15 08:00:00.000, 2027-01-15 08:00:10.000',
    )
  })

  test('has times of this machine’s clock where a response has no date', () => {
    const job = lived([seen(0, 'queued'), seen(10, 'running')])
    const undated = { ...job, last: job.last && { ...job.last, date: undefined } }
    const wallClock = (START + 3_600 + 60) * 1000
    expect(summary('timed-out', [undated], { wallClock })).toContain(
      'queued :2027-01-15 09:00:00.000, 2027-01-15 09:00:10.000',
    )
  })

  test('draws jobs that did not succeed first where there are too many, and says how many it shows', () => {
    const jobs = Array.from({ length: 30 }, (_, index) => {
      const target = { kind: 'install', id: String(index) } as const
      const history = [seen(0, 'running'), seen(50, index === 25 ? 'failed' : 'complete')]
      return lived(history, {
        target,
        ending: index === 25 ? { type: 'failed' } : isComplete,
        endedAt: 50_000,
      })
    })
    const markdown = summary('failed', jobs)
    expect(markdown.match(/^ {2}section .*/gm)?.slice(0, 2)).toEqual([
      '  section ❌ install 25',
      '  section ✅ install 0',
    ])
    expect(markdown).toContain('The timeline shows 20 of 30 jobs.')
  })

  test('has the counters of a rollout where a reader can open them: the first and the last twenty changes', () => {
    const history = Array.from({ length: 50 }, (_, done) => counted(done, 50 - done, 0, done))
    const job = lived(history, { target: { kind: 'rollout', id: '44' } })
    const lines = shown(summary('timed-out', [job])).split('\n')
    const start = lines.indexOf('<details>')
    expect(lines.slice(start, start + 6)).toEqual([
      '<details>',
      '<summary>Machines of the rollout of image 44</summary>',
      '',
      '| Time | Completed | Pending | Failed |',
      '| --- | --- | --- | --- |',
      '| 08:00:00 | 0 | 50 | 0 |',
    ])
    expect(lines.filter(line => /^\| \d\d:/.test(line))).toHaveLength(40)
    expect(lines).toContain('| 08:00:49 | 49 | 1 | 0 |')
    expect(lines).toContain('10 changes in between are left out.')
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
    '- - a list in a list',
    '      code',
  ]

  test.each(hostile)('as an error stays in its cell, as text: %j', text => {
    const markdown = summary('failed', [failing(text)])
    const cells = firstRow(markdown)
    expect(cells).toHaveLength(4)
    expect(withoutEntities(cells.join(' '))).not.toMatch(MEANINGFUL)
    expect(markdown.split('\n')).toHaveLength(summary('failed', [failing('harmless')]).split('\n').length)
  })

  test.each(hostile)('as the error of a re-run stays in its cell: %j', text => {
    const job = lived([rerun(1, text), seen(2, 'running')])
    const [, cell = ''] = firstRow(summary('timed-out', [job]))
    const lines = cell.split('<br>')
    expect(lines).toHaveLength(2)
    expect(withoutEntities(lines.join(' '))).not.toMatch(MEANINGFUL)
  })

  test.each(hostile)('as the cause stays a line of text: %j', text => {
    const notes = summary('failed', [failing(text)]).match(/^- .*/gm) ?? []
    expect(notes).toHaveLength(3)
    expect(withoutEntities(notes[0]?.slice(2) ?? '')).not.toMatch(MEANINGFUL)
  })

  test.each(hostile)('as a problem stays text: %j', text => {
    const markdown = summary('error', [], { options: undefined, requests: 0, problems: [text] })
    const lines = markdown
      .split('\n')
      .slice(2)
      .filter(line => line !== '')
    for (const line of lines) {
      expect(line).toMatch(/^- /)
      expect(withoutEntities(line.slice(2))).not.toMatch(MEANINGFUL)
      expect(line.slice(2)).not.toMatch(/^[-\s]/)
    }
  })

  test('as the name of a state too, and never in the timeline', () => {
    const job = lived([seen(0, 'unknown', { stateName: '```\n| x' })])
    const markdown = summary('timed-out', [job])
    expect(markdown.match(/```/g)).toHaveLength(2)
    expect(firstRow(markdown)).toHaveLength(4)
    expect(markdown.slice(markdown.indexOf('```mermaid'))).not.toContain('| x')
  })

  test('can be read as it was meant', () => {
    const [, cell = ''] = firstRow(summary('failed', [failing('disk `/dev/sda1` is 100% full, see <log>')]))
    expect(shown(cell)).toBe('❌ failed at 40%: disk `/dev/sda1` is 100% full, see <log>')
  })

  test('is truncated, without control characters', () => {
    const [, cell = ''] = firstRow(summary('failed', [failing(`\u001b[31m${'x'.repeat(5_000)}`)]))
    expect(shown(cell)).toMatch(/^❌ failed at 40%: {2}x{280,281}…$/)
  })
})

describe('the size', () => {
  const MIB = 2 ** 20

  test('stays under 1 MiB for 1,000 jobs with hostile errors of 64 KiB, and says what is left out', () => {
    const jobs = Array.from({ length: 1_000 }, () => failing('<|`&"'.repeat(13_107), '<|`'.repeat(1_000)))
    const markdown = summary('failed', jobs, { problems: ['<|`'.repeat(200_000), '<|`'.repeat(20_000)] })
    expect(Buffer.byteLength(markdown)).toBeLessThan(MIB)
    expect(markdown).toMatch(/… and \d+ more jobs; the output jobs has them all\./)
  })

  test('stays under 1 MiB for 1,000 problems', () => {
    const problems = Array.from({ length: 1_000 }, () => '<|`'.repeat(1_000))
    const markdown = summary('error', [], { options: undefined, requests: 0, problems })
    expect(Buffer.byteLength(markdown)).toBeLessThan(MIB)
    expect(markdown).toMatch(/^- … and \d+ more$/m)
  })

  test('stays under 1 MiB for 1,000 rollouts that change all the time', () => {
    const history = Array.from({ length: 200 }, (_, done) => counted(done, 200 - done, 0, done))
    const jobs = Array.from({ length: 1_000 }, (_, index) =>
      lived(history, { target: { kind: 'rollout', id: String(index) } }),
    )
    expect(Buffer.byteLength(summary('timed-out', jobs))).toBeLessThan(MIB)
  })

  test('leaves room for every one of 1,000 jobs with little to report', () => {
    const jobs = Array.from({ length: 1_000 }, () => jobState({ ending: isComplete, endedAt: 0 }))
    expect(summary('complete', jobs).match(/^\| image/gm)).toHaveLength(1_000)
  })
})
