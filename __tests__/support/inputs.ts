import type { ReadInput } from '../../src/inputs/credentials.ts'

/** The inputs of a step by name; what is missing was not set. */
export type Inputs = Readonly<Record<string, string>>

/** The least that a step needs. */
export const enough: Inputs = {
  updateid: '101',
  accountserviceid: '1234567',
  'access-key': 'test-access-key',
  'secret-key': 'test-secret-key',
}

/** Reads inputs as @actions/core does: trimmed, empty when they are not set. */
export function readerOf(inputs: Inputs): ReadInput {
  return name => (inputs[name] ?? '').trim()
}
