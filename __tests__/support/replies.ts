import type { Json, JsonObject } from '../../src/clanforge/json.ts'
import { ApiError, type ApiErrorType } from '../../src/clanforge/errors.ts'
import type { Reply } from './scripted-api.ts'

/** A response with this body. */
export function response(body: JsonObject, headers: { retryAfter?: number; date?: number } = {}): Reply {
  return { body, ...headers }
}

/** A job that is running, at this percentage. */
export function running(jobprogress = 10, more: JsonObject = {}): Reply {
  return response({ success: true, jobstateid: 4, jobstatename: 'Running', jobprogress, ...more })
}

/** A job that is queued. */
export const queued: Reply = response({ jobstateid: 3, jobstatename: 'Queued', jobprogress: 0 })

/** A job that is complete. */
export const complete: Reply = response({ jobstateid: 5, jobstatename: 'Complete', jobprogress: 100 })

/** A job that has failed. */
export function failed(more: JsonObject = {}): Reply {
  return response({ jobstateid: 6, jobstatename: 'Failed', jobprogress: 40, joberror: 'disk full', ...more })
}

/** A job that was squashed. */
export const squashed: Reply = response({ jobstateid: 7, jobstatename: 'Squashed', jobprogress: 0 })

/** A rollout's counters. */
export function counts(pending_machines: Json, failed_machines: Json, completed_machines: Json): Reply {
  return response({ pending_machines, failed_machines, completed_machines })
}

/** An install list. */
export function listOf(...installs: readonly JsonObject[]): Reply {
  return response({ installs })
}

/** An HTTP status; `retryAfter` in ms. */
export function status(code: number, retryAfter?: number): Reply {
  return { fault: new ApiError('status', `HTTP ${String(code)}`, { status: code, retryAfter }) }
}

/** A fault of another kind; `takes` ms until it shows. */
export function fault(kind: ApiErrorType, takes = 0): Reply {
  return { fault: new ApiError(kind, `a fault: ${kind}`), takes }
}

/** Clanforge's error envelope, with HTTP 200. */
export const refusal: Reply = response({
  success: false,
  error: true,
  error_message: 'No rows in result set',
})
