import { type Json, asObject, isArray } from './json.ts'
import { redactUrls } from './redact-urls.ts'
import { fieldNames } from './status.ts'
import { isDocumentedState } from './states.ts'

/** Replaces secrets in a text by `***`. */
export type Redact = (text: string) => string

/** Shorter lines of a multi-line secret are not redacted: replacing a lone bracket would garble every text. */
const MIN_LINE_LENGTH = 4
const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The fields that are read and are not numeric. */
const OTHER_NAMES = new Set(['jobstatename', 'joberror', 'installs', 'error_message', 'message'])
/** The fields whose values are IDs and numbers. Sent as text, they are not redacted: a short secret would change them. */
const NUMERIC = new Set([
  ...fieldNames.filter(name => !OTHER_NAMES.has(name)),
  ...['jobid', 'machineid', 'target_imageversionid', 'error', 'mirroring'],
])
const NUMBER = /^\s*(?:[+-]?\d{1,20}(?:\.\d{1,20})?|true|false)\s*$/i
/** The fields with the lists of files of a diff. They are not used. */
export const FILE_LISTS = new Set(['added', 'modified', 'removed'])

/** Returns a function that replaces secrets by `***`, also where they are escaped or encoded. */
export function createRedactor({ texts }: { readonly texts: readonly string[] }): Redact {
  const spellings = [...new Set(texts.flatMap(spellingsOf))].filter(spelling => spelling !== '')
  if (spellings.length === 0) return text => text
  // One pass is enough for almost every text: it has nothing to replace.
  const any = new RegExp(spellings.map(spelling => spelling.replace(/[^a-z0-9]/gi, escape)).join('|'))
  return text => {
    if (!any.test(text)) return text
    return replaceAll(
      text,
      spellings.flatMap(spelling => occurrences(text, spelling)),
    )
  }
}

/** A text from outside without secrets, and without the user info, query and fragment of its URLs. */
export function redactText(text: string, redact: Redact): string {
  return redactUrls(redact(text))
}

/**
 * A response with every text in it redacted. Iterative, so that deep nesting cannot overflow the stack.
 * Numbers, IDs, documented states and the names of the fields that are read stay as they are.
 * The lists of files of a diff are left out: they are not used and can have hundreds of thousands of strings.
 */
export function redactResponse(body: Json, redact: Redact): Json {
  const root: Container = [withoutFiles(body)]
  const containers: Container[] = [root]
  for (let container = containers.pop(); container !== undefined; container = containers.pop()) {
    for (const name of Object.keys(container)) {
      const copy = redactValue(name, (container as Record<string, Json>)[name] ?? null, redact)
      ;(container as Record<string, Json>)[name] = copy
      if (typeof copy === 'object' && copy !== null) containers.push(copy as Container)
    }
  }
  return root[0] ?? null
}

function withoutFiles(body: Json): Json {
  const object = asObject(body)
  if (object === undefined) return body
  return Object.fromEntries(Object.entries(object).filter(([name]) => !FILE_LISTS.has(name)))
}

/** A copy of an array or object whose values are still to be redacted. */
type Container = Json[] | Record<string, Json>

function redactValue(name: string, value: Json, redact: Redact): Json {
  if (typeof value === 'string') return isHarmless(name, value) ? value : redactText(value, redact)
  if (isArray(value)) return [...value]
  const object = asObject(value)
  if (object === undefined) return value
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [redactName(key, redact), inner]))
}

function redactName(name: string, redact: Redact): string {
  return NUMERIC.has(name) || OTHER_NAMES.has(name) ? name : redactText(name, redact)
}

function isHarmless(name: string, text: string): boolean {
  return name === 'jobstatename' ? isDocumentedState(text) : NUMERIC.has(name) && NUMBER.test(text)
}

/** A UTF-16 code unit as an escape that a regular expression matches literally. */
function escape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Where a string begins and ends in another. */
type Span = readonly [start: number, end: number]

/** All occurrences. They may overlap, and every character of each is to be replaced. */
function occurrences(text: string, spelling: string): readonly Span[] {
  const spans: Span[] = []
  let start = text.indexOf(spelling)
  for (; start !== -1; start = text.indexOf(spelling, start + 1)) spans.push([start, start + spelling.length])
  return spans
}

/** Replaces each span by `***`, and spans that overlap by a single `***`. */
function replaceAll(text: string, spans: readonly Span[]): string {
  let result = ''
  let shown = 0
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (start >= shown) result += `${text.slice(shown, start)}***`
    shown = Math.max(shown, end)
  }
  return result + text.slice(shown)
}

/** The spellings in which a secret may appear: as it is, in JSON, URLs, forms and HTML, in variants of Base64, or one line of it. */
function spellingsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  // encodeURIComponent throws on a lone surrogate.
  const url = encodeURIComponent(secret.toWellFormed())
  const unpadded = secret.replace(/=+$/, '')
  const html = secret.replace(/[&<>"']/g, character => HTML[character] ?? character)
  // Forms escape more than encodeURIComponent does, and plus signs in a URL may be left as they are.
  const form = new URLSearchParams([['', secret]]).toString().slice('='.length)
  const escaped = [url, url.replaceAll('%20', '+'), form]
  const lowercase = escaped.map(text => text.replace(/%../g, code => code.toLowerCase()))
  return [
    ...[secret, json, json.replaceAll('/', '\\/'), html, html.replaceAll('&quot;', '&#34;')],
    ...[unpadded, unpadded.replaceAll('+', '-').replaceAll('/', '_')],
    ...[...escaped, ...lowercase].flatMap(text => [text, text.replaceAll('%', '%25')]),
    ...secret.split(/\r?\n/).filter(line => line.length >= MIN_LINE_LENGTH),
  ]
}
