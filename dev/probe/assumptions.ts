import { kindOf } from '../../src/clanforge/endpoints.ts'
import { type Json, isId } from '../../src/clanforge/json.ts'
import { readDenial } from '../../src/clanforge/status.ts'
import {
  type Observation,
  type Purpose,
  type Wanted,
  bodiesFor,
  describeResponse,
  stateOf,
} from './observe.ts'

/** Something that the action relies on and that Clanforge's documentation does not confirm. */
export interface Assumption {
  readonly claim: string
  /** The heading of docs/how-results-are-decided.md with the rules that rely on it. */
  readonly rule: string
  /** One response that differs from the claim contradicts it; `seen` then shows only the responses that differ. */
  readonly check: (all: readonly Observation[]) => {
    readonly verdict: 'confirmed' | 'contradicted' | 'not seen'
    readonly seen: string
  }
}

const VALID = 'Valid, invalid, denied and refused responses'
const COUNTERS = ['pending_machines', 'failed_machines', 'completed_machines']
const BOOLEAN = /^(true|false)$/
const WHOLE_NUMBER = /^(number \d+|large whole number)$/
const STATE =
  /^(text with )?number (1: Created|2: Pending|3: Queued|4: Running|5: Completed?|6: Failed|7: Squashed)$/

/** All assumptions, in the order of the report. */
export const assumptions: readonly Assumption[] = [
  field('jobstateid', 'is a number from 1 to 7', 'States', /^number [1-7]$/),
  assume('`jobstatename` is the name of `jobstateid` (`Complete` or `Completed`)', 'States', STATE, all =>
    bodiesFor(all, 'job').map(
      ({ jobstateid, jobstatename }) => `${describe(jobstateid)}: ${describe(jobstatename)}`,
    ),
  ),
  field('jobprogress', 'is a number from 0 to 100', 'When 100% counts', /^number /),
  field('jobfailed', 'is a whole number', 'Verdicts', WHOLE_NUMBER),
  field('jobcreated', 'is a number of Unix seconds', 'Outputs', /^Unix seconds$/),
  field('jobupdated', 'is a number of Unix seconds', 'Calls that change something', /^Unix seconds$/),
  field('jobstart', 'is a text with Unix seconds, or null', 'Outputs', /^(text with Unix seconds|null)$/),
  field('success', 'of a status response is a boolean', VALID, BOOLEAN, 'status'),
  assume('`success` of a failed job is not `false`: it is about the request', VALID, /not denied$/, all =>
    bodiesFor(all, 'status')
      .filter(body => stateOf(body) === 'failed')
      .map(body => `${describe(body['success'])}, ${readDenial(body) === undefined ? 'not ' : ''}denied`),
  ),
  assume('A status response has the ID of the requested job', VALID, /^the same ID$/, all =>
    all.flatMap(({ target, body }) => {
      const idField = target === undefined ? undefined : kindOf(target).idField
      if (target === undefined || idField === undefined || body === undefined) return []
      return isId(body[idField], target.id) ? 'the same ID' : 'another ID or none'
    }),
  ),
  field('mirroring', 'in the install list is a boolean', 'The install list', BOOLEAN, 'list'),
  assume('The counters of a rollout are whole numbers', 'Rollouts', WHOLE_NUMBER, all =>
    bodiesFor(all, 'rollout').flatMap(body => COUNTERS.map(name => describe(body[name]))),
  ),
  changes('jobprogress'),
  changes('jobupdated'),
  assume('`jobeta` of a running job is in the future', 'Requests', /in the future$/, all =>
    all.filter(isRunning).map(({ body, date, now }) => {
      const eta = body?.['jobeta']
      return Number(eta) >= (date ?? now) - 2 ? `${describe(eta)} in the future` : describe(eta)
    }),
  ),
  assume('A complete install leaves the install list', 'The install list', /^(?!complete)/, all =>
    bodiesFor(all, 'list').map(body => `${stateOf(body)} listed`),
  ),
  response('An unknown ID is HTTP 404 or a refusal', 'Faults', /^(HTTP 404|refusal)$/, 'unknown ID'),
  response('Wrong keys are HTTP 401 or 403', 'Faults', /^HTTP 40[13]$/, 'wrong keys'),
  assume('HTTP 429 and 503 have Retry-After', 'Faults', / with /, all =>
    all.flatMap(({ error }) => {
      if (error?.status !== 429 && error?.status !== 503) return []
      return `HTTP ${error.status} ${error.retryAfter === undefined ? 'without' : 'with'} Retry-After`
    }),
  ),
  assume('The Date header is within a minute of the local clock', 'Faults', /^-?([1-5]?\d|60) s$/, all =>
    all
      .filter(({ error }) => error === undefined)
      .map(({ date, now }) => (date === undefined ? 'no usable Date' : `${Math.round(date - now)} s`)),
  ),
  assume('A connection stays open for the next request', 'Connections', /^reused/, all =>
    // The first request opens a connection. Queue calls have new ones, and the request with wrong keys has its own client.
    all.slice(1).flatMap(({ purpose, connection }) => {
      if (connection === undefined || ['queue', 'wrong keys'].includes(purpose)) return []
      const timeout = /timeout=\d{1,5}/.exec(connection.keepAlive)?.[0] ?? 'none'
      return `${connection.isReused ? 'reused' : 'not reused'} (Keep-Alive: ${timeout})`
    }),
  ),
  response('Each queue call returns job fields', 'Calls that change something', /^job fields$/, 'queue'),
]

/** @param textsOf returns the texts that the report shows: neither IDs nor texts of Clanforge that may be private */
function assume(
  claim: string,
  rule: string,
  assumed: RegExp,
  textsOf: (all: readonly Observation[]) => readonly string[],
): Assumption {
  return {
    claim,
    rule,
    check: all => {
      const texts = [...new Set(textsOf(all))]
      const wrong = texts.filter(text => !assumed.test(text))
      if (wrong.length > 0) return { verdict: 'contradicted', seen: wrong.slice(0, 8).join(', ') }
      return { verdict: texts.length > 0 ? 'confirmed' : 'not seen', seen: texts.slice(0, 8).join(', ') }
    },
  }
}

/** An assumption about a field of all wanted responses. */
function field(name: string, claim: string, rule: string, assumed: RegExp, wanted: Wanted = 'job') {
  return assume(`\`${name}\` ${claim}`, rule, assumed, all =>
    bodiesFor(all, wanted).map(body => describe(body[name])),
  )
}

/** An assumption about all responses for a purpose. */
function response(claim: string, rule: string, assumed: RegExp, purpose: Purpose): Assumption {
  return assume(claim, rule, assumed, all =>
    all.filter(observation => observation.purpose === purpose).map(describeResponse),
  )
}

/** The assumption that a field changes between the responses of a running job. */
function changes(name: string): Assumption {
  return assume(`\`${name}\` changes while a job is running`, 'How to wait', /^(?!1 values)/, all => {
    const jobs = Map.groupBy(all.filter(isRunning), ({ target }) => target)
    return [...jobs.values()].flatMap(responses => {
      const values = new Set(responses.map(({ body }) => body?.[name]))
      return responses.length > 1 ? `${values.size} values in ${responses.length} responses` : []
    })
  })
}

function isRunning({ purpose, body }: Observation): boolean {
  return purpose === 'status' && stateOf(body) === 'running'
}

/** The type of a value, and the value itself only if it is a small number or a single word. */
function describe(value: Json | undefined): string {
  if (value === undefined) return 'absent'
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return describeNumber(value)
  if (typeof value !== 'string') return typeof value
  if (/^[A-Z][a-z]{2,11}$/.test(value)) return value
  return /^\d+$/.test(value) ? `text with ${describeNumber(Number(value))}` : 'text'
}

function describeNumber(value: number): string {
  if (value >= 0 && value <= 100) return `number ${value}`
  if (value > 1e9 && value < 4e9) return 'Unix seconds'
  return value > 100 && Number.isInteger(value) ? 'large whole number' : 'other number'
}
