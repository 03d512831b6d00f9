import type { ServerResponse } from 'node:http'
import type { Delivery } from './fault.ts'

const DRIP_MS = 1000

/** Sends a response in its delivery mode. A response that hangs stays open until its socket is destroyed. */
export function deliver({ response, mode }: Delivery, to: ServerResponse): void {
  if (mode === 'hang') return
  if (mode === 'reset') {
    reset(to)
    return
  }
  const body = Buffer.from(response.body)
  // A cut body is shorter than its announced length, even an empty one.
  const announced = mode === 'cut' ? Math.max(2, body.length) : body.length
  to.writeHead(response.status, { ...response.headers, 'content-length': announced })
  if (mode === 'cut') cut(body, to)
  else if (mode === 'drip') drip(body, to)
  else to.end(body)
}

// A TLS socket cannot send RST. Destroying it is the nearest thing.
function reset({ socket }: ServerResponse): void {
  if (socket && 'encrypted' in socket) socket.destroy()
  else socket?.resetAndDestroy()
}

function cut(body: Buffer, to: ServerResponse): void {
  const half = body.subarray(0, Math.max(1, Math.floor(body.length / 2)))
  to.write(half.length > 0 ? half : '{', () => to.socket?.end(() => to.destroy()))
}

function drip(body: Buffer, to: ServerResponse): void {
  let sent = 0
  const sendByte = (): void => {
    if (sent >= body.length) to.end()
    else to.write(body.subarray(sent, ++sent))
  }
  const timer = setInterval(sendByte, DRIP_MS)
  to.once('close', () => {
    clearInterval(timer)
  })
  sendByte()
}
