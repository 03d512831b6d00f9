/** Gives the trimmed value of an input, empty when it is not set. */
export type ReadInput = (name: string) => string

/** The least length at which the ASID is masked: a shorter number would blot out timestamps and make the runner drop outputs. */
const ASID_MASK_LENGTH = 6
const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** A shorter line of a secret, such as a bracket, would blot out half of every text. characters */
const SHORTEST_LINE = 4
const ONE_OF_TWO = 'accepted: either access-key and secret-key, or bearer-token'

/** What must not be seen. */
export interface Secrets {
  /** Replaced by `***` in everything this action writes. */
  readonly texts: readonly string[]
  /** Given to the runner, which replaces them in the log: the texts, and the ASID where it is long enough. */
  readonly masks: readonly string[]
}

/** The secrets among the inputs, whether or not the inputs are any good: they are masked before anything is said. */
export function readSecrets(read: ReadInput): Secrets {
  const [key, secret] = [read('access-key'), read('secret-key')]
  const pair = key === '' && secret === '' ? '' : basicPair(key, secret)
  const texts = [key, secret, pair, read('bearer-token')].filter(text => text !== '')
  const asid = read('accountserviceid')
  return { texts, masks: asid.length >= ASID_MASK_LENGTH ? [...texts, asid] : texts }
}

/** Gives a function that replaces secrets by `***`, also where they stand escaped or spelled in another way. */
export function createRedactor({ texts }: Secrets): (text: string) => string {
  const spellings = texts.flatMap(spellingsOf).filter(text => text !== '')
  // The longest first: a secret that is part of another must not spoil it.
  const longestFirst = [...new Set(spellings)].sort((a, b) => b.length - a.length)
  return text => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
}

/** A secret as it may come back: as it is, in JSON, in a URL or form, in HTML, base64 unpadded or for URLs, a line of it. */
function spellingsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  // encodeURIComponent throws on half a surrogate pair.
  const url = encodeURIComponent(secret.toWellFormed())
  const unpadded = secret.replace(/=+$/, '')
  const html = secret.replace(/[&<>"']/g, sign => HTML[sign] ?? sign)
  // Forms escape more than encodeURIComponent does, and those who write plus signs into a URL may escape less.
  const form = new URLSearchParams([['', secret]]).toString().slice('='.length)
  const escaped = [url, url.replaceAll('%20', '+'), form]
  return [
    ...[
      secret,
      json,
      json.replaceAll('/', '\\/'),
      unpadded,
      unpadded.replaceAll('+', '-').replaceAll('/', '_'),
    ],
    ...[html, html.replaceAll('&quot;', '&#34;')],
    ...[...escaped, ...escaped.map(text => text.replace(/%../g, code => code.toLowerCase()))],
    ...secret.split(/\r?\n/).filter(line => line.length >= SHORTEST_LINE),
  ]
}

/** The value of the Authorization header. What is wrong with the credentials is added to `problems`, without their values. */
export function readAuthorization(read: ReadInput, problems: string[]): string {
  const [key, secret, token] = [read('access-key'), read('secret-key'), read('bearer-token')]
  if (token === '') {
    problems.push(...pairProblems(key, secret))
    return `Basic ${basicPair(key, secret)}`
  }
  if (key !== '' || secret !== '')
    problems.push(`bearer-token is set beside access-key or secret-key; ${ONE_OF_TWO}`)
  problems.push(...tokenProblems(token))
  return `Bearer ${token}`
}

function pairProblems(key: string, secret: string): readonly string[] {
  if (key === '' && secret === '') return [`access-key, secret-key and bearer-token are empty; ${ONE_OF_TWO}`]
  const half = key === '' ? 'access-key' : secret === '' ? 'secret-key' : undefined
  return half === undefined ? [] : [`${half} is empty; accepted: access-key and secret-key together`]
}

function tokenProblems(token: string): readonly string[] {
  if (/^(gh[a-z]_|github_pat_)/i.test(token)) {
    return [
      'bearer-token looks like a GitHub token, which must not leave GitHub; accepted: a token of the Clanforge host',
    ]
  }
  // Anything else would not fit into a header.
  return /^[\x21-\x7e]+$/.test(token)
    ? []
    : ['bearer-token has spaces, line breaks or characters that no token has; accepted: the token alone']
}

function basicPair(key: string, secret: string): string {
  return Buffer.from(`${key}:${secret}`).toString('base64')
}
