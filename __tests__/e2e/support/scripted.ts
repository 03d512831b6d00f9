import { once } from 'node:events'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a scripted server says; an object as body is sent as JSON. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A server with arbitrary responses, for those that no Clanforge sends: `respond` gets the request and its number from 0. */
export async function withServer<T>(
  respond: (request: IncomingMessage, count: number) => Reply | undefined,
  body: (server: { readonly url: string; readonly requests: readonly IncomingMessage[] }) => Promise<T>,
): Promise<T> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    const reply = respond(request, requests.push(request) - 1)
    if (reply === undefined) return
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {})
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
    response.end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    return await body({ url: `http://127.0.0.1:${String(port)}`, requests })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The response about an update job, complete by default. */
export function job(fields: Readonly<Record<string, unknown>> = {}): Reply {
  const complete = { success: true, jobprogress: 100, jobstateid: 5, jobstatename: 'Completed', jobfailed: 0 }
  return { body: { ...complete, ...fields } }
}

export const running = { jobprogress: 40, jobstateid: 4, jobstatename: 'Running' }
export const failed = { jobprogress: 40, jobstateid: 6, jobstatename: 'Failed', jobfailed: 1 }
