import { createAuthority } from './authority.ts'

const authority = await createAuthority()

/** A certificate for localhost and 127.0.0.1 and its key, for servers on loopback; made anew in every process. */
export const loopbackTls = await authority.issue(['localhost', '127.0.0.1'])

/** The certificate of the authority that signed it, PEM: whoever is to trust the server has to be given it. */
export const loopbackCa = authority.cert
