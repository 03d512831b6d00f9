/** A request. Header names are lowercase, as in node:http. */
export interface SimulatedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Whether its connection was used before. Default: false */
  readonly isOnUsedConnection?: boolean
}

/** A response before it is sent. */
export interface SimulatedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A response with a JSON body. */
export function json(value: unknown, status = 200): SimulatedResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

/** Clanforge's error envelope, as captured by a public client. Clanforge sends it with HTTP 200. */
export function envelope(message: string, status = 200): SimulatedResponse {
  const body = {
    messages: [],
    error_code: 1,
    error_message: message,
    _debug: [],
    success: false,
    error: true,
  }
  return json(body, status)
}
