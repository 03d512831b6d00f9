import { readClauses } from './clause.ts'
import { DEFAULT_PHASES, JOB_KINDS, plainJobLife, plainRolloutLife } from './life.ts'
import type { JobKind, JobLife, RolloutLife } from './life.ts'
import { COMMON_CLAUSES } from './life-clauses.ts'
import { ownClauses, ROLLOUT_CLAUSES } from './own-clauses.ts'
import { LineError, splitAtCommas } from './line-text.ts'

/** Which jobs a line is about: ids from `first` to `last`, the next free id, or every job made by a create call. */
export type LineIds = { readonly first: number; readonly last: number } | 'next' | 'created'

/** A line, understood. */
export type LifeLine =
  | { readonly kind: JobKind; readonly ids: LineIds; readonly life: JobLife }
  | { readonly kind: 'rollout'; readonly ids: LineIds; readonly life: RolloutLife }

const HEAD = /^(?<kind>[a-z]+)(?:\s+(?<ids>\*|\d+(?:\.\.\d+)?))?(?:\s+(?<flavour>mirroring|machine))?$/i
const MAX_RANGE = 100_000

/**
 * Understands one line such as `update 101: queued 3s, running 12s`.
 *
 * @throws LineError naming the line, the part of it, and what is accepted.
 */
export function parseLifeLine(line: string): LifeLine {
  try {
    return parse(line.trim())
  } catch (error) {
    if (!(error instanceof LineError)) throw error
    throw new LineError(`${line.trim()}: ${error.message}`, { cause: error })
  }
}

function parse(line: string): LifeLine {
  const [head = ''] = line.split(':', 1)
  const { kind, ids, flavour } = parseHead(head.trim())
  const parts = splitAtCommas(line.slice(head.length + 1))
  if (kind === 'rollout') {
    if (ids === 'next') throw new LineError('a rollout needs the id of its image, such as rollout 44')
    return { kind, ids, life: rolloutLife(parts) }
  }
  return { kind, ids, life: { ...jobLife(kind, parts), mirroring: flavour === 'mirroring' } }
}

function parseHead(head: string) {
  const { kind = '', ids, flavour } = HEAD.exec(head.toLowerCase())?.groups ?? {}
  const known = [...JOB_KINDS, 'rollout' as const].find(name => name === kind)
  if (known === undefined) {
    const accepted = 'update, diff, version, install or rollout, an id (101, 1..1000, * or none), a colon'
    throw new LineError(`a line begins with ${accepted}; "${head}" does not`)
  }
  if (flavour !== undefined && known !== 'install') throw new LineError(`only an install is ${flavour}`)
  return { kind: known, ids: parseIds(ids), flavour }
}

function parseIds(text: string | undefined): LineIds {
  if (text === undefined) return 'next'
  if (text === '*') return 'created'
  const [first = 0, last = first] = text.split('..').map(Number)
  if (first < 1 || last < first || last - first >= MAX_RANGE) {
    throw new LineError(
      `"${text}" is not an id or a range of at most ${String(MAX_RANGE)} ids, from small to large`,
    )
  }
  return { first, last }
}

function jobLife(kind: JobKind, parts: readonly string[]): JobLife {
  const life = plainJobLife()
  const what = kind === 'update' || kind === 'install' ? `an ${kind}` : `a ${kind}`
  readClauses(parts, [...COMMON_CLAUSES, ...ownClauses(kind)], life, what)
  if (Object.keys(life.phases).length === 0) life.phases = { ...DEFAULT_PHASES }
  if (life.failingRuns !== Infinity && life.ending.how !== 'fails') {
    throw new LineError('"run again" needs "fails" in the same line')
  }
  return life
}

function rolloutLife(parts: readonly string[]): RolloutLife {
  const life = plainRolloutLife()
  readClauses(parts, ROLLOUT_CLAUSES, life, 'a rollout')
  if (life.fail > life.machines) {
    throw new LineError(`${String(life.fail)} fail of ${String(life.machines)} machines is too many`)
  }
  return life
}
