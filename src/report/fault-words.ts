import type { ApiError } from '../errors.ts'
import { cut } from './text.ts'

/** The longest text of the API that is repeated to a person, in characters. */
export const QUOTE = 500

/** What to do about an image that another job has locked. */
export const UNLOCK = 'Accept or reject what locks the image, then begin again.'

/** Whether these words of Clanforge's say that another job has locked the image. */
export function isLock(text: string): boolean {
  return /locked by/i.test(text)
}

/** What to do about a fault. */
export function adviceFor({ kind, status = 0, detail }: ApiError): string {
  if (kind === 'certificate')
    return 'Check api-url. For a private CA, set NODE_EXTRA_CA_CERTS to its certificate.'
  if (isLock(detail)) return UNLOCK
  if (kind === 'refusal' || status === 404)
    return 'Check the id and accountserviceid: the job has to exist and belong to this ASID.'
  if (status === 401)
    return 'Check the secrets behind access-key and secret-key, or bearer-token: they were not accepted.'
  if (status === 403)
    return 'Check that these credentials may see this ASID (accountserviceid), and their permissions in Clanforge.'
  if (status >= 300 && status < 400)
    return 'Check api-url: redirects are not followed, since they would carry the credentials along.'
  const isDown = status === 0 || status === 408 || status === 429 || status >= 500
  return isDown ? 'Check api-url, the proxy and the network.' : 'Check api-url and the id.'
}

/** A fault in a few words: what happened and what the server said, cut. */
export function describe(error: ApiError): string {
  return error.detail === '' ? error.message : `${error.message}: ${cut(error.detail, QUOTE)}`
}
