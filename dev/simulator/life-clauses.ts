import { shareOf, timesOf } from './clause.ts'
import type { Clause } from './clause.ts'
import type { JobLife, Phase } from './life.ts'
import { LineError, unquote } from './line-text.ts'
import { parseSpan } from './span.ts'
import { isQuirk, QUIRKS } from './wire.ts'

type JobClause = Clause<JobLife>

function phase(name: Phase, says: string): JobClause {
  return {
    form: `${name} <time>`,
    says,
    group: name,
    read: (life, time) => (life.phases[name] = parseSpan(time)),
  }
}

function progress(style: 'honest' | 'zero' | 'bursts' | 'stalls' | 'flashes', says: string): JobClause {
  return { form: `progress ${style}`, says, group: 'progress', read: life => (life.progress = { style }) }
}

function eta(style: 'honest' | 'none' | 'zero' | 'drifting', says: string): JobClause {
  return { form: `eta ${style}`, says, group: 'eta', read: life => (life.eta = { style }) }
}

function scaledEta(style: 'late' | 'early', says: string): JobClause {
  const read = (life: JobLife, factor: string): void => {
    life.eta = { style, factor: positive(factor) }
  }
  return { form: `eta ${style} <x>`, says, group: 'eta', read }
}

function positive(factor: string): number {
  if (Number(factor) === 0) throw new LineError('a factor must be more than 0')
  return Number(factor)
}

const PHASE_CLAUSES: readonly JobClause[] = [
  phase('created', 'how long in state 1'),
  phase('pending', 'how long in state 2'),
  phase('queued', 'how long in state 3'),
  phase('unknown', 'how long in a state that nobody has documented (8)'),
  phase('running', 'how long in state 4; a life that names no phase has queued 2s, running 8s'),
]

const ENDING_CLAUSES: readonly JobClause[] = [
  {
    form: 'fails[ at <percent>][ <times>]',
    says: 'ends in state 6 at that share of its running time (default 50%), in every run or the first ones',
    group: 'ending',
    read: (life, percent, times) => {
      life.ending = { how: 'fails', share: shareOf(percent || '50') }
      if (times) life.failingRuns = timesOf(times)
    },
  },
  {
    form: 'squashed[ at <percent>]',
    says: 'ends in state 7 at that share of its running time (default 50%)',
    group: 'ending',
    read: (life, percent) => (life.ending = { how: 'squashed', share: shareOf(percent || '50') }),
  },
  {
    form: 'hangs at <percent>',
    says: 'stands still for ever at that share of its running time',
    group: 'ending',
    read: (life, percent) => (life.ending = { how: 'hangs', share: shareOf(percent) }),
  },
  {
    form: 'run again[ after <time>]',
    says: 'only the first run fails (unless fails says how many); with a time nobody has to ask for the next run',
    group: 'run again',
    read: (life, time) => {
      if (life.failingRuns === Infinity) life.failingRuns = 1
      if (time) life.runsAgainAfter = parseSpan(time)
    },
  },
  {
    form: 'refuses retry',
    says: '/retry is refused',
    group: 'retry',
    read: life => (life.refusesRetry = true),
  },
  {
    form: 'retry takes <time>',
    says: '/retry leaves the old failure in view for that long',
    group: 'retry takes',
    read: (life, time) => (life.retryTakes = parseSpan(time)),
  },
  {
    form: 'jobfailed <n>',
    says: 'had failed before',
    group: 'jobfailed',
    read: (life, n) => (life.failedBefore = Number(n)),
  },
  {
    form: 'joberror <text>',
    says: 'what a failure says',
    group: 'joberror',
    read: (life, text) => (life.joberror = unquote(text)),
  },
]

const FIELD_CLAUSES: readonly JobClause[] = [
  progress('honest', 'follows the running time (default)'),
  progress('zero', '0 until it is over'),
  progress('bursts', 'stands and jumps'),
  progress('stalls', 'stands still for a third of the running time, then catches up'),
  progress('flashes', 'says 100 between 40% and 50% of the running time'),
  {
    form: 'progress hangs at <percent>',
    says: 'gets there at half of the running time and stays',
    group: 'progress',
    read: (life, percent) => (life.progress = { style: 'hangs', percent: shareOf(percent) * 100 }),
  },
  {
    form: 'progress ahead <x>',
    says: 'that much too fast: ahead 2 says 100 at half of the running time',
    group: 'progress',
    read: (life, factor) => (life.progress = { style: 'ahead', factor: positive(factor) }),
  },
  eta('honest', 'the end, from state 3 on (default)'),
  eta('none', 'null'),
  eta('zero', '0'),
  eta('drifting', 'begins at half of the running time and moves to the end'),
  scaledEta('late', 'the ETA lies that much too far out: late 1.5 says 15s of 10s running'),
  scaledEta('early', 'the ETA is that much too near: early 2 says 5s of 10s running'),
  {
    form: 'heartbeat',
    says: 'jobupdated moves every second while running',
    group: 'heartbeat',
    read: life => (life.heartbeat = true),
  },
  {
    form: 'wire <word>',
    says: `how it is written; may be repeated: ${Object.keys(QUIRKS).join(', ')}`,
    group: null,
    read: (life, word) => {
      if (!isQuirk(word)) throw new LineError(`"wire ${word}" is none of ${Object.keys(QUIRKS).join(', ')}`)
      life.wire.push(word)
    },
  },
  {
    form: 'appears after <time>',
    says: 'unknown until then',
    group: 'appears',
    read: (life, time) => (life.appearsAfter = parseSpan(time)),
  },
  {
    form: 'image <n>',
    says: 'the image it is about',
    group: 'image',
    read: (life, n) => (life.image = Number(n)),
  },
]

/** What every kind of job with job fields can be told. */
export const COMMON_CLAUSES: readonly JobClause[] = [...PHASE_CLAUSES, ...ENDING_CLAUSES, ...FIELD_CLAUSES]
