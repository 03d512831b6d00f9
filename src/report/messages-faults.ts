import type { ApiError } from '../clanforge/errors.ts'
import type { ListDefect } from '../clanforge/response.ts'
import type { Denial } from '../clanforge/status.ts'
import type { InstallsBlocker } from '../wait/job-state.ts'
import { links } from './messages-links.ts'
import { quote, withDetail } from './text.ts'

/** What to do about an image that another job has locked; undefined if the text from the API does not mention a lock. */
export function unlockAdvice(text: string): string | undefined {
  if (/locked by diff/i.test(text))
    return `Accept or reject the diff that locks the image, then start again: ${links.diffReject}`
  return /locked by/i.test(text)
    ? 'Wait until the job that locks the image has finished, then start again.'
    : undefined
}

/** A fault as part of a sentence: what happened, and the message of the server. */
export function describeFault(error: ApiError): string {
  return withDetail(error.message, quote(error.detail))
}

/** A refused call, in a sentence that already states the refusal. */
export function describeRefusal(error: ApiError): string {
  return error.type === 'refusal' && error.detail !== '' ? quote(error.detail) : describeFault(error)
}

/** A text such as `response denied`, with how Clanforge denied it. */
export function describeDenial(text: string, { message }: Denial): string {
  return withDetail(`${text} (success: false or error: true)`, quote(message))
}

/** Why an install list cannot be relied on, in a clause. */
export function describeListDefect(defect: ListDefect): string {
  switch (defect.type) {
    case 'denied':
      return describeDenial('the install list was denied', defect)
    case 'invalid-entry':
      return 'the install list has an entry that is not an object'
  }
}

/** Why the install list keeps a rollout from being complete, in a clause. */
export function describeBlocker(blocker: InstallsBlocker): string {
  return blocker.type === 'listed' ? 'installs of its versions are still listed' : describeListDefect(blocker)
}

/** What to do about a fault. */
export function adviceFor({ type, status, detail }: ApiError): string {
  const unlock = unlockAdvice(detail)
  if (unlock !== undefined) return unlock
  switch (type) {
    case 'certificate':
      return 'Check api-url. If the server or a proxy uses a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate.'
    case 'refusal':
      return `Check the ID and accountserviceid: the job must exist and belong to this ASID. Clanforge's errors: ${links.errors}`
    case 'status':
      return adviceForStatus(status ?? 0)
    case 'too-large':
      return 'The response exceeds the size limit of this action. Check api-url; if it is right, please report this.'
    case 'invalid-response':
      return 'Check api-url: the response does not look like one from the Clanforge API.'
    case 'connect':
    case 'network':
    case 'timeout':
    case 'aborted':
      return 'Check api-url, the network and, if there is one, the proxy.'
  }
}

function adviceForStatus(status: number): string {
  if (status === 401)
    return `Clanforge rejected the credentials. Check the secrets passed to access-key and secret-key, or to bearer-token: ${links.authentication}`
  if (status === 403)
    return `Check that accountserviceid is right and that these credentials have access to it: ${links.permissions}`
  if (status === 404) return 'Check the ID and accountserviceid: the job must exist and belong to this ASID.'
  if (status === 429) return 'Raise min-poll-interval, or start fewer steps at the same time.'
  if (status >= 300 && status < 400)
    return 'Check api-url. Redirects are not followed, because they could send the credentials to another server.'
  return status === 408 || status >= 500
    ? 'The server or a gateway in front of it has a problem. Check api-url, or try again later.'
    : 'Check api-url and the ID.'
}
