import { type Json, toNumber } from '../../src/clanforge/json.ts'
import { readDenial } from '../../src/clanforge/status.ts'
import { type Assumption, type Finding, describe, isUnixTime, judge } from './finding.ts'
import { type Findings, jobBodies } from './observe.ts'
import { bodiesFor, forPurpose, hasItsName, hasOwnId, isRunning, listed, stateOf } from './responses.ts'

const VALID = 'Valid, invalid, denied and refused responses'

/** What the action assumes of the fields in responses. */
export const fieldAssumptions: readonly Assumption[] = [
  field('jobstateid', 'a number from 1 to 7', 'States', value => isNumber(value, 1, 7)),
  {
    claim: '`jobstatename` is the documented name of `jobstateid` (`Complete` or `Completed`)',
    rule: 'States',
    check: findings =>
      judge(
        jobBodies(findings),
        hasItsName,
        body => `${describe(body['jobstateid'])}: ${describe(body['jobstatename'])}`,
      ),
  },
  field('jobprogress', 'a number from 0 to 100', 'When 100% counts', value => isNumber(value, 0, 100)),
  field('jobfailed', 'a whole number', 'Verdicts', Number.isInteger),
  field('jobcreated', 'a number of Unix seconds', 'Outputs', isUnixTime),
  field('jobupdated', 'a number of Unix seconds', 'Calls that change something', isUnixTime),
  field('jobstart', 'a text with Unix seconds, or null', 'Outputs', isTimeText),
  {
    claim: 'A status response has `success`',
    rule: VALID,
    check: findings =>
      judge(
        bodiesFor(findings, 'status').map(({ success }) => success),
        value => typeof value === 'boolean',
        describe,
      ),
  },
  {
    claim: '`success` of a failed job is not `false`, because it is about the request',
    rule: VALID,
    check: findings =>
      judge(
        bodiesFor(findings, 'status').filter(body => stateOf(body) === 'failed'),
        body => readDenial(body) === undefined,
        body => describe(body['success']),
      ),
  },
  {
    claim: 'A status response has the ID of the requested job',
    rule: VALID,
    check: findings =>
      judge(
        forPurpose(findings, 'status').filter(({ body }) => body !== undefined),
        hasOwnId,
        one => (hasOwnId(one) ? 'the same ID' : 'another ID or none'),
      ),
  },
  {
    claim: '`mirroring` in the install list is a boolean',
    rule: 'The install list',
    check: findings =>
      judge(
        listed(findings).map(({ mirroring }) => mirroring),
        value => typeof value === 'boolean',
        describe,
      ),
  },
  {
    claim: 'The counters of a rollout are whole numbers',
    rule: 'Rollouts',
    check: findings => judge(countersOf(findings), Number.isInteger, describe),
  },
  moves('jobprogress'),
  moves('jobupdated'),
  {
    claim: '`jobeta` of a running job is in the future',
    rule: 'Requests',
    check: findings =>
      judge(
        forPurpose(findings, 'status').filter(isRunning),
        ({ body, date, now }) => Number(body?.['jobeta']) >= (date ?? now) - 2,
        ({ body }) => describe(body?.['jobeta']),
      ),
  },
]

function field(
  name: string,
  what: string,
  rule: string,
  isAsAssumed: (value: Json | undefined) => boolean,
): Assumption {
  const check = (findings: Findings) =>
    judge(
      jobBodies(findings).map(body => body[name]),
      isAsAssumed,
      describe,
    )
  return { claim: `\`${name}\` is ${what}`, rule, check }
}

/** Whether a field changes between the responses of a running job. */
function moves(name: string): Assumption {
  const check = (findings: Findings): Finding => {
    const running = forPurpose(findings, 'status').filter(isRunning)
    const jobs = Object.values(
      Object.groupBy(running, ({ target }) => `${target?.kind ?? ''} ${target?.id ?? ''}`),
    )
    const values = jobs.map((responses = []) => responses.map(({ body }) => body?.[name]))
    return judge(
      values.filter(({ length }) => length > 1),
      list => new Set(list).size > 1,
      list => `${String(new Set(list).size)} values in ${String(list.length)} responses`,
    )
  }
  return { claim: `\`${name}\` changes while a job is running`, rule: 'How to wait', check }
}

function isNumber(value: Json | undefined, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most
}

function isTimeText(value: Json | undefined): boolean {
  return value === null || (typeof value === 'string' && isUnixTime(toNumber(value)))
}

function countersOf(findings: Findings): readonly (Json | undefined)[] {
  const names = ['pending_machines', 'failed_machines', 'completed_machines']
  return bodiesFor(findings, 'rollout').flatMap(body => names.map(name => body[name]))
}
