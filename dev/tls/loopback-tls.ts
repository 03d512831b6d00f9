import { createAuthority } from './authority.ts'

const authority = await createAuthority()

/** A certificate for localhost and 127.0.0.1 and its key, for servers on loopback; created in every process. */
export const loopbackTls = await authority.issue(['localhost', '127.0.0.1'])

/** The certificate of the authority that signed it, PEM: clients need it to trust the server. */
export const loopbackCa = authority.cert
