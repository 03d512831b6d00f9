import { LineError, QUOTED } from './line-text.ts'
import { SPAN } from './span.ts'

/** One thing that can be said in a line. Its form is both the grammar and its documentation. */
export interface Clause<Life> {
  /** Words, `<time>` `<n>` `<x>` `<percent>` `<times>` `<text>` `<word>` for values, `[ …]` for what may be left out. */
  readonly form: string
  readonly says: string
  /** At most one clause of a group may stand in a line; null: any number. */
  readonly group: string | null
  /** Puts the values of the form, in order, into the life; a value that was left out is ''. */
  readonly read: (life: Life, first: string, second: string) => void
}

const VALUES: Readonly<Record<string, string>> = {
  '<time>': `(${SPAN})`,
  '<n>': String.raw`(\d+)`,
  '<x>': String.raw`(\d+(?:\.\d+)?)`,
  '<percent>': String.raw`(\d+)%?`,
  '<times>': String.raw`(once|twice|\d+ times)`,
  '<text>': `(${QUOTED})`,
  '<word>': '([a-z-]+)',
}

/** The regular expression that a form stands for. */
export function formPattern(form: string): RegExp {
  const source = form
    .replaceAll('[', '(?:')
    .replaceAll(']', ')?')
    .replaceAll(' ', String.raw`\s+`)
    .replaceAll(/<\w+>/g, name => VALUES[name] ?? name)
  return new RegExp(`^${source}$`, 'i')
}

/**
 * Reads the clauses of one line into `life`.
 *
 * @throws LineError naming the clause and what is accepted: unknown words, a wrong value, two that exclude each other.
 */
export function readClauses<Life>(
  parts: readonly string[],
  clauses: readonly Clause<Life>[],
  life: Life,
  what: string,
): void {
  const groups = new Map<string, string>()
  for (const part of parts) {
    const { clause, values } = findClause(part, clauses, what)
    claimGroup(groups, clause.group, part)
    clause.read(life, values[0] ?? '', values[1] ?? '')
  }
}

function findClause<Life>(part: string, clauses: readonly Clause<Life>[], what: string) {
  for (const clause of clauses) {
    const match = formPattern(clause.form).exec(part)
    if (match) return { clause, values: match.slice(1).map(value => (value as string | undefined) ?? '') }
  }
  throw new LineError(`"${part}" is not something ${what} can do; ${accepted(part, clauses)}`)
}

// The forms that begin like the part that went wrong say more than the whole list.
function accepted<Life>(part: string, clauses: readonly Clause<Life>[]): string {
  const words = part.toLowerCase().split(/\s+/)
  const alike = clauses.filter(clause => clause.form.split(/[\s[]/).some(word => words.includes(word)))
  const forms = (alike.length > 0 ? alike : clauses).map(clause => clause.form)
  return `accepted: ${forms.join(' · ')}${alike.length > 0 && /\d$/.test(part) ? ' (a time needs a unit: 3s)' : ''}`
}

function claimGroup(groups: Map<string, string>, group: string | null, part: string): void {
  if (group === null) return
  const earlier = groups.get(group)
  if (earlier !== undefined) throw new LineError(`"${earlier}" and "${part}" exclude each other`)
  groups.set(group, part)
}

/**
 * A percentage as a share from 0 to 1.
 *
 * @throws LineError above 100.
 */
export function shareOf(percent: string): number {
  const share = Number(percent) / 100
  if (share > 1) throw new LineError(`${percent}% is more than 100%`)
  return share
}

/** `once`, `twice` or `3 times` as a number. */
export function timesOf(text: string): number {
  if (text.toLowerCase() === 'once') return 1
  return text.toLowerCase() === 'twice' ? 2 : Number.parseInt(text, 10)
}
