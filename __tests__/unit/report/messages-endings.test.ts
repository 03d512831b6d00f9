// Every text that explains another ending of a job. Read them aloud: a colleague would say each of them so.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import type { Ending } from '../../../src/wait/job-state.ts'
import { isComplete, responseAt, rolloutStatus } from '../../support/job-states.ts'
import { why } from '../../support/step-reports.ts'

const DOCS = 'https://docs.unity.com/en-us/clanforge'
const ROLLOUT = { kind: 'rollout', id: '44' } as const

const fault = (status: number, detail = ''): Ending => ({
  type: 'fault',
  error: new ApiError('status', `HTTP ${String(status)}`, { status, detail }),
})

describe('other endings', () => {
  const network = new ApiError('network', 'the connection broke (ECONNRESET)')
  const certificate = new ApiError('certificate', 'the certificate was rejected (CERT_HAS_EXPIRED)')
  const refused = new ApiError('refusal', 'Clanforge refused the request', {
    detail: 'No rows in result set',
  })
  const invalid = new ApiError('invalid-response', 'the response is not valid: it is not a JSON object')
  const large = new ApiError('too-large', 'the response is larger than 64 MiB')
  const SEEN = 'Last response, 30s ago: Running, 40%.'
  const EXISTS = 'Check the ID and accountserviceid: the job must exist and belong to this ASID.'

  test.each<readonly [string, Ending, string, string]>([
    [
      'squashed',
      { type: 'squashed' },
      `Image update 101 was squashed, which usually means that another job replaced it. ${SEEN}`,
      `Wait for the job that replaced it, or set on-squashed: pass if this is expected: ${DOCS}/api/topics/image-job-states`,
    ],
    [
      'stalled',
      { type: 'stalled' },
      `Image update 101 stalled: its state, progress and jobupdated have not changed for 10m (stall-timeout). ${SEEN}`,
      'Check in Clanforge whether it hangs, or raise stall-timeout.',
    ],
    [
      'never listed',
      { type: 'never-listed' },
      `Image update 101 could not be tracked: it was never in the install list. ${SEEN}`,
      `Check jobid, mirroring and accountserviceid. An install that finished before the step started is not listed: ${DOCS}/api/endpoints/image-install-status`,
    ],
    [
      'denied and missing',
      { type: 'denied-and-missing', message: 'No rows' },
      `Image update 101 could not be tracked: it is no longer in the install list, and its last response was denied (success: false or error: true): No rows. ${SEEN}`,
      'Check in Clanforge how the install ended.',
    ],
    [
      'outage',
      { type: 'outage', error: network },
      `Image update 101 could not be tracked: requests failed for 5m (outage-timeout), most recently: the connection broke (ECONNRESET). ${SEEN}`,
      'Check api-url, the network and, if there is one, the proxy. To wait through longer outages, raise outage-timeout.',
    ],
    [
      'certificate',
      { type: 'fault', error: certificate },
      `Image update 101 could not be tracked: the certificate was rejected (CERT_HAS_EXPIRED). ${SEEN}`,
      'Check api-url. If the server or a proxy uses a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate.',
    ],
    [
      'refusal',
      { type: 'fault', error: refused },
      `Image update 101 could not be tracked: Clanforge refused the request: No rows in result set. ${SEEN}`,
      `${EXISTS} Clanforge's errors: ${DOCS}/legacy/error-message-reference`,
    ],
    [
      'invalid response',
      { type: 'outage', error: invalid },
      `Image update 101 could not be tracked: requests failed for 5m (outage-timeout), most recently: the response is not valid: it is not a JSON object. ${SEEN}`,
      'Check api-url: the response does not look like one from the Clanforge API. To wait through longer outages, raise outage-timeout.',
    ],
    [
      'too large a response',
      { type: 'outage', error: large },
      `Image update 101 could not be tracked: requests failed for 5m (outage-timeout), most recently: the response is larger than 64 MiB. ${SEEN}`,
      'The response exceeds the size limit of this action. Check api-url; if it is right, please report this. To wait through longer outages, raise outage-timeout.',
    ],
    [
      '401',
      fault(401),
      `Image update 101 could not be tracked: HTTP 401. ${SEEN}`,
      `Clanforge rejected the credentials. Check the secrets passed to access-key and secret-key, or to bearer-token: ${DOCS}/api/topics/authentication`,
    ],
    [
      '403',
      fault(403, 'Forbidden'),
      `Image update 101 could not be tracked: HTTP 403: Forbidden. ${SEEN}`,
      `Check that accountserviceid is right and that these credentials have access to it: ${DOCS}/legacy/what-are-the-clanforge-api-permission-levels`,
    ],
    ['404', fault(404), `Image update 101 could not be tracked: HTTP 404. ${SEEN}`, EXISTS],
    [
      '302',
      fault(302),
      `Image update 101 could not be tracked: HTTP 302. ${SEEN}`,
      'Check api-url. Redirects are not followed, because they could send the credentials to another server.',
    ],
    [
      '410',
      fault(410),
      `Image update 101 could not be tracked: HTTP 410. ${SEEN}`,
      'Check api-url and the ID.',
    ],
  ])('%s', (_, ending, cause, advice) => {
    const { cause: actual, advice: explained } = why(ending, {}, { stallTimeout: 600_000 })
    expect({ cause: actual, advice: explained }).toEqual({ cause, advice })
  })

  test.each([
    [429, 'Raise min-poll-interval, or start fewer steps at the same time.'],
    [503, 'The server or a gateway in front of it has a problem. Check api-url, or try again later.'],
  ])('an outage of HTTP %d', (status, advice) => {
    const error = new ApiError('status', `HTTP ${String(status)}`, { status })
    expect(why({ type: 'outage', error }).advice).toBe(
      `${advice} To wait through longer outages, raise outage-timeout.`,
    )
  })

  test('a job that was never seen', () => {
    expect(why(fault(404), { lastResponse: undefined }).cause).toBe(
      'Image update 101 could not be tracked: HTTP 404. No valid response was received.',
    )
  })

  test('a rollout stalls by its counters', () => {
    const lastResponse = responseAt(60_000, rolloutStatus(5, 0, 5))
    expect(why({ type: 'stalled' }, { target: ROLLOUT, lastResponse }, { stallTimeout: 60_000 }).cause).toBe(
      'Rollout of image 44 stalled: its counters have not changed for 1m (stall-timeout). Last response, 30s ago: 5 of 10 machines done.',
    )
  })

  test.each<Ending>([isComplete, { type: 'inferred', wasListed: true }])(
    '%j has nothing to explain',
    ending => {
      expect(why(ending)).toMatchObject({ cause: '', advice: '' })
    },
  )
})
