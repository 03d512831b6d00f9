import { fieldAssumptions } from './field-assumptions.ts'
import { type Assumption, judge } from './finding.ts'
import {
  forPurpose,
  hasJobFields,
  isUnknown,
  lag,
  limits,
  listed,
  showResponse,
  stateOf,
} from './responses.ts'

/** Everything that the action rests on and that no page of Clanforge settles, in the order of the report. */
export const assumptions: readonly Assumption[] = [
  ...fieldAssumptions,
  {
    claim: 'A complete install leaves the install list',
    rule: 'The install list',
    check: findings =>
      judge(
        listed(findings).map(stateOf),
        state => state !== 'complete',
        state => `${state} listed`,
      ),
  },
  {
    claim: 'An unknown ID is HTTP 404 or a refusal',
    rule: 'Faults',
    check: findings => judge(forPurpose(findings, 'unknown ID'), isUnknown, showResponse),
  },
  {
    claim: 'Wrong keys are HTTP 401 or 403',
    rule: 'Faults',
    check: findings =>
      judge(
        forPurpose(findings, 'wrong keys'),
        ({ error }) => error?.status === 401 || error?.status === 403,
        showResponse,
      ),
  },
  {
    claim: 'HTTP 429 and 503 have Retry-After',
    rule: 'Faults',
    check: findings =>
      judge(
        limits(findings),
        ({ retryAfter }) => retryAfter !== undefined,
        ({ status, retryAfter }) =>
          `HTTP ${String(status)} ${retryAfter === undefined ? 'without' : 'with'} Retry-After`,
      ),
  },
  {
    claim: 'The Date header differs by at most a minute from the clock of this machine',
    rule: 'Faults',
    check: findings =>
      judge(
        findings.observations.filter(({ error }) => error === undefined).map(lag),
        seconds => Math.abs(seconds) <= 60,
        seconds => (Number.isNaN(seconds) ? 'no usable Date' : `${String(Math.round(seconds))} s`),
      ),
  },
  {
    claim: 'A connection stays open for the next request',
    rule: 'Connections',
    check: ({ reused, keepAlive }) =>
      judge(
        reused,
        isReused => isReused,
        isReused => {
          const announced = /timeout=\d{1,5}/.exec(keepAlive)?.[0] ?? 'none'
          return `${isReused ? 'reused' : 'not reused'} (Keep-Alive: ${announced})`
        },
      ),
  },
  {
    claim: 'The queue endpoint returns the fields of its job, also when it is called again',
    rule: 'Calls that change something',
    check: findings => judge(forPurpose(findings, 'queue'), hasJobFields, showResponse),
  },
]
