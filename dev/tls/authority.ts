// Certificates without the openssl command, since not every machine has it: as much DER as an X.509 certificate needs.
import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate and its key, as PEM texts. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** An authority that no machine trusts by itself. */
export interface Authority extends Certificate {
  /** A certificate for these host names and IP addresses. `expired`: it was valid only in the past. */
  readonly issue: (hosts: readonly string[], expired?: boolean) => Certificate
}

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const DAY = 86_400_000
let serial = 1

/** A new authority with a key of its own. */
export function createAuthority(): Authority {
  const { publicKey, privateKey } = newKey()
  const issuer = name('Test authority')
  const self = {
    issuer,
    subject: issuer,
    publicKey,
    signer: privateKey,
    isAuthority: true,
    hosts: [],
    from: -DAY,
  }
  const issue = (hosts: readonly string[], expired = false): Certificate => {
    const own = newKey()
    const from = expired ? -3 * DAY : -DAY
    const made = {
      ...self,
      subject: name(hosts[0] ?? ''),
      publicKey: own.publicKey,
      isAuthority: false,
      hosts,
      from,
    }
    return { cert: certificate(made), key: pemOf(own.privateKey) }
  }
  return { cert: certificate(self), key: pemOf(privateKey), issue }
}

interface Content {
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly publicKey: KeyObject
  readonly signer: KeyObject
  readonly isAuthority: boolean
  readonly hosts: readonly string[]
  /** When its two days of validity begin, ms from now. */
  readonly from: number
}

function certificate({ issuer, subject, publicKey, signer, isAuthority, hosts, from }: Content): string {
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(++serial),
    ECDSA_SHA256,
    issuer,
    sequence(time(from), time(from + 2 * DAY)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(basicConstraints(isAuthority), ...(hosts.length > 0 ? [alternativeNames(hosts)] : [])),
    ),
  )
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', body, signer))
  const base64 = sequence(body, ECDSA_SHA256, signature).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function newKey() {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const bytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return tagged(0x30, ...contents)
}

function oid(...bytes: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes))
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]))
}

function name(common: string): Buffer {
  return sequence(tagged(0x31, sequence(oid(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from(common)))))
}

function time(fromNow: number): Buffer {
  const text = new Date(Date.now() + fromNow).toISOString().replace(/\.\d+|[-:T]/g, '')
  return tagged(0x18, Buffer.from(text))
}

function basicConstraints(isAuthority: boolean): Buffer {
  const content = sequence(...(isAuthority ? [tagged(0x01, Buffer.from([0xff]))] : []))
  return sequence(oid(0x55, 0x1d, 0x13), tagged(0x04, content))
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map(host =>
    isIP(host) === 0 ? tagged(0x82, Buffer.from(host)) : tagged(0x87, addressBytes(host)),
  )
  return sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, sequence(...names)))
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  // The gap of an IPv6 address (`::`) stands for as many zeros as are missing.
  const [start = [], end = []] = address
    .split('::')
    .map(half => half.split(':').filter(group => group !== ''))
  const zeros = Array<string>(8 - start.length - end.length).fill('0')
  return Buffer.from([...start, ...zeros, ...end].map(group => group.padStart(4, '0')).join(''), 'hex')
}
