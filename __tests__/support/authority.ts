import { isIP } from 'node:net'
import { generate } from 'selfsigned'

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** A certificate authority that no machine trusts by default. */
export interface Authority extends Certificate {
  /** Issues a certificate for host names and IP addresses. `expired`: it was valid only in the past. */
  readonly issue: (hosts: readonly string[], expired?: boolean) => Promise<Certificate>
}

type Options = NonNullable<Parameters<typeof generate>[1]>

const DAY = 86_400_000

/** Creates an authority with a new key. */
export async function createAuthority(): Promise<Authority> {
  const authority = await certify('Test authority', -DAY, {
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  })
  return {
    ...authority,
    issue: (hosts, expired = false) =>
      certify(hosts[0] ?? '', expired ? -3 * DAY : -DAY, {
        ca: authority,
        extensions: [{ name: 'subjectAltName', altNames: hosts.map(alternativeName) }],
      }),
  }
}

/** Issues a certificate that is valid for two days, from `offset` ms after now. */
async function certify(commonName: string, offset: number, options: Options): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + offset),
    notAfterDate: new Date(Date.now() + offset + 2 * DAY),
    ...options,
  })
  return { cert, key }
}

// The tags of dNSName and iPAddress in RFC 5280, section 4.2.1.6.
function alternativeName(host: string) {
  return isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const)
}
