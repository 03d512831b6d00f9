/** What `parseJson` returns. A whole number beyond 2^53 is a bigint, so that it stays exact. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json
}

declare global {
  // In V8 since Node 21, but not yet in TypeScript's library.
  interface JSON {
    rawJSON: (text: string) => unknown
  }
}

/** A run of digits that a double may round. */
const MANY_DIGITS = /\d{16}/
const WHOLE = /^-?\d+$/
const DECIMAL = /^\s*[+-]?\d+(?:\.\d+)?\s*$/

/**
 * Parses a JSON text, with whole numbers exact at any size.
 *
 * @param ignored names of the outermost object whose values do not need to be exact
 * @throws SyntaxError when it is not JSON, RangeError when it is nested too deeply
 */
export function parseJson(text: string, ignored: ReadonlySet<string> = new Set()): Json {
  const value = JSON.parse(text) as Json
  // A reviver makes parsing several times slower, and almost no response needs it.
  return MANY_DIGITS.test(text) && hasRounded(value, ignored)
    ? (JSON.parse(text, exactNumber as Reviver) as Json)
    : value
}

/** Whether a number was too large to be read exactly. Iterative, so that deep nesting cannot overflow the stack. */
function hasRounded(value: Json, ignored: ReadonlySet<string>): boolean {
  const entries = Object.entries(asObject(value) ?? { value })
  const rest: Json[] = entries.filter(([name]) => !ignored.has(name)).map(([, inner]) => inner)
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === 'number' && Math.abs(next) > Number.MAX_SAFE_INTEGER) return true
    if (typeof next === 'object' && next !== null)
      for (const inner of Object.values<Json>(next)) rest.push(inner)
  }
  return false
}

/** Writes a value that `parseJson` returned, with whole numbers exact at any size. */
export function stringifyJson(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? JSON.rawJSON(String(inner)) : inner,
  )
}

type Reviver = (key: string, value: unknown) => unknown

function exactNumber(_: string, value: unknown, context: { readonly source?: string }): unknown {
  const { source } = context
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value)
  return isRounded && source !== undefined && WHOLE.test(source) ? BigInt(source) : value
}

/** A JSON object; undefined for an array, `null` or a scalar. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !isArray(value) ? value : undefined
}

/** Whether it is a JSON array. (`Array.isArray` does not narrow readonly arrays.) */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/**
 * A finite number, read leniently: numbers as text, booleans as 0 and 1; undefined for anything else.
 * Clanforge's pages call `jobstart` a string and disagree on `jobfailed`, so no field's type is trusted.
 */
export function toNumber(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' ? fromText(value) : asNumber(value)
  return number !== undefined && Number.isFinite(number) ? number : undefined
}

function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? Number(value)
    : undefined
}

function fromText(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text)
  const word = text.trim().toLowerCase()
  return word === 'true' ? 1 : word === 'false' ? 0 : undefined
}

/** A boolean, read leniently: 0 and 1, and both as text; undefined for anything else. */
export function toBoolean(value: Json | undefined): boolean | undefined {
  const number = toNumber(value)
  return number === 0 ? false : number === 1 ? true : undefined
}

/** The value, unless it is absent, null or blank; else undefined. */
export function toPresent(value: Json | undefined): Json | undefined {
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value
}

/** A string that is not blank, trimmed; undefined for anything else. */
export function toText(value: Json | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

/** Whether a field holds this ID, as a number or as text. */
export function isId(value: Json | undefined, id: string): boolean {
  return toId(value) === id
}

/** An ID, which may come as a number or as text; undefined for anything else. */
export function toId(value: Json | undefined): string | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : toText(value)
}
