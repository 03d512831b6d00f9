import { formPattern } from './clause.ts'
import type { Fault } from './fault.ts'
import { LineError, QUOTED, unquote } from './line-text.ts'

/** One kind of fault as it is written: its form is the grammar and its documentation, as for lives. */
interface FaultForm {
  readonly form: string
  readonly says: string
  readonly make: (first: string, second: string) => Fault
}

function plain(
  kind: 'reset' | 'cut' | 'hang' | 'drip' | 'page' | 'empty' | 'garbage' | 'wrong job',
  says: string,
): FaultForm {
  return { form: kind, says, make: () => ({ kind }) }
}

function status(text: string, seconds: string | null, asDate: boolean): Fault {
  const number = Number(text)
  if (number < 300 || number > 599) throw new LineError(`${text} is not a status from 300 to 599`)
  return {
    kind: 'status',
    status: number,
    retryAfter: seconds === null ? null : { seconds: Number(seconds), asDate },
  }
}

/** Every kind of fault. */
export const FAULT_FORMS: readonly FaultForm[] = [
  plain('reset', 'the connection is reset instead of an answer'),
  plain('cut', 'the connection ends in the middle of the body'),
  plain('hang', 'never answered'),
  plain('drip', 'the body comes a byte a second'),
  { form: '<n>', says: 'that status, 300 to 599, with an error envelope', make: n => status(n, null, false) },
  {
    form: '<n> retry-after <n>',
    says: 'with Retry-After in seconds',
    make: (n, seconds) => status(n, seconds, false),
  },
  {
    form: '<n> retry-after date <n>',
    says: 'with Retry-After as a date so many seconds away',
    make: (n, seconds) => status(n, seconds, true),
  },
  plain('page', '200 with a web page'),
  plain('empty', '200 without a body'),
  plain('garbage', '200 with broken JSON'),
  plain('wrong job', 'the answer is about another id'),
  {
    form: 'oversized[ <n>]',
    says: 'the true answer, so many MiB too large (default 2)',
    make: n => ({ kind: 'oversized', mebibytes: Number(n || '2') }),
  },
  {
    form: 'redirect[ <text>]',
    says: '302 to a URL (default http://127.0.0.1:9/)',
    make: url => ({ kind: 'redirect', location: url === '' ? 'http://127.0.0.1:9/' : unquote(url) }),
  },
  {
    form: 'refusal[ <text>]',
    says: 'the error envelope with HTTP 200',
    make: text => ({
      kind: 'refusal',
      message: text === '' ? 'image locked by diffid: 218595' : unquote(text),
    }),
  },
]

/** What may follow a fault in a script. */
export const MODIFIERS: Readonly<Record<string, string>> = {
  'x<n>': 'for so many requests (default x1)',
  forever: 'for every request',
  'for <time>': 'for that long, from the first request it befalls',
  'on <pattern>': 'only where path?query contains it; * stands for anything',
  'after <n>': 'lets so many such requests through first',
  unheard: 'the request does not reach Clanforge: a queue call or retry has no effect',
  heard: 'the request does reach Clanforge',
}

/** The faults of a rate that names none: those a patient waiter survives, and quickly. */
export const DEFAULT_MIX =
  'reset, cut, 408, 429 retry-after 1, 500, 502, 503, 504, page, empty, garbage, wrong job'

/**
 * The longest part at the beginning of `text` that is a fault, and what follows it.
 *
 * @throws LineError listing the kinds when there is none.
 */
export function takeFault(text: string): { readonly fault: Fault; readonly rest: readonly string[] } {
  const words = text.match(new RegExp(String.raw`${QUOTED}|\S+`, 'g')) ?? []
  for (let length = Math.min(4, words.length); length > 0; length--) {
    const beginning = words.slice(0, length).join(' ')
    for (const { form, make } of FAULT_FORMS) {
      const match = formPattern(form).exec(beginning)
      if (match) return { fault: make(match.at(1) ?? '', match.at(2) ?? ''), rest: words.slice(length) }
    }
  }
  const forms = FAULT_FORMS.map(({ form }) => form)
  throw new LineError(
    `"${text}" is not a fault; accepted: ${[...forms, 'one in <n>: …', 'none'].join(' · ')}`,
  )
}
