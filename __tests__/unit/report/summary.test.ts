import { describe, expect, test } from '@jest/globals'
import { links } from '../../../src/report/messages-links.ts'
import type { JobState } from '../../../src/wait/job-state.ts'
import type { Result } from '../../../src/wait/outcome.ts'
import { counted, lived, seen } from '../../support/histories.ts'
import { START, endedJob, isComplete, jobState } from '../../support/job-states.ts'
import { failing, firstRow, shown, summary, summaryOfProblems } from '../../support/summaries.ts'

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
    const markdown = summaryOfProblems(...problems)
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
      lastResponse: job.lastResponse && {
        ...job.lastResponse,
        receivedAt: moved(job.lastResponse.receivedAt),
      },
    }
    expect(summary('timed-out', [late], wrong)).toContain(
      'waiting :2027-01-15 08:00:00.000, 2027-01-15 08:00:10.000',
    )
  })

  test('has times of this machine’s clock where a response has no date', () => {
    const job = lived([seen(0, 'queued'), seen(10, 'running')])
    const undated = { ...job, lastResponse: job.lastResponse && { ...job.lastResponse, date: undefined } }
    const wallClock = (START + 3_600 + 60) * 1000
    expect(summary('timed-out', [undated], { wallClock })).toContain(
      'waiting :2027-01-15 09:00:00.000, 2027-01-15 09:00:10.000',
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
    const unseen = jobs.slice(12).map(({ target }) => jobState({ target }))
    expect(summary('failed', [...jobs.slice(0, 12), ...unseen])).toContain(
      'The timeline shows 12 of 30 jobs.',
    )
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
