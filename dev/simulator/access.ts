import { envelope } from './http-messages.ts'
import type { SimulatedRequest, SimulatedResponse } from './http-messages.ts'

/** The simulator's access key by default. */
export const DEMO_ACCESS_KEY = 'demo-access-key'
/** The simulator's secret key by default. */
export const DEMO_SECRET_KEY = 'demo-secret-key'
/** The simulator's bearer token by default. */
export const DEMO_BEARER_TOKEN = 'demo-bearer-token'
/** The account service id that the demo credentials have access to. */
export const DEMO_ASID = '1234567'
/** The inputs of a step that sends the demo credentials. */
export const DEMO_INPUTS = {
  accountserviceid: DEMO_ASID,
  'access-key': DEMO_ACCESS_KEY,
  'secret-key': DEMO_SECRET_KEY,
} as const

/** The credentials that are accepted, and the account service IDs that they have access to. */
export interface Credentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly bearerToken: string
  readonly asids: readonly string[]
}

/** The credentials of a simulator by default. */
export const DEMO_CREDENTIALS: Credentials = {
  accessKey: DEMO_ACCESS_KEY,
  secretKey: DEMO_SECRET_KEY,
  bearerToken: DEMO_BEARER_TOKEN,
  asids: [DEMO_ASID],
}

/** The value of an `Authorization` header for HTTP Basic. */
export function basicAuthorization(accessKey: string, secretKey: string): string {
  return `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`
}

/**
 * The response that refuses a request, or null: 401 for missing or wrong credentials, 403 for an account service ID
 * without access, 400 where it is missing. With Bearer it may be absent from v1 paths, as on the successor host.
 */
export function refuseAccess(
  request: SimulatedRequest,
  asidInPath: string | null,
  credentials: Credentials,
): SimulatedResponse | null {
  const scheme = schemeOf(request.headers['authorization'], credentials)
  if (scheme === null) return envelope('Forbidden: the Authorization header is missing or wrong', 401)
  const asid = asidInPath ?? request.query.get('accountserviceid')
  if (asid === null || asid === '') {
    return scheme === 'bearer' ? null : envelope('accountserviceid is required', 400)
  }
  return credentials.asids.includes(asid)
    ? null
    : envelope('Forbidden: no access to this account service', 403)
}

function schemeOf(header: unknown, credentials: Credentials): 'basic' | 'bearer' | null {
  if (header === basicAuthorization(credentials.accessKey, credentials.secretKey)) return 'basic'
  return header === `Bearer ${credentials.bearerToken}` ? 'bearer' : null
}
