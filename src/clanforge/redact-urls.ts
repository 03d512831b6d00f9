/**
 * How the marks of a URL are written: as they are, in JSON, in JSON inside JSON, or percent-encoded once or twice, as
 * create URLs are. Some encoders, such as Python's, leave slashes as they are.
 */
interface UrlEncoding {
  readonly separator: string
  readonly slash: string
  readonly colon: string
  readonly at: string
  readonly query: string
  readonly fragment: string
}

const URL_ENCODINGS: readonly UrlEncoding[] = [
  ...['/', '\\/', '\\\\/'].map(withSlash),
  ...['%', '%25'].flatMap(percent => [percentEncoded(percent, `${percent}2F`), percentEncoded(percent, '/')]),
]

function withSlash(slash: string): UrlEncoding {
  return { separator: `:${slash}${slash}`, slash, colon: ':', at: '@', query: '?', fragment: '#' }
}

function percentEncoded(percent: string, slash: string): UrlEncoding {
  const colon = `${percent}3A`
  return {
    separator: colon + slash + slash,
    slash,
    colon,
    at: `${percent}40`,
    query: `${percent}3F`,
    fragment: `${percent}23`,
  }
}

/** What ends a URL inside a text. An apostrophe does not: URLs may have one, in a password or signature too. */
const END = /[\s"`<>]/g
/** What URL parsers read as slashes, however many there are after the scheme. */
const SLASHES = /^[/\\]*/

/**
 * The text with the user info, query and fragment of every URL in it as `***`:
 * `s3://KEY:SECRET@bucket/a.zip?sign=x` becomes `s3://***@bucket/a.zip?***`.
 * Its time is linear in the length of the text.
 */
export function redactUrls(text: string): string {
  return URL_ENCODINGS.reduce((rest, encoding) => redactEncoded(rest, encoding), text)
}

function redactEncoded(text: string, encoding: UrlEncoding): string {
  const isEncoded = encoding.separator.startsWith('%')
  if (isEncoded && !text.includes('%')) return text
  // Percent codes may be written in small letters too.
  const folded = isEncoded ? text.replace(/%(?:25)?[0-9a-f]{2}/gi, upper) : text
  let [from, end, result] = [0, 0, '']
  for (;;) {
    const found = folded.indexOf(encoding.separator, from)
    if (found === -1) return from === 0 ? text : result + text.slice(from)
    const start = found + encoding.separator.length
    if (end < start) end = endOf(text, start)
    const last = ownEnd(folded, start, end, encoding)
    result +=
      text.slice(from, start) + redactOne(text.slice(start, last), folded.slice(start, last), encoding)
    from = last
  }
}

/** Where a URL ends whose scheme and separator end at `start`. */
function endOf(text: string, start: number): number {
  END.lastIndex = start
  return END.exec(text)?.index ?? text.length
}

/**
 * Where the part of a URL ends that another one does not follow: a list or a path may contain several URLs without a
 * space between them. One in a query is a part of that query.
 */
function ownEnd(folded: string, start: number, end: number, encoding: UrlEncoding): number {
  const next = folded.indexOf(encoding.separator, start)
  if (next === -1 || next >= end) return end
  const own = folded.slice(start, next)
  return firstIndexOf(own, [encoding.query, encoding.fragment]) === own.length ? next : end
}

function upper(code: string): string {
  return code.toUpperCase()
}

/** Redacts what follows the scheme. `folded` is the same with its percent codes in capital letters. */
function redactOne(url: string, folded: string, encoding: UrlEncoding): string {
  const slashes = SLASHES.exec(url)?.[0].length ?? 0
  const host = slashes + hostIndex(folded.slice(slashes), encoding)
  const hideUserInfo = (text: string) =>
    host > slashes ? `${text.slice(0, slashes)}***${text.slice(host)}` : text
  const [kept, keptFolded] = [hideUserInfo(url), hideUserInfo(folded)]
  const query = firstIndexOf(keptFolded, [encoding.query, encoding.fragment])
  const mark = keptFolded.startsWith(encoding.query, query) ? encoding.query : encoding.fragment
  return query < kept.length ? `${kept.slice(0, query + mark.length)}***` : kept
}

/** Where the user info ends (at the sign before the host), or 0 without one. */
function hostIndex(url: string, { slash, colon, at, query, fragment }: UrlEncoding): number {
  const authority = url.slice(0, firstIndexOf(url, [slash, query, fragment, '/']))
  const inAuthority = authority.lastIndexOf(at)
  if (inAuthority !== -1) return inAuthority
  const port = authority
    .replace(/^\[[^\]]*\]/, '')
    .split(colon)
    .slice(1)
  if (port.length === 0 || (port.length === 1 && /^\d{0,5}$/.test(port[0] ?? ''))) return 0
  // Not a port: a password, which may have slashes and question marks of its own.
  const last = url.lastIndexOf(at)
  return last === -1 ? url.length : last
}

/** The first index at which one of the marks stands; the length of the text if none does. */
function firstIndexOf(text: string, marks: readonly string[]): number {
  const found = marks.map(mark => text.indexOf(mark)).filter(index => index !== -1)
  return Math.min(text.length, ...found)
}
