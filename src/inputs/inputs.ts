import type { Access } from '../clanforge/client.ts'
import { type Scope, type Target, jobKindNames, jobKinds, kindOf } from '../clanforge/endpoints.ts'
import { type Redact, createRedactor, redactText } from '../clanforge/redaction.ts'
import type { WaitOptions } from '../wait/options.ts'
import { type ReadInput, emptyProblem, readAuthorization, readSecrets } from './credentials.ts'
import { EMPTY_RESULT, isEmptyResult, readIds } from './ids.ts'
import { InputError } from './input-error.ts'
import { type Parser, allowance, baseUrl, boolean, count, duration, oneOf } from './parsers.ts'
import { readProxy } from './proxy.ts'
import { type FormatValue, createFormatter, formatUrl } from './format-value.ts'

/** Default values, as in `action.yml`. An empty input means its default. */
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
  'on-timeout': 'fail',
  'fail-fast': 'true',
  'install-mode': 'poll',
  'job-retries': '0',
  summary: 'true',
} as const

/** The step's inputs, validated. */
export interface Inputs {
  readonly targets: readonly Target[]
  readonly scope: Scope
  readonly options: WaitOptions
  readonly access: Omit<Access, 'userAgent'>
  readonly summary: boolean
  /** Inputs that are set but have no effect in this step. */
  readonly ignoredInputs: readonly string[]
}

/** Inputs as they are read: an invalid one may be undefined. */
type Draft<T> = { readonly [Name in keyof T]: T[Name] | undefined }

/** The inputs that only have an effect on some kinds of job. */
const onlyFor: readonly (readonly [string, (target: Target) => boolean])[] = [
  ['mirroring', target => kindOf(target).isInstall === true],
  ['install-mode', target => kindOf(target).isInstall === true],
  ['job-retries', target => kindOf(target).retry !== undefined],
  ['allowed-failed-machines', target => kindOf(target).isRollout === true],
  ['max-jobfailed', target => kindOf(target).isRollout !== true],
  ['on-squashed', target => kindOf(target).isRollout !== true],
]

/**
 * Reads and validates the step's inputs.
 *
 * @param environment for the proxy variables
 * @throws InputError with all problems at once
 */
export function readInputs(read: ReadInput, environment: NodeJS.ProcessEnv): Inputs {
  const reader = new Reader(read)
  const targets = reader.targets()
  const draft = {
    targets,
    scope: { asid: reader.asid(), mirroring: reader.mirroring() },
    options: reader.options(),
    access: reader.access(environment),
    summary: reader.value('summary', boolean),
    ignoredInputs: ignoredInputs(read, targets),
  }
  if (reader.problems.length > 0) throw new InputError(reader.problems)
  // Without problems, every input is valid.
  return draft as Inputs
}

/** Whether a job summary is wanted, even if other inputs are invalid. */
export function wantsSummary(read: ReadInput): boolean {
  const parsed = boolean(read('summary'))
  return parsed.type === 'invalid' || parsed.value
}

/** The inputs that are set, for the debug log: without credentials, account service ID and `api-url`. */
export function publicInputs(read: ReadInput, redact: Redact): Readonly<Record<string, string>> {
  const { 'api-url': _, ...defaults } = inputDefaults
  const names = [...jobKindNames.map(kind => jobKinds[kind].input), 'mirroring', ...Object.keys(defaults)]
  const texts = names.map(name => [name, redactText(read(name), redact)] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

/** Reads inputs one by one and collects the problems. If there are any, its results must not be used. */
class Reader {
  readonly problems: string[] = []
  private readonly read: ReadInput
  private readonly redact: Redact
  private readonly show: FormatValue

  constructor(read: ReadInput) {
    this.read = read
    this.redact = createRedactor(readSecrets(read))
    this.show = createFormatter(this.redact)
  }

  value<T>(name: keyof typeof inputDefaults, parse: Parser<T>, show = this.show): T | undefined {
    const text = this.read(name) || inputDefaults[name]
    const parsed = parse(text)
    if (parsed.type === 'valid') return parsed.value
    this.problems.push(`${name}: ${show(text)} is not valid; use ${parsed.accepts}`)
    return undefined
  }

  targets(): readonly Target[] {
    const inputs = jobKindNames.map(kind => jobKinds[kind].input)
    if (inputs.every(input => this.read(input) === ''))
      this.problems.push(`nothing to wait for; use at least one of ${inputs.join(', ')}`)
    return jobKindNames.flatMap(kind => {
      const { input } = jobKinds[kind]
      return readIds(input, this.read(input), this.show, this.problems).map(id => ({ kind, id }))
    })
  }

  asid(): string {
    const asid = this.read('accountserviceid')
    const isNeeded = this.read('bearer-token') === '' || this.read(jobKinds.rollout.input) !== ''
    const accepted = 'the account service ID (ASID) of the image'
    if (asid === '' && isNeeded) this.problems.push(emptyProblem('accountserviceid', accepted))
    const problem = `accountserviceid: ${this.show(asid)} is not valid`
    if (isEmptyResult(asid)) this.problems.push(`${problem}; ${EMPTY_RESULT}`)
    // In a path, dots would lead to another endpoint.
    if (/^\.+$/.test(asid)) this.problems.push(`${problem}; use ${accepted}`)
    return asid
  }

  mirroring(): boolean {
    // Not by the targets: a list of IDs that is not valid has none.
    if (this.read(jobKinds.install.input) === '') return false
    const text = this.read('mirroring')
    const parsed = boolean(text)
    if (parsed.type === 'valid') return parsed.value
    const problem =
      text === '' ? 'mirroring is empty, but jobid requires it' : `mirroring: ${this.show(text)} is not valid`
    this.problems.push(`${problem}; use true for mirror jobs, false for machine jobs`)
    return false
  }

  options(): Draft<WaitOptions> {
    return {
      timeout: this.value('timeout', duration),
      stallTimeout: this.read('stall-timeout') === '' ? undefined : this.value('stall-timeout', duration),
      outageTimeout: this.value('outage-timeout', duration),
      ...this.pollIntervals(),
      maxJobfailed: this.value('max-jobfailed', count),
      allowedFailedMachines: this.value('allowed-failed-machines', allowance),
      onSquashed: this.value('on-squashed', oneOf('fail', 'pass')),
      onTimeout: this.value('on-timeout', oneOf('fail', 'pass')),
      failFast: this.value('fail-fast', boolean),
      installMode: this.value('install-mode', oneOf('poll', 'queue-once', 'watch')),
      jobRetries: this.value('job-retries', count),
    }
  }

  access(environment: NodeJS.ProcessEnv): Inputs['access'] {
    const url = this.value('api-url', baseUrl, text => formatUrl(text, this.redact))
    // Which proxy applies depends on the URL.
    const proxy = url === undefined ? undefined : readProxy(url, environment, this.problems)
    return { url: url ?? '', proxy, authorization: readAuthorization(this.read, this.problems) }
  }

  private pollIntervals(): Draft<Pick<WaitOptions, 'minPollInterval' | 'maxPollInterval'>> {
    const minPollInterval = this.value('min-poll-interval', duration)
    const maxPollInterval = this.value('max-poll-interval', duration)
    const areValid = minPollInterval !== undefined && maxPollInterval !== undefined
    if (areValid && minPollInterval > maxPollInterval) {
      const [min, max] = (['min-poll-interval', 'max-poll-interval'] as const).map(name =>
        this.show(this.read(name) || inputDefaults[name]),
      )
      this.problems.push(
        `min-poll-interval: ${min} is not valid; use at most max-poll-interval, which is ${max}`,
      )
    }
    return { minPollInterval, maxPollInterval }
  }
}

function ignoredInputs(read: ReadInput, targets: readonly Target[]): readonly string[] {
  const defaults: Readonly<Partial<Record<string, string>>> = inputDefaults
  const isSet = (name: string) => read(name) !== '' && read(name) !== defaults[name]
  return onlyFor.filter(([name, applies]) => isSet(name) && !targets.some(applies)).map(([name]) => name)
}
