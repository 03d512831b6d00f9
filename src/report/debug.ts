import type { Get } from '../clanforge/client.ts'
import { pickFields } from '../clanforge/job.ts'
import { type Json, asObject } from '../clanforge/json.ts'
import { ApiError } from '../errors.ts'
import type { Printer } from './printer.ts'

/** What a diff lists its files under. */
const FILES = ['added', 'modified', 'removed']

/** The same GET, with every answer and fault in the debug log. */
export function debugged(get: Get, { debug }: Printer): Get {
  return async (request, signal) => {
    // The path of a rollout has the account service id in it, which is not for the log.
    const path = request.path.replace(/\/project\/[^/]*/, '/project/***')
    try {
      const answer = await get(request, signal)
      debug(`GET ${path}: ${written(withoutFiles(answer.body))}`)
      return answer
    } catch (error) {
      debug(`GET ${path}: ${error instanceof ApiError ? `${error.message} ${error.detail}` : String(error)}`)
      throw error
    }
  }
}

/** A diff's answer lists thousands of files: then only the fields that are kept. */
function withoutFiles(body: Json): Json {
  const answer = asObject(body)
  return answer !== undefined && FILES.some(name => name in answer) ? pickFields(answer) : body
}

/** JSON.parse takes any depth, JSON.stringify does not. */
function written(body: Json): string {
  try {
    return JSON.stringify(body)
  } catch {
    return 'an answer that is nested too deeply to be written'
  }
}
