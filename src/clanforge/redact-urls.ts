/** How the delimiters of a URL are spelled in a text. */
interface UrlEncoding {
  readonly separator: string
  readonly slash: string
  readonly colon: string
  readonly at: string
  readonly query: string
  readonly fragment: string
}

/**
 * A URL in plain text, in JSON, in JSON inside JSON, or percent-encoded once or twice, as create URLs are. Some
 * percent-encoders, such as Python's, leave slashes as they are.
 */
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

/** The characters that end a URL inside a text. An apostrophe does not: passwords and signatures may contain one. */
const END = /[\s"`<>]/g
/** URL parsers accept any number of slashes and backslashes after the scheme. */
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
  // Percent codes may be lowercase.
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

/** The end of the URL whose scheme and separator end at `start`. */
function endOf(text: string, start: number): number {
  END.lastIndex = start
  return END.exec(text)?.index ?? text.length
}

/**
 * The end of the URL that begins at `start`, if another URL follows without a space, as in a list or a path: there.
 * A URL inside a query is part of that query.
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

/** Redacts a URL without its scheme. `folded` is the same text with its percent codes in uppercase. */
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

/** The index of the `@` that ends the user info; 0 without user info. */
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

/** The index of the first of these marks in a text; the length of the text if it has none. */
function firstIndexOf(text: string, marks: readonly string[]): number {
  const found = marks.map(mark => text.indexOf(mark)).filter(index => index !== -1)
  return Math.min(text.length, ...found)
}
