import {
  type Access,
  type Get,
  type GetOptions,
  type GetTools,
  createGet,
} from '../../src/clanforge/client.ts'

/** A GET of a server, with what a test does not set. */
export function getFrom(url: string, more: Partial<Access & GetTools> = {}): Get {
  const { wallClock = Date.now, redact = (text: string) => text, ...rest } = more
  const access = { url, proxy: undefined, authorization: 'Basic c2VjcmV0', userAgent: 'y', ...rest }
  return createGet(access, { wallClock, redact, ...rest })
}

/** A request that nothing ends, on any connection. */
export const plainly: GetOptions = { signal: new AbortController().signal, isNewConnection: false }

/** A request that nothing ends, on a new connection. */
export const onNewConnection: GetOptions = { ...plainly, isNewConnection: true }
