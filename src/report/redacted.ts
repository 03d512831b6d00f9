import type { Get } from '../clanforge/client.ts'
import { isDocumentedState } from '../clanforge/job.ts'
import { type Json, type JsonObject, asObject, isArray } from '../clanforge/json.ts'
import { ApiError } from '../errors.ts'
import { LONGEST_TEXT } from './outputs.ts'
import { cutBytes } from './text.ts'

/**
 * The texts that people are shown. An id or a documented state is left as it is: a short secret in it must not change
 * its meaning.
 */
const TEXTS = ['joberror', 'jobstatename', 'error_message']

/**
 * The same GET, without secrets in the texts that people are shown: they are cut later, and what is left of a secret
 * that was cut in two is not found any more. No more of a text is kept than the outputs give. Texts deeper inside are
 * redacted where they are written.
 */
export function redacted(get: Get, redact: (text: string) => string): Get {
  return async (request, signal) => {
    try {
      const answer = await get(request, signal)
      return { ...answer, body: redactBody(answer.body, redact) }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { kind, message, status, retryAfter } = error
      throw new ApiError(kind, message, { status, retryAfter, detail: redact(error.detail), cause: error })
    }
  }
}

function redactBody(body: Json, redact: (text: string) => string): Json {
  const answer = asObject(body)
  if (answer === undefined) return body
  const fields = redactTexts(answer, redact)
  const { installs } = fields
  if (!isArray(installs)) return fields
  return { ...fields, installs: installs.map(entry => redactTexts(asObject(entry) ?? {}, redact)) }
}

function redactTexts(fields: JsonObject, redact: (text: string) => string): JsonObject {
  const texts = TEXTS.flatMap(name => {
    const text = fields[name]
    return typeof text === 'string' && !isDocumentedState(text)
      ? [[name, cutBytes(redact(text), LONGEST_TEXT)] as const]
      : []
  })
  return { ...fields, ...Object.fromEntries(texts) }
}
