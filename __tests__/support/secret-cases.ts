import fc from './fast-check.ts'

/** The ways in which a secret may come back. */
const writings: readonly ((secret: string) => string)[] = [
  secret => secret,
  secret => JSON.stringify(secret).slice(1, -1),
  encodeURIComponent,
  secret => encodeURIComponent(encodeURIComponent(secret)),
  secret => new URLSearchParams({ a: secret }).toString().slice(2),
  secret => Buffer.from(secret).toString('base64'),
  secret => Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  secret => Buffer.from(secret).toString('base64url'),
  secret => `s3://KEY:${secret}@bucket`,
  secret => `${secret}${secret}`,
]

/** A secret, a text around it, how it is written there, and where the text is truncated. */
export interface SecretCase {
  readonly secret: string
  readonly before: string
  readonly after: string
  readonly written: string
  readonly place: number
}

// Asterisks are left out: a secret must not be found in the `***` that replaces it.
/** The signs of a secret and of the text around it, with many that are escaped or encoded. */
export const signs = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Array.from('abcABC019+/=-_.')) },
  { weight: 1, arbitrary: fc.constantFrom(...Array.from('"\\&<>\' %?#@:\né€😀')) },
)
function secretOf(character: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(character, { minLength: 4, maxLength: 30 })
    .map(characters => characters.join('').trim())
    .filter(secret => secret.length >= 4)
}

/** Text around a secret, in which pieces of the secret itself may be. */
function around(secret: string, character: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const piece = fc
    .tuple(fc.nat(secret.length), fc.nat(secret.length))
    .map(([a, b]) => secret.slice(Math.min(a, b), Math.max(a, b)).toWellFormed())
  const parts = fc.oneof(fc.string({ unit: character, maxLength: 12 }), piece, fc.constant('://'))
  return fc.array(parts, { maxLength: 4 }).map(texts => texts.join(''))
}

/** Any secret of these characters, in any text. */
export function casesOf(character: fc.Arbitrary<string>): fc.Arbitrary<SecretCase> {
  return secretOf(character).chain(secret =>
    fc.record({
      secret: fc.constant(secret),
      before: around(secret, character),
      after: around(secret, character),
      written: fc.constantFrom(...writings).map(write => write(secret)),
      place: fc.nat(120),
    }),
  )
}

/** No piece of the secret longer than three characters is shown that the text around it does not have anyway. */
export function expectHidden(
  { secret, before, after }: SecretCase,
  shown: string,
  shell: readonly string[] = [],
): void {
  const surroundings = [before, after, ...shell, ...[before, after].map(text => JSON.stringify(text))]
  const pieces = Array.from({ length: secret.length - 3 }, (_, start) => secret.slice(start, start + 4))
  const leaked = pieces.filter(
    piece => shown.includes(piece) && !surroundings.some(text => isPieceOf(piece, text)),
  )
  // expect() takes a stack trace at every call, which would cost more than the check.
  if (leaked.length > 0) throw new Error(`"${shown}" shows ${leaked.join(', ')}`)
}

/** Whether a piece is in a text in quotation marks, which may be truncated before its end. */
function isPieceOf(piece: string, text: string): boolean {
  return `"${text}`.includes(piece) || (piece.endsWith('"') && text.includes(piece.slice(0, -1)))
}
