import type { IncomingMessage } from 'node:http'
import { type Duplex, Readable, pipeline } from 'node:stream'
import { ApiError, invalidResponse } from './errors.ts'

/** The codes of node:zlib for a body that does not match its Content-Encoding or is truncated. */
const CANNOT_DECODE = /^(Z_|ERR__ERROR_|ERR_PADDING_)/
/** A body may be compressed more than once. The limit bounds the work of decoding a hostile one. */
const MAX_ENCODINGS = 3

/**
 * Reads a body as text. Decodes it if it is compressed, although the request accepts only `identity`.
 *
 * @param maxBytes the size limit of the decoded body; reading stops there, because a small body may decode to a huge one
 * @throws ApiError `too-large` or `invalid-response`; an error of the connection as it is
 */
export async function readBody(message: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of (await decoded(message)) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } catch (cause) {
    message.destroy()
    const { code = '' } = cause as NodeJS.ErrnoException
    throw CANNOT_DECODE.test(code)
      ? invalidResponse(`its compressed body cannot be read (${code})`, cause)
      : cause
  }
  // JSON.parse rejects a byte order mark. (TextDecoder drops it, but takes milliseconds of the start-up to load.)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '')
}

async function decoded(message: IncomingMessage): Promise<Readable> {
  const header = message.headers['content-encoding'] ?? ''
  const encodings = header
    .toLowerCase()
    .split(',')
    .map(encoding => encoding.trim())
    .filter(encoding => encoding !== '' && encoding !== 'identity')
  if (encodings.length > MAX_ENCODINGS) throw invalidResponse('its body is compressed too often')
  let body: Readable = message
  // The last encoding of the list was applied last.
  for (const encoding of encodings.reverse()) body = await decode(body, encoding)
  return body
}

async function decode(body: Readable, encoding: string): Promise<Readable> {
  // Loaded only when needed: start-up time counts, and almost no response is compressed.
  const zlib = process.getBuiltinModule('node:zlib')
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return connect(body, zlib.createGunzip())
    case 'br':
      return connect(body, zlib.createBrotliDecompress())
    case 'deflate': {
      const { head, rest } = await splitFirst(body)
      // Some servers send the deflate format without the zlib wrapper, whose first byte has 8 in its low half.
      const isWrapped = ((head[0] ?? 0) & 0x0f) === 8
      return connect(rest, isWrapped ? zlib.createInflate() : zlib.createInflateRaw())
    }
    default:
      throw invalidResponse('its Content-Encoding is unknown')
  }
}

/** The first chunk of a stream, and the stream with this chunk still in it. */
async function splitFirst(body: Readable): Promise<{ readonly head: Buffer; readonly rest: Readable }> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>
  const first = await chunks.next()
  const head = first.done === true ? Buffer.alloc(0) : first.value
  async function* whole(): AsyncGenerator<Buffer> {
    if (first.done !== true) yield head
    yield* chunks
  }
  return { head, rest: Readable.from(whole()) }
}

function connect(body: Readable, decoder: Duplex): Readable {
  // Unlike pipe(), pipeline() forwards errors and closes both streams. The reader of the decoder receives the error.
  return pipeline(body, decoder, () => undefined)
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError('too-large', `the response is larger than ${maxBytes / 1024 / 1024} MiB`)
}
