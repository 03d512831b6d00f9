import type { Access } from './clanforge/client.ts'
import { type Scope, type Target, kindNames, kindOf, kinds } from './clanforge/kinds.ts'
import { type ReadInput, readAuthorization } from './credentials.ts'
import { InputError } from './errors.ts'
import { type Parser, allowance, baseUrl, boolean, count, duration, oneOf } from './input-parsers.ts'
import type { Rules } from './wait/rules.ts'

/** The inputs that have a default, which an empty value stands for, as `action.yml` has them. */
export const inputDefaults = {
  'api-url': 'https://api.multiplay.co.uk',
  timeout: '1h',
  'stall-timeout': '',
  'outage-timeout': '5m',
  'min-poll-interval': '2s',
  'max-poll-interval': '60s',
  'max-jobfailed': '0',
  'allowed-failed-machines': '0',
  'on-squashed': 'fail',
  'fail-fast': 'true',
  'install-mode': 'poll',
  'job-retries': '0',
  summary: 'true',
} as const

/** The step's inputs, checked. */
export interface Settings {
  readonly targets: readonly Target[]
  readonly scope: Scope
  readonly rules: Rules
  readonly access: Omit<Access, 'userAgent'>
  readonly summary: boolean
  /** Inputs that were set and change nothing in this step. */
  readonly withoutEffect: readonly string[]
}

const ASID = 'accepted: the account service ID (ASID) of the image'
const IDS = 'accepted: positive integers, separated by commas, spaces or line breaks'
/** How many bad ids of an input are told: the message has to have room for the other inputs. */
const SHOWN = 3
const EMPTY_RESULT =
  'it looks like an empty result of the step before; accepted: what that step should have given'

/** The inputs that matter only for some kinds of job. */
const onlyFor: readonly (readonly [string, (target: Target) => boolean])[] = [
  ['mirroring', target => kindOf(target).queues === true],
  ['install-mode', target => kindOf(target).queues === true],
  ['job-retries', target => kindOf(target).retry !== undefined],
  ['allowed-failed-machines', target => kindOf(target).counts === true],
  ['max-jobfailed', target => kindOf(target).counts !== true],
  ['on-squashed', target => kindOf(target).counts !== true],
]

/**
 * The step's inputs as one object.
 *
 * @throws InputError that names every problem at once
 */
export function readSettings(read: ReadInput): Settings {
  const reader = new Reader(read)
  const targets = reader.targets()
  const settings = {
    targets,
    scope: { asid: reader.asid(targets), mirroring: reader.mirroring(targets) },
    rules: reader.rules(),
    access: {
      url: reader.value('api-url', baseUrl, shownUrl),
      authorization: readAuthorization(read, reader.problems),
    },
    summary: reader.value('summary', boolean),
    withoutEffect: withoutEffect(read, targets),
  }
  if (reader.problems.length > 0) throw new InputError(reader.problems)
  return settings
}

/** Whether the job summary is wanted, even when other inputs are wrong. */
export function wantsSummary(read: ReadInput): boolean {
  const parsed = boolean(read('summary'))
  return 'accepts' in parsed || parsed.value
}

/** Reads inputs one by one and notes what is wrong; what it gives for a wrong input is never used. */
class Reader {
  readonly problems: string[] = []
  private readonly read: ReadInput

  constructor(read: ReadInput) {
    this.read = read
  }

  value<T>(name: keyof typeof inputDefaults, parse: Parser<T>, shown = quoted): T {
    const text = this.read(name) || inputDefaults[name]
    const parsed = parse(text)
    if ('value' in parsed) return parsed.value
    this.problems.push(`${name} is ${shown(text)}; accepted: ${parsed.accepts}`)
    return undefined as T
  }

  targets(): readonly Target[] {
    const inputs = kindNames.map(kind => kinds[kind].input)
    if (inputs.every(input => this.read(input) === '')) {
      this.problems.push(`there is nothing to wait for; accepted: at least one of ${inputs.join(', ')}`)
    }
    return kindNames.flatMap(kind => this.ids(kinds[kind].input).map(id => ({ kind, id })))
  }

  asid(targets: readonly Target[]): string {
    const asid = this.read('accountserviceid')
    const isNeeded = this.read('bearer-token') === '' || targets.some(target => target.kind === 'rollout')
    // As a part of a path, dots would lead elsewhere.
    if (/^\.+$/.test(asid)) this.problems.push(`accountserviceid is ${quoted(asid)}; ${ASID}`)
    if (isEmptyResult(asid)) this.problems.push(`accountserviceid is ${quoted(asid)}; ${EMPTY_RESULT}`)
    if (asid === '' && isNeeded) {
      this.problems.push(`accountserviceid is empty; ${ASID}`)
    }
    return asid
  }

  mirroring(targets: readonly Target[]): boolean {
    if (!targets.some(target => kindOf(target).queues === true)) return false
    const text = this.read('mirroring')
    const parsed = boolean(text)
    if ('value' in parsed) return parsed.value
    const is = text === '' ? 'empty, but jobid needs it' : quoted(text)
    this.problems.push(
      `mirroring is ${is}; accepted: true or 1 for a mirror job, false or 0 for a machine job`,
    )
    return false
  }

  rules(): Rules {
    return {
      pace: this.pace(),
      timeout: this.value('timeout', duration),
      stallTimeout: this.read('stall-timeout') === '' ? undefined : this.value('stall-timeout', duration),
      outageTimeout: this.value('outage-timeout', duration),
      maxJobfailed: this.value('max-jobfailed', count),
      allowance: this.value('allowed-failed-machines', allowance),
      passSquashed: this.value('on-squashed', oneOf('fail', 'pass')) === 'pass',
      failFast: this.value('fail-fast', boolean),
      installMode: this.value('install-mode', oneOf('poll', 'queue-once', 'watch')),
      retries: this.value('job-retries', count),
    }
  }

  private pace(): Rules['pace'] {
    const [least, most] = (['min-poll-interval', 'max-poll-interval'] as const).map(
      name => this.read(name) || inputDefaults[name],
    )
    const pace = {
      min: this.value('min-poll-interval', duration),
      max: this.value('max-poll-interval', duration),
    }
    if (pace.min > pace.max) {
      const value = `min-poll-interval is ${quoted(least ?? '')}, above max-poll-interval, ${quoted(most ?? '')}`
      this.problems.push(`${value}; accepted: at most max-poll-interval`)
    }
    return pace
  }

  private ids(input: string): readonly string[] {
    const whole = this.read(input)
    const ids = [...new Set(whole.split(/[\s,]+/).filter(text => text !== ''))]
    if (ids.length === 0 && whole !== '') this.problems.push(`${input} is ${quoted(whole)}; ${IDS}`)
    const empty = ids.find(isEmptyResult)
    if (empty !== undefined) this.problems.push(`${input} is ${quoted(empty)}; ${EMPTY_RESULT}`)
    const bad = ids.filter(id => !isEmptyResult(id) && !/^[1-9]\d*$/.test(id))
    const more = bad.length > SHOWN ? ` and ${String(bad.length - SHOWN)} more` : ''
    if (bad.length > 0)
      this.problems.push(`${input} is ${bad.slice(0, SHOWN).map(quoted).join(', ')}${more}; ${IDS}`)
    return ids
  }
}

function isEmptyResult(text: string): boolean {
  return ['null', 'undefined'].includes(text.toLowerCase())
}

function quoted(text: string): string {
  return `"${text.length > 100 ? `${text.slice(0, 100)}…` : text}"`
}

/** A URL without what may be secret in it, even if it is none: only its scheme where one cannot tell what is a password. */
function shownUrl(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)?(.*)$/is.exec(text) ?? []
  const at = rest.lastIndexOf('@')
  if (/[/?#]/.test(rest.slice(0, Math.max(0, at)))) return quoted(`${scheme}…`)
  return quoted(scheme + rest.slice(at + 1).replace(/[?#].*$/s, ''))
}

function withoutEffect(read: ReadInput, targets: readonly Target[]): readonly string[] {
  const defaults: Readonly<Partial<Record<string, string>>> = inputDefaults
  const isSet = (name: string) => read(name) !== '' && read(name) !== defaults[name]
  return onlyFor.filter(([name, applies]) => isSet(name) && !targets.some(applies)).map(([name]) => name)
}
