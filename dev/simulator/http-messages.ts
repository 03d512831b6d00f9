/** A request without its connection. Header names are lower-case, as node:http gives them. */
export interface SimulatedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** A response before it goes over the wire. */
export interface SimulatedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A response with a JSON body. */
export function json(status: number, value: unknown): SimulatedResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

/** Clanforge's error envelope, as a public client captured it. Clanforge's own refusals have HTTP 200. */
export function envelope(message: string, status = 200): SimulatedResponse {
  return json(status, {
    messages: [],
    error_code: 1,
    error_message: message,
    _debug: [],
    success: false,
    error: true,
  })
}
