import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A certificate for localhost, 127.0.0.1 and clanforge.test, its key, and the CA that signed it; for servers on
 * loopback in tests and benchmarks. The CA's own key was thrown away when they were made, with openssl, for a hundred
 * years: nobody trusts this CA, and nobody can sign with it any more.
 */
export const loopbackTls = {
  key: readFileSync(join(import.meta.dirname, 'server-key.pem'), 'utf8'),
  cert: readFileSync(join(import.meta.dirname, 'server.pem'), 'utf8'),
} as const

/** Where the CA's certificate lies, for NODE_EXTRA_CA_CERTS. */
export const loopbackCaFile = join(import.meta.dirname, 'ca.pem')
