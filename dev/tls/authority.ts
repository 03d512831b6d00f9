// Certificates without the openssl command, since not every machine has it.
import { isIP } from 'node:net'
import { type GenerateResult, generate } from 'selfsigned'

/** A certificate and its key, as PEM texts. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** An authority that no machine trusts by itself. */
export interface Authority extends Certificate {
  /** A certificate for these host names and IP addresses. `expired`: it was valid only in the past. */
  readonly issue: (hosts: readonly string[], expired?: boolean) => Promise<Certificate>
}

const DAY = 86_400_000
const ALGORITHM = { keyType: 'ec', algorithm: 'sha256' } as const

/** A new authority with a key of its own. */
export async function createAuthority(): Promise<Authority> {
  const own = await generate([{ name: 'commonName', value: 'Test authority' }], {
    ...ALGORITHM,
    ...validity(-DAY),
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  })
  const ca = { key: own.private, cert: own.cert }
  const issue = async (hosts: readonly string[], expired = false): Promise<Certificate> => {
    const altNames = hosts.map(host =>
      isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const),
    )
    const issued = await generate([{ name: 'commonName', value: 'Test server' }], {
      ...ALGORITHM,
      ...validity(expired ? -3 * DAY : -DAY),
      ca,
      extensions: [{ name: 'subjectAltName', altNames }],
    })
    return certificateOf(issued)
  }
  return { ...certificateOf(own), issue }
}

function certificateOf({ cert, private: key }: GenerateResult): Certificate {
  return { cert, key }
}

/** Two days, the first of which is so many ms from now. */
function validity(fromNow: number) {
  return {
    notBeforeDate: new Date(Date.now() + fromNow),
    notAfterDate: new Date(Date.now() + fromNow + 2 * DAY),
  }
}
