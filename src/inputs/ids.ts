import { type Json, isArray, parseJson, stringifyJson } from '../clanforge/json.ts'
import type { FormatValue } from './format-value.ts'

const ID = /^[1-9]\d{0,19}$/
const ACCEPTED =
  'use positive integers of at most 20 digits, separated by commas, spaces or newlines, or as a JSON array'
/** The most invalid IDs of an input that a message shows: it needs room for the other inputs. */
const MAX_SHOWN_IDS = 3

/** Explains the value of an input that a previous step should have set. */
export const EMPTY_RESULT = 'it looks like an empty result of the previous step'

/**
 * The IDs of an input without duplicates, from a list or a JSON array of numbers or strings.
 * Problems are added to `problems`. If there are any, the IDs must not be used.
 */
export function readIds(
  input: string,
  value: string,
  show: FormatValue,
  problems: string[],
): readonly string[] {
  if (value === '') return []
  const parts = value.startsWith('[') ? arrayParts(value) : value.split(/[\s,]+/)
  const ids = [...new Set(parts?.filter(id => id !== ''))]
  if (parts === undefined) problems.push(`${input}: ${show(value)} is not valid; ${ACCEPTED}`)
  else if (ids.length === 0) problems.push(`${input}: ${show(value)} has no IDs; ${EMPTY_RESULT}`)
  const empty = ids.find(isEmptyResult)
  if (empty !== undefined) problems.push(`${input}: ${show(empty)} is not valid; ${EMPTY_RESULT}`)
  const invalid = ids.filter(id => !isEmptyResult(id) && !ID.test(id))
  if (invalid.length > 0) problems.push(`${input}: ${list(invalid, show)} not valid; ${ACCEPTED}`)
  return ids
}

/** Whether a missing value was printed by an expression or by jq: `null` or `undefined`. */
export function isEmptyResult(text: string): boolean {
  return ['null', 'undefined'].includes(text.toLowerCase())
}

/** Undefined when it is not a JSON array. An element that is neither a number nor a string is written as JSON. */
function arrayParts(value: string): readonly string[] | undefined {
  const array = parsed(value)
  return isArray(array)
    ? array.map(item => (typeof item === 'string' ? item.trim() : stringifyJson(item)))
    : undefined
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function list(ids: readonly string[], show: FormatValue): string {
  const shown = ids.slice(0, MAX_SHOWN_IDS).map(show).join(', ')
  if (ids.length > MAX_SHOWN_IDS) return `${shown} and ${ids.length - MAX_SHOWN_IDS} more are`
  return `${shown} ${ids.length === 1 ? 'is' : 'are'}`
}
