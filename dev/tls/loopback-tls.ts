import { createAuthority } from './authority.ts'

const authority = await createAuthority()

/** A certificate for servers on localhost and 127.0.0.1, and its key. Every process creates its own. */
export const loopbackTls = await authority.issue(['localhost', '127.0.0.1'])

/** The certificate of its authority, in PEM, which clients must trust. */
export const loopbackCa = authority.cert
