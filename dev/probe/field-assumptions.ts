import { type Json, toNumber } from '../../src/clanforge/json.ts'
import { readDenial } from '../../src/clanforge/status.ts'
import { type Assumption, assume, describe, isUnixTime } from './finding.ts'
import { jobBodies } from './observe.ts'
import { bodiesFor, forPurpose, hasItsName, hasOwnId, isRunning, listed, stateOf } from './responses.ts'

const VALID = 'Valid, invalid, denied and refused responses'
const COUNTERS = ['pending_machines', 'failed_machines', 'completed_machines']

/** What the action assumes of the fields in responses. */
export const fieldAssumptions: readonly Assumption[] = [
  field('jobstateid', 'a number from 1 to 7', 'States', value => isNumber(value, 1, 7)),
  assume('`jobstatename` is the documented name of `jobstateid` (`Complete` or `Completed`)', 'States', {
    of: jobBodies,
    is: hasItsName,
    show: body => `${describe(body['jobstateid'])}: ${describe(body['jobstatename'])}`,
  }),
  field('jobprogress', 'a number from 0 to 100', 'When 100% counts', value => isNumber(value, 0, 100)),
  field('jobfailed', 'a whole number', 'Verdicts', Number.isInteger),
  field('jobcreated', 'a number of Unix seconds', 'Outputs', isUnixTime),
  field('jobupdated', 'a number of Unix seconds', 'Calls that change something', isUnixTime),
  field('jobstart', 'a text with Unix seconds, or null', 'Outputs', isTimeText),
  assume('A status response has `success`', VALID, {
    of: findings => bodiesFor(findings, 'status').map(({ success }) => success),
    is: value => typeof value === 'boolean',
    show: describe,
  }),
  assume('`success` of a failed job is not `false`, because it is about the request', VALID, {
    of: findings => bodiesFor(findings, 'status').filter(body => stateOf(body) === 'failed'),
    is: body => readDenial(body) === undefined,
    show: body => describe(body['success']),
  }),
  assume('A status response has the ID of the requested job', VALID, {
    of: findings => forPurpose(findings, 'status').filter(({ body }) => body !== undefined),
    is: hasOwnId,
    show: one => (hasOwnId(one) ? 'the same ID' : 'another ID or none'),
  }),
  assume('`mirroring` in the install list is a boolean', 'The install list', {
    of: findings => listed(findings).map(({ mirroring }) => mirroring),
    is: value => typeof value === 'boolean',
    show: describe,
  }),
  assume('The counters of a rollout are whole numbers', 'Rollouts', {
    of: findings => bodiesFor(findings, 'rollout').flatMap(body => COUNTERS.map(name => body[name])),
    is: Number.isInteger,
    show: describe,
  }),
  moves('jobprogress'),
  moves('jobupdated'),
  assume('`jobeta` of a running job is in the future', 'Requests', {
    of: findings => forPurpose(findings, 'status').filter(isRunning),
    is: ({ body, date, now }) => Number(body?.['jobeta']) >= (date ?? now) - 2,
    show: ({ body }) => describe(body?.['jobeta']),
  }),
]

function field(
  name: string,
  what: string,
  rule: string,
  is: (value: Json | undefined) => boolean,
): Assumption {
  const of = (findings: Parameters<typeof jobBodies>[0]) => jobBodies(findings).map(body => body[name])
  return assume(`\`${name}\` is ${what}`, rule, { of, is, show: describe })
}

/** Whether a field changes between the responses of a running job. */
function moves(name: string): Assumption {
  return assume(`\`${name}\` changes while a job is running`, 'How to wait', {
    of: findings => {
      const running = forPurpose(findings, 'status').filter(isRunning)
      const jobs = Object.values(Object.groupBy(running, ({ target }) => JSON.stringify(target)))
      const values = jobs.map((responses = []) => responses.map(({ body }) => body?.[name]))
      return values.filter(({ length }) => length > 1)
    },
    is: values => new Set(values).size > 1,
    show: values => `${String(new Set(values).size)} values in ${String(values.length)} responses`,
  })
}

function isNumber(value: Json | undefined, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most
}

function isTimeText(value: Json | undefined): boolean {
  return value === null || (typeof value === 'string' && isUnixTime(toNumber(value)))
}
