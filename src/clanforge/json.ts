/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json
}

/** A JSON object; an array, `null` or a scalar gives undefined. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !isArray(value) ? value : undefined
}

/** Whether it is a JSON array. (`Array.isArray` does not narrow readonly arrays.) */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

const DECIMAL = /^\s*[+-]?\d+(?:\.\d+)?\s*$/

/**
 * A finite number, read leniently: numbers as strings, booleans as 0 and 1.
 * Clanforge's pages call `jobstart` a string and disagree on `jobfailed`, so no field's type is trusted.
 */
export function toNumber(value: Json | undefined): number | undefined {
  const number =
    typeof value === 'string' ? fromText(value) : typeof value === 'boolean' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function fromText(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text)
  const word = text.trim().toLowerCase()
  return word === 'true' ? 1 : word === 'false' ? 0 : undefined
}

/** A boolean, read leniently: 0 and 1, and both as text. */
export function toBoolean(value: Json | undefined): boolean | undefined {
  const number = toNumber(value)
  return number === 0 ? false : number === 1 ? true : undefined
}

/** A text that is not blank, trimmed. */
export function toText(value: Json | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

/** An id, which may come as a number or as a string. */
export function toId(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : toText(value)
}

/** Whether it is the id asked for; a number so large that JSON has rounded it is compared as one. */
export function isId(value: Json | undefined, id: string): boolean {
  return toId(value) === id || (typeof value === 'number' && value === Number(id))
}
