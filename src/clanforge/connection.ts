import http from 'node:http'
import https from 'node:https'

/** Node's http or https for one request, and whether that request had a secured connection to leave by. */
export interface WatchedTransport {
  readonly httpModule: typeof http | typeof https
  readonly isSecured: () => boolean
}

/**
 * The transport for one request, which tells whether the TLS handshake was over when something went wrong.
 * Before it nothing was sent; after it the request may have arrived, whatever TLS complains of.
 */
export function watchedTransport(protocol: string): WatchedTransport {
  const plain = protocol === 'https:' ? https : http
  let isSecured = false
  const request = (options: http.RequestOptions, take: (message: http.IncomingMessage) => void) => {
    const opened = plain.request(options, take)
    return opened.once('socket', socket => {
      isSecured = opened.reusedSocket
      if (isSecured) return
      socket.once('secureConnect', () => {
        isSecured = true
      })
    })
  }
  // Not a copy: that would call the getters of http, which load half of Node.
  const httpModule = Object.assign(Object.create(plain) as typeof plain, { request })
  return { httpModule, isSecured: () => isSecured }
}
