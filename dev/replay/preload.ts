// Loaded into the process of the replayed step, before the action. Responds to requests from the recording, in virtual
// time.
import { readFileSync } from 'node:fs'
import FakeTimers from '@sinonjs/fake-timers'
import nock from 'nock'
import { type Exchange, readRecording } from './recording.ts'

const API = 'https://clanforge.invalid'
/** Rounds of the event loop before the clock advances. A request or a response takes no time here, but one or two rounds. */
const ROUNDS = 5

const log = readFileSync(process.env['REPLAY_LOG'] ?? '', 'utf8')
const { start, exchanges, outputs, elapsed } = readRecording(log, process.env['REPLAY_STEP'])
/** The remaining exchanges of each path; the last one is repeated. */
const left = new Map(Object.entries(Object.groupBy(exchanges, ({ path }) => path)))
const clock = FakeTimers.install({
  now: start,
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
})

process.env['INPUT_API-URL'] = API
nock(API)
  .persist()
  .get(() => true)
  .reply(({ url }: Request) => respond(nextExchange(new URL(url))))
// The random delays of the step are not recorded: this is their mean.
Math.random = () => 0.5
if (outputs['result'] === 'cancelled') setTimeout(() => process.emit('SIGTERM', 'SIGTERM'), elapsed)
setImmediate(advance, 1)

/** Advances the clock to the next timer when everything before it is done. */
function advance(round: number): void {
  const isLast = round === ROUNDS
  if (isLast) clock.next()
  const immediate = setImmediate(advance, isLast ? 1 : round + 1)
  // Without virtual time, the event loop ends if no timer is left, and the action reports that. So it does here.
  if (clock.countTimers() === 0) immediate.unref()
}

function nextExchange(url: URL): Exchange | undefined {
  url.searchParams.delete('accountserviceid')
  const path = url.pathname.replace(/\/project\/[^/]*/, '/project/***')
  const queue = left.get(path + url.search) ?? []
  return queue.length > 1 ? queue.shift() : queue[0]
}

type Response = readonly [status: number, body: string, headers: Readonly<Record<string, string>>]

/** @throws the Node error behind a recorded network error (src/clanforge/network-errors.ts) */
async function respond(exchange: Exchange | undefined): Promise<Response> {
  if (exchange === undefined) return [404, '', {}]
  const { sent, ended, status, date, retryAfter, body, error = '', message = '' } = exchange
  await new Promise(resolve => setTimeout(resolve, Math.round(ended - sent)))
  if (['connect', 'certificate', 'network'].includes(error)) {
    const code = /\((\w+)\)/.exec(message)?.[1] ?? 'ECONNRESET'
    throw Object.assign(new Error('replayed'), { code, syscall: error === 'connect' ? 'connect' : 'read' })
  }
  // Without a response, the action ends the request.
  if (typeof status !== 'number' && status !== '2xx') return new Promise(() => undefined)
  const headers = {
    ...(typeof date === 'number' ? { date: new Date(date * 1000).toUTCString() } : {}),
    ...(typeof retryAfter === 'number' ? { 'retry-after': String(Math.ceil(retryAfter / 1000)) } : {}),
  }
  return [status === '2xx' ? 200 : status, body, headers]
}
