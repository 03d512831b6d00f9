import { fieldAssumptions } from './field-assumptions.ts'
import { type Assumption, assume } from './finding.ts'
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
  assume('A complete install leaves the install list', 'The install list', {
    of: findings => listed(findings).map(stateOf),
    is: state => state !== 'complete',
    show: state => `${state} listed`,
  }),
  assume('An unknown ID is HTTP 404 or a refusal', 'Faults', {
    of: findings => forPurpose(findings, 'unknown ID'),
    is: isUnknown,
    show: showResponse,
  }),
  assume('Wrong keys are HTTP 401 or 403', 'Faults', {
    of: findings => forPurpose(findings, 'wrong keys'),
    is: ({ error }) => error?.status === 401 || error?.status === 403,
    show: showResponse,
  }),
  assume('HTTP 429 and 503 have Retry-After', 'Faults', {
    of: limits,
    is: ({ retryAfter }) => retryAfter !== undefined,
    show: ({ status, retryAfter }) =>
      `HTTP ${String(status)} ${retryAfter === undefined ? 'without' : 'with'} Retry-After`,
  }),
  assume('The Date header differs by at most a minute from the clock of this machine', 'Faults', {
    of: ({ observations }) => observations.filter(({ error }) => error === undefined).map(lag),
    is: seconds => Math.abs(seconds) <= 60,
    show: seconds => (Number.isNaN(seconds) ? 'no usable Date' : `${String(Math.round(seconds))} s`),
  }),
  assume('A connection stays open for the next request', 'Connections', {
    of: ({ reused, keepAlive }) =>
      reused.map(isReused => ({ isReused, announced: /timeout=\d{1,5}/.exec(keepAlive)?.[0] ?? 'none' })),
    is: ({ isReused }) => isReused,
    show: ({ isReused, announced }) => `${isReused ? 'reused' : 'not reused'} (Keep-Alive: ${announced})`,
  }),
  assume(
    'The queue endpoint returns the fields of its job, also when it is called again',
    'Calls that change something',
    {
      of: findings => forPurpose(findings, 'queue'),
      is: hasJobFields,
      show: showResponse,
    },
  ),
]
