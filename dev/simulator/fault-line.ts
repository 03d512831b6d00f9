import { isHeard } from './fault.ts'
import type { Fault } from './fault.ts'
import { DEFAULT_MIX, MODIFIERS, takeFault } from './fault-clauses.ts'
import { LineError, splitAtCommas } from './line-text.ts'
import { parseDuration } from './span.ts'

/** A fault with what it applies to. */
export interface FaultRule {
  readonly line: string
  /** One fault for a script; those to draw from for a rate. */
  readonly faults: readonly Fault[]
  /** A rate befalls one request in so many, drawn; a script (1) befalls every one until it is used up. */
  readonly oneIn: number
  readonly times: number
  readonly lastsMs: number
  /** Part of `path?query`, lower-case, `*` for anything. */
  readonly pattern: string
  readonly skip: number
  /** Whether the request still reaches Clanforge; null: as the fault has it. */
  readonly heard: boolean | null
}

const RATE = /^one\s+in\s+(\d+)\b\s*(?:on\s+([^\s:]+)\s*)?(?::\s*(.*))?$/i

/**
 * Understands one line such as `503 x3`, `429 retry-after 5`, `hang on queue` or `one in 3: reset, 503`.
 * A script may hold several, separated by commas, that apply one after the other. `none` is no fault.
 *
 * @throws LineError naming the part and what is accepted.
 */
export function parseFaultLine(line: string): readonly FaultRule[] {
  const text = line.trim()
  if (text.toLowerCase() === 'none') return []
  const rate = RATE.exec(text)
  if (rate) return [rateRule(text, Number(rate[1]), rate[2], rate[3])]
  if (/^one\s/i.test(text))
    throw new LineError(`"${text}": a rate is written one in <n>[ on <pattern>][: fault, fault]`)
  return splitAtCommas(text).map(scriptRule)
}

function rateRule(
  line: string,
  oneIn: number,
  pattern: string | undefined,
  list: string | undefined,
): FaultRule {
  if (oneIn < 1) throw new LineError(`"${line}": one in how many? At least 1`)
  const faults = splitAtCommas(list ?? DEFAULT_MIX).map(part => {
    const { fault, rest } = takeFault(part)
    if (rest.length > 0)
      throw new LineError(`"${rest.join(' ')}" does not go with a rate; a pattern comes before the colon`)
    return fault
  })
  return { ...everything(line), faults, oneIn, pattern: pattern?.toLowerCase() ?? '' }
}

function everything(line: string): FaultRule {
  return { line, faults: [], oneIn: 1, times: Infinity, lastsMs: Infinity, pattern: '', skip: 0, heard: null }
}

function scriptRule(line: string): FaultRule {
  const { fault, rest } = takeFault(line)
  let rule: FaultRule = { ...everything(line), faults: [fault], times: 1 }
  let words = rest
  while (words.length > 0) {
    const [word = '', value = ''] = words
    const change = modifier(word.toLowerCase(), value, line)
    words = words.slice(change.words)
    rule = { ...rule, ...change.rule }
  }
  return rule
}

function modifier(word: string, value: string, line: string): { rule: Partial<FaultRule>; words: 1 | 2 } {
  if (/^x\d+$/.test(word)) return { rule: { times: Number(word.slice(1)) }, words: 1 }
  if (word === 'forever') return { rule: { times: Infinity }, words: 1 }
  if (word === 'for') return { rule: { times: Infinity, lastsMs: parseDuration(value) }, words: 2 }
  if (word === 'on' && value !== '') return { rule: { pattern: value.toLowerCase() }, words: 2 }
  if (word === 'after' && /^\d+$/.test(value)) return { rule: { skip: Number(value) }, words: 2 }
  if (word === 'heard' || word === 'unheard') return { rule: { heard: word === 'heard' }, words: 1 }
  throw new LineError(`"${line}": after a fault comes ${Object.keys(MODIFIERS).join(' · ')}, not "${word}"`)
}

/** Whether the request reaches Clanforge under this fault of this rule. */
export function reachesClanforge(rule: FaultRule, fault: Fault): boolean {
  return rule.heard ?? isHeard(fault)
}
