// Runs in the process of the replayed step, before it: a server with the recorded responses, and virtual time.
import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type ClientRequest, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exchange, Recording } from './recording.ts'
import { installVirtualTime } from './virtual-timers.ts'

const HEADER = 'x-replayed-request'
const { start, exchanges, outputs, elapsed } = JSON.parse(
  readFileSync(process.env['REPLAY_RECORDING'] ?? '', 'utf8'),
) as Recording
/** The exchanges that each path has left; the last one is repeated. */
const left = new Map(Object.entries(Object.groupBy(exchanges, ({ path }) => path)))
/** Requests under way, with their exchanges. */
const open = new Map<string, Exchange | undefined>()
/** Requests and responses between client and server: virtual time is stopped meanwhile. */
const onTheWire = new Set<string>()
let requests = 0

const server = createServer((incoming, response) => {
  const name = String(incoming.headers[HEADER])
  const exchange = open.get(name)
  onTheWire.delete(name)
  if (exchange?.status === undefined && exchange !== undefined) return
  setTimeout(() => {
    if (!open.has(name)) return
    onTheWire.add(name)
    respond(exchange, response)
  }, delayOf(exchange))
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
server.unref()
process.env['INPUT_API-URL'] = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`

subscribe('http.client.request.created', message => {
  const { request } = message as { readonly request: ClientRequest }
  requests += 1
  const name = String(requests)
  const exchange = nextExchange(request.path)
  request.setHeader(HEADER, name)
  open.set(name, exchange)
  onTheWire.add(name)
  request.once('close', () => {
    open.delete(name)
    onTheWire.delete(name)
  })
  const error = networkError(exchange)
  if (error !== undefined) setTimeout(() => request.destroy(error), delayOf(exchange))
})

installVirtualTime(start, () => onTheWire.size > 0)
// A jitter in the middle: what the recorded step has drawn is not recorded.
Math.random = () => 0.5
if (outputs['result'] === 'cancelled') setTimeout(() => process.emit('SIGTERM', 'SIGTERM'), elapsed)

function nextExchange(pathAndQuery: string): Exchange | undefined {
  const url = new URL(pathAndQuery, 'http://127.0.0.1')
  url.searchParams.delete('accountserviceid')
  const path = url.pathname.replace(/\/project\/[^/]*/, '/project/***')
  const queue = left.get(url.search === '' ? path : `${path}${url.search}`) ?? []
  return queue.length > 1 ? queue.shift() : queue[0]
}

function delayOf(exchange: Exchange | undefined): number {
  return exchange === undefined ? 1 : exchange.ended - exchange.sent
}

/** The error of Node that the recorded one was made of (src/clanforge/network-errors.ts). */
function networkError(exchange: Exchange | undefined): Error | undefined {
  if (exchange?.error === undefined || !['connect', 'certificate', 'network'].includes(exchange.error))
    return undefined
  const code = /\((\w+)\)/.exec(exchange.message)?.[1] ?? 'ECONNRESET'
  const syscall = exchange.error === 'connect' ? 'connect' : 'read'
  return Object.assign(new Error('replayed'), { code, syscall })
}

function respond(exchange: Exchange | undefined, response: ServerResponse): void {
  const { status = 404, date, retryAfter, body = '' } = exchange ?? {}
  response.sendDate = false
  if (date !== undefined) response.setHeader('date', new Date(date * 1000).toUTCString())
  if (retryAfter !== undefined) response.setHeader('retry-after', String(Math.ceil(retryAfter / 1000)))
  // A request on a reused connection may be sent twice, which the recording would not have.
  response.writeHead(status, { connection: 'close' }).end(body)
}
