import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Certificate } from '../../support/authority.ts'

/** A request, and the connection that it came on. */
export interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly socket: Socket
  /** Its number among all requests, from 1. */
  readonly count: number
  /** Its number among the requests of its connection, from 1. */
  readonly nth: number
}

/** A server that tests of connections use. */
export interface ConnectionServer {
  readonly port: number
  readonly arrivals: readonly Arrival[]
}

/** Where the server listens, and its certificate if it is an https server. */
export interface ServerOptions {
  readonly host?: string
  readonly tls?: Certificate
}

/** A server that records which requests share a connection, for as long as `body` takes. */
export async function withConnections<T>(
  { host = '127.0.0.1', tls }: ServerOptions,
  handle: (arrival: Arrival) => void,
  body: (server: ConnectionServer) => Promise<T>,
): Promise<T> {
  const arrivals: Arrival[] = []
  const counts = new Map<Socket, number>()
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request
    const nth = (counts.get(socket) ?? 0) + 1
    counts.set(socket, nth)
    const arrival = { request, response, socket, count: arrivals.length + 1, nth }
    arrivals.push(arrival)
    handle(arrival)
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  server.listen(0, host)
  await once(server, 'listening')
  try {
    return await body({ port: (server.address() as AddressInfo).port, arrivals })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The response of an update job that is running, unless `fields` say otherwise. */
export function sendJob(
  response: ServerResponse,
  fields: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): void {
  const job = { success: true, jobprogress: 40, jobstateid: 4, jobstatename: 'Running', jobfailed: 0 }
  response.writeHead(200, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ ...job, ...fields }))
}

/** The fields of a job that is complete. */
export const complete = { jobprogress: 100, jobstateid: 5, jobstatename: 'Completed' }
