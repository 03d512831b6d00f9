/** Returns the trimmed value of an input; empty when it is not set. */
export type ReadInput = (name: string) => string

/** A shorter ASID is not masked: it would hide parts of timestamps and make the runner drop outputs. */
const MIN_MASKED_ASID_LENGTH = 6
const ONE_OF_TWO = 'use either access-key and secret-key, or bearer-token'
const SECRET_HINT =
  'Secrets are read with secrets.NAME, not vars.NAME; secrets of an environment also need `environment:` in the job'

/** The secrets of a step. */
export interface Secrets {
  /** Replaced by `***` in everything that this action writes. */
  readonly texts: readonly string[]
  /** Registered with the runner, which replaces them in the log: the texts, and the ASID if it is long enough. */
  readonly masks: readonly string[]
}

/** The secrets among the inputs, valid or not. They are masked before anything is written. */
export function readSecrets(read: ReadInput): Secrets {
  const [key, secret, token] = [read('access-key'), read('secret-key'), read('bearer-token')]
  const pair = key === '' && secret === '' ? '' : `${key}:${secret}`
  const plain = [key, secret, token].filter(text => text !== '')
  const encoded = [...plain, pair].filter(text => text !== '').flatMap(base64Of)
  const texts = [...new Set([...plain, ...encoded])]
  const asid = read('accountserviceid')
  return { texts, masks: asid.length >= MIN_MASKED_ASID_LENGTH ? [...texts, asid] : texts }
}

/** The value of the Authorization header. Problems with the credentials are added to `problems`, without their values. */
export function readAuthorization(read: ReadInput, problems: string[]): string {
  const [key, secret, token] = [read('access-key'), read('secret-key'), read('bearer-token')]
  if (token === '') {
    problems.push(...pairProblems(key, secret))
    return `Basic ${toBase64(`${key}:${secret}`)}`
  }
  if (key !== '' || secret !== '')
    problems.push(`bearer-token cannot be combined with access-key or secret-key; ${ONE_OF_TWO}`)
  problems.push(...tokenProblems(token))
  return `Bearer ${token}`
}

/** The problem of an empty input that is usually set from a secret. */
export function emptyProblem(name: string, accepted: string): string {
  return `${name} is empty; use ${accepted}. ${SECRET_HINT}`
}

function pairProblems(key: string, secret: string): readonly string[] {
  if (key === '' && secret === '')
    return [`access-key, secret-key and bearer-token are all empty; ${ONE_OF_TWO}. ${SECRET_HINT}`]
  const half = key === '' ? 'access-key' : secret === '' ? 'secret-key' : undefined
  return half === undefined ? [] : [emptyProblem(half, 'access-key and secret-key together')]
}

function tokenProblems(token: string): readonly string[] {
  if (/^(gh[a-z]_|github_pat_)/i.test(token))
    return [
      'bearer-token: it looks like a GitHub token, which must not leave GitHub; use a token of the Clanforge host',
    ]
  // Other characters are not allowed in a header.
  return /^[\x21-\x7e]+$/.test(token)
    ? []
    : [
        'bearer-token: it contains spaces, line breaks or characters that are not allowed in a token; use the token alone',
      ]
}

/** Base64 with padding, without it, and for URLs. */
function base64Of(text: string): readonly string[] {
  const base64 = toBase64(text)
  const url = base64.replaceAll('+', '-').replaceAll('/', '_')
  return [base64, base64.replace(/=+$/, ''), url, url.replace(/=+$/, '')]
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64')
}
