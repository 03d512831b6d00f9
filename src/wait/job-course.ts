import type { JobReading } from '../clanforge/job.ts'
import type { Hints } from './schedule.ts'
import type { Next } from './next.ts'
import { judge } from './verdict.ts'

/** For so long after a run-again, an answer that shows the very failure it was for is an old one. ms */
const STALE = 60_000

/** What must be remembered of a job between two answers. */
export interface JobMemory {
  /** Since when (monotonic ms) the answers have said 100 % while not over. */
  readonly nearlySince?: number | undefined
  readonly retriesLeft: number
  /** `max-jobfailed`, raised by every run-again to the count at that time. */
  readonly maxJobfailed: number
  /** The failure that the last run-again was for, and when that was asked for (monotonic ms). */
  readonly rerun?: { readonly of: JobReading; readonly at: number } | undefined
}

interface Taken {
  readonly step: Next
  readonly memory: JobMemory
}

/** When an answer was heard (monotonic ms), and whether at the deadline, after which nothing is run again any more. */
interface Heard {
  readonly now: number
  readonly final: boolean
}

/**
 * Takes a usable answer.
 *
 * @param min `min-poll-interval`, ms: 100 % is confirmed by an answer that much later, or by the deadline's last look
 */
export function takeJob(memory: JobMemory, reading: JobReading, heard: Heard, min: number): Taken {
  const verdict = judge(reading, memory.maxJobfailed)
  switch (verdict.is) {
    case 'complete':
      return end(memory, { result: 'complete', inferred: false, failedBefore: verdict.failedBefore })
    case 'squashed':
      return end(memory, { result: 'squashed' })
    case 'failed':
      return verdict.by === 'state'
        ? takeFailure(memory, reading, heard)
        : end(memory, { result: 'failed', by: 'count' })
    case 'nearly':
      return takeNearly(memory, reading, heard, min)
    case 'unfinished':
      return askAgain(memory, reading)
  }
}

function takeNearly(memory: JobMemory, reading: JobReading, heard: Heard, min: number): Taken {
  const { nearlySince } = memory
  if (nearlySince !== undefined && (heard.final || heard.now - nearlySince >= min)) {
    return end(memory, { result: 'complete', inferred: false, failedBefore: reading.failures })
  }
  const step: Next = { do: 'ask-again', hints: hintsOf(reading), soon: true }
  return { step, memory: { ...memory, nearlySince: nearlySince ?? heard.now } }
}

/** Only state Failed is run again; a count above the limit in another state may be the count of an earlier run. */
function takeFailure(memory: JobMemory, reading: JobReading, { now, final }: Heard): Taken {
  const { rerun, retriesLeft, maxJobfailed } = memory
  if (rerun !== undefined && now - rerun.at < STALE && isSameFailure(rerun.of, reading))
    return askAgain(memory, reading)
  if (retriesLeft === 0 || final) return end(memory, { result: 'failed', by: 'state' })
  const next = {
    nearlySince: undefined,
    retriesLeft: retriesLeft - 1,
    maxJobfailed: Math.max(maxJobfailed, reading.failures),
    rerun: { of: reading, at: now },
  }
  return { step: { do: 'run-again' }, memory: next }
}

function isSameFailure(before: JobReading, after: JobReading): boolean {
  return before.updated === after.updated && before.failures === after.failures
}

function askAgain(memory: JobMemory, reading: JobReading): Taken {
  return { step: { do: 'ask-again', hints: hintsOf(reading) }, memory: { ...memory, nearlySince: undefined } }
}

function end(memory: JobMemory, ending: (Next & { do: 'end' })['ending']): Taken {
  return { step: { do: 'end', ending }, memory }
}

function hintsOf(reading: JobReading): Hints {
  const { state, progress, eta, start, updated } = reading
  return { started: !['created', 'pending', 'queued'].includes(state), progress, eta, start, updated }
}
