import { type SimulatedRequest, type SimulatedResponse, envelope } from './http-messages.ts'

/** The access key that the simulator accepts. */
export const DEMO_ACCESS_KEY = 'demo-access-key'
/** The secret key that the simulator accepts. */
export const DEMO_SECRET_KEY = 'demo-secret-key'
/** The bearer token that the simulator accepts. */
export const DEMO_BEARER_TOKEN = 'demo-bearer-token'
/** The account service ID that these credentials have access to. */
export const DEMO_ASID = '1234567'
/** The inputs of a step that sends the demo credentials. */
export const DEMO_INPUTS = {
  accountserviceid: DEMO_ASID,
  'access-key': DEMO_ACCESS_KEY,
  'secret-key': DEMO_SECRET_KEY,
} as const

/** The `Authorization` header of the demo credentials. */
export const DEMO_AUTHORIZATION = `Basic ${btoa(`${DEMO_ACCESS_KEY}:${DEMO_SECRET_KEY}`)}`

/**
 * The response that refuses a request, or null: 401 for missing or wrong credentials, 403 for an account service ID
 * without access, 400 for a missing one. With Bearer, v1 paths do not need it, as on the successor host.
 */
export function refuseAccess(request: SimulatedRequest, asidInPath?: string): SimulatedResponse | null {
  const { authorization } = request.headers
  const isBearer = authorization === `Bearer ${DEMO_BEARER_TOKEN}`
  if (!isBearer && authorization !== DEMO_AUTHORIZATION)
    return envelope('Forbidden: the Authorization header is missing or wrong', 401)
  const asid = asidInPath ?? request.query.get('accountserviceid') ?? ''
  if (asid === DEMO_ASID || (asid === '' && isBearer)) return null
  return asid === ''
    ? envelope('accountserviceid is required', 400)
    : envelope('Forbidden: no access to this account service', 403)
}
