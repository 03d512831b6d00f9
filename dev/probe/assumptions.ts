import { kindOf } from '../../src/clanforge/endpoints.ts'
import { type Json, isId, toNumber } from '../../src/clanforge/json.ts'
import { readDenial } from '../../src/clanforge/status.ts'
import { type Observation, type Purpose, bodiesFor, describeResponse, stateOf } from './observe.ts'

/** Whether a value is as assumed, and how the report shows it: without IDs, and without texts that may be private. */
type Sample = readonly [isAsAssumed: boolean, seen: string]
type Test = (value: Json | undefined) => boolean

/** The result of a check, with the values that contradict the assumption or, without any, confirm it. */
export interface Finding {
  readonly verdict: 'confirmed' | 'contradicted' | 'not seen'
  readonly seen: string
}

/** Something that the action relies on and that no page of Clanforge settles. */
export interface Assumption {
  readonly claim: string
  /** The heading of docs/how-results-are-decided.md with the rules that rely on it. */
  readonly rule: string
  readonly check: (observations: readonly Observation[]) => Finding
}

const VALID = 'Valid, invalid, denied and refused responses'
const COUNTERS = ['pending_machines', 'failed_machines', 'completed_machines']
const isUnixTime = isBetween(1e9, 4e9)
const isBoolean: Test = value => typeof value === 'boolean'

/** All assumptions, in the order of the report. */
export const assumptions: readonly Assumption[] = [
  field('jobstateid', 'is a number from 1 to 7', 'States', isBetween(1, 7)),
  assume('`jobstatename` is the documented name of `jobstateid` (`Complete` or `Completed`)', 'States', all =>
    bodiesFor(all, 'job').map(({ jobstateid, jobstatename }) => [
      isSameState(jobstateid, jobstatename),
      `${describe(jobstateid)}: ${describe(jobstatename)}`,
    ]),
  ),
  field('jobprogress', 'is a number from 0 to 100', 'When 100% counts', isBetween(0, 100)),
  field('jobfailed', 'is a whole number', 'Verdicts', Number.isInteger),
  field('jobcreated', 'is a number of Unix seconds', 'Outputs', isUnixTime),
  field('jobupdated', 'is a number of Unix seconds', 'Calls that change something', isUnixTime),
  field('jobstart', 'is a text with Unix seconds, or null', 'Outputs', isTimeTextOrNull),
  field('success', 'of a status response is a boolean', VALID, isBoolean, 'status'),
  assume('`success` of a failed job is not `false`, because it is about the request', VALID, all =>
    bodiesFor(all, 'status')
      .filter(body => stateOf(body) === 'failed')
      .map(body => [readDenial(body) === undefined, describe(body['success'])]),
  ),
  assume('A status response has the ID of the requested job', VALID, all =>
    all.flatMap(({ target, body }) => {
      const idField = target === undefined ? undefined : kindOf(target).idField
      if (target === undefined || idField === undefined || body === undefined) return []
      return [isId(body[idField], target.id) ? [true, 'the same ID'] : [false, 'another ID or none']]
    }),
  ),
  field('mirroring', 'in the install list is a boolean', 'The install list', isBoolean, 'list'),
  assume('The counters of a rollout are whole numbers', 'Rollouts', all =>
    bodiesFor(all, 'rollout')
      .flatMap(body => COUNTERS.map(name => body[name]))
      .map(value => [Number.isInteger(value), describe(value)]),
  ),
  changes('jobprogress'),
  changes('jobupdated'),
  assume('`jobeta` of a running job is in the future', 'Requests', all =>
    all.filter(isRunning).map(({ body, date, now }) => {
      const eta = body?.['jobeta']
      return [Number(eta) >= (date ?? now) - 2, describe(eta)]
    }),
  ),
  assume('A complete install leaves the install list', 'The install list', all =>
    bodiesFor(all, 'list')
      .map(stateOf)
      .map(state => [state !== 'complete', `${state} listed`]),
  ),
  response('An unknown ID is HTTP 404 or a refusal', 'Faults', 'unknown ID', ['HTTP 404', 'refusal']),
  response('Wrong keys are HTTP 401 or 403', 'Faults', 'wrong keys', ['HTTP 401', 'HTTP 403']),
  assume('HTTP 429 and 503 have Retry-After', 'Faults', all =>
    all.flatMap(({ error }) => {
      if (error?.status !== 429 && error?.status !== 503) return []
      const isThere = error.retryAfter !== undefined
      return [[isThere, `HTTP ${error.status} ${isThere ? 'with' : 'without'} Retry-After`]]
    }),
  ),
  assume('The Date header differs by at most a minute from the clock of this machine', 'Faults', all =>
    all
      .filter(({ error }) => error === undefined)
      .map(({ date, now }) => {
        if (date === undefined) return [false, 'no usable Date']
        return [Math.abs(date - now) <= 60, `${Math.round(date - now)} s`]
      }),
  ),
  assume('A connection stays open for the next request', 'Connections', all =>
    // Not of the first request; a queue call has a connection of its own, and wrong keys have another client.
    all.slice(1).flatMap(({ purpose, connection }) => {
      if (connection === undefined || ['queue', 'wrong keys'].includes(purpose)) return []
      const { isReused, keepAlive } = connection
      const timeout = /timeout=\d{1,5}/.exec(keepAlive)?.[0] ?? 'none'
      return [[isReused, `${isReused ? 'reused' : 'not reused'} (Keep-Alive: ${timeout})`]]
    }),
  ),
  response(
    'The queue endpoint returns the fields of its job, also when it is called again',
    'Calls that change something',
    'queue',
    ['job fields'],
  ),
]

/** Confirmed when every value is as assumed; contradicted when one is not; not seen without a value. */
function assume(
  claim: string,
  rule: string,
  samplesOf: (all: readonly Observation[]) => readonly Sample[],
): Assumption {
  const check = (all: readonly Observation[]): Finding => {
    const samples = samplesOf(all)
    const wrong = samples.filter(([isAsAssumed]) => !isAsAssumed)
    const show = (shown: readonly Sample[]) =>
      [...new Set(shown.map(([, seen]) => seen))].slice(0, 8).join(', ')
    if (wrong.length > 0) return { verdict: 'contradicted', seen: show(wrong) }
    return { verdict: samples.length > 0 ? 'confirmed' : 'not seen', seen: show(samples) }
  }
  return { claim, rule, check }
}

/** An assumption about a field of all responses with job fields, or of those for another purpose. */
function field(
  name: string,
  what: string,
  rule: string,
  is: Test,
  purpose: Purpose | 'job' = 'job',
): Assumption {
  return assume(`\`${name}\` ${what}`, rule, all =>
    bodiesFor(all, purpose).map(body => [is(body[name]), describe(body[name])]),
  )
}

/** That a field changes between the responses of a running job. */
function changes(name: string): Assumption {
  return assume(`\`${name}\` changes while a job is running`, 'How to wait', all => {
    const jobs = Map.groupBy(all.filter(isRunning), ({ target }) => target)
    return [...jobs.values()].flatMap(responses => {
      const values = new Set(responses.map(({ body }) => body?.[name]))
      if (responses.length === 1) return []
      return [[values.size > 1, `${values.size} values in ${responses.length} responses`]]
    })
  })
}

/** An assumption about what the responses to some requests are. */
function response(claim: string, rule: string, purpose: Purpose, assumed: readonly string[]): Assumption {
  return assume(claim, rule, all =>
    all
      .filter(observation => observation.purpose === purpose)
      .map(describeResponse)
      .map(seen => [assumed.includes(seen), seen]),
  )
}

/** The type of a value, and the value where it is a small number or a single word. */
function describe(value: Json | undefined): string {
  if (value === undefined) return 'absent'
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return value >= 0 && value <= 100 ? `number ${value}` : 'a large number'
  if (typeof value !== 'string') return typeof value
  if (/^[A-Z][a-z]{2,11}$/.test(value)) return value
  if (/^\d{1,3}$/.test(value)) return `text "${value}"`
  return /^\d+$/.test(value) ? 'text with digits' : 'text'
}

function isBetween(least: number, most: number): Test {
  return value => typeof value === 'number' && value >= least && value <= most
}

function isTimeTextOrNull(value: Json | undefined): boolean {
  return value === null || (typeof value === 'string' && isUnixTime(toNumber(value)))
}

/** Whether a number and a name are those of the same documented state. */
function isSameState(jobstateid: Json = null, jobstatename: Json = null): boolean {
  const [byNumber, byName] = [stateOf({ jobstateid }), stateOf({ jobstatename })]
  return byNumber === byName && !['none', 'unknown'].includes(byName)
}

function isRunning({ purpose, body }: Observation): boolean {
  return purpose === 'status' && stateOf(body) === 'running'
}
