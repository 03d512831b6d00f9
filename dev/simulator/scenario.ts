/** Kinds of jobs that have job fields (`jobstateid` and so on). */
export const JOB_KINDS = ['update', 'diff', 'version', 'install'] as const

/** A kind of job with job fields. */
export type JobKind = (typeof JOB_KINDS)[number]

/** One ID, a range, or `*` for the jobs that are created during the run. */
export type ScenarioId = number | `${number}..${number}` | '*'

/** Ways in which a response may differ on the wire; nothing documents which of them is real. */
export type Quirk =
  | 'numbers-as-strings'
  | 'boolean-jobfailed'
  | 'numeric-jobstart'
  | 'name-complete'
  | 'no-jobstateid'
  | 'no-jobstatename'
  | 'no-success'
  | 'queue-success'
  | 'success-is-outcome'
  | 'extra-fields'
  | 'no-mirroring'
  | 'numeric-mirroring'

/**
 * How a job behaves. Times are texts such as `3s`, `3s..6s` or `forever`, shares are percentages. Meaning and defaults
 * of each property are in scenario.schema.json, which also defines which kind has which.
 */
export interface JobSpec {
  readonly kind: JobKind
  readonly id?: ScenarioId
  readonly created?: string
  readonly pending?: string
  readonly queued?: string
  readonly unknown?: string
  readonly running?: string
  readonly failsAt?: number
  readonly failingRuns?: number
  readonly rerunsAfter?: string
  readonly squashedAt?: number
  readonly hangsAt?: number
  readonly joberror?: string
  readonly jobfailed?: number
  readonly refusesRetry?: boolean
  readonly retryTakes?: string
  readonly progress?: 'steady' | 'zero' | 'bursts' | 'stalls' | 'flashes'
  readonly progressFactor?: number
  readonly progressStopsAt?: number
  readonly eta?: 'exact' | 'none' | 'zero' | 'drifting'
  readonly etaFactor?: number
  readonly heartbeat?: boolean
  readonly appearsAfter?: string
  readonly imageid?: number | undefined
  readonly quirks?: readonly Quirk[]
  readonly added?: number
  readonly modified?: number
  readonly removed?: number
  readonly installs?: number
  readonly mirroring?: boolean
  readonly startsAfter?: string
  readonly target_imageversionid?: number
  readonly listedAfter?: string
  readonly lingers?: string
  readonly vanishes?: boolean
}

/** How an image's rollout to the fleet behaves; its ID is the image's. */
export interface RolloutSpec {
  readonly kind: 'rollout'
  readonly id: ScenarioId
  readonly machines?: number
  readonly duration?: string
  readonly failing?: number
  readonly completedBefore?: number
  readonly startsAfter?: string
  readonly appearsAfter?: string
  readonly hangsAt?: number
}

/** An entry of `jobs` in a scenario. */
export type ScenarioJob = JobSpec | RolloutSpec

/** What goes wrong: an HTTP status, or one of these. */
export type FaultName =
  | 'reset'
  | 'cut'
  | 'hang'
  | 'drip'
  | 'page'
  | 'empty'
  | 'garbage'
  | 'wrong-job'
  | 'oversized'
  | 'redirect'
  | 'refusal'
  | 'mixed'

/** A fault and the requests that it hits. */
export interface FaultSpec {
  readonly fault: number | FaultName
  readonly times?: number | 'always'
  readonly lasts?: string
  readonly oneIn?: number
  readonly path?: string
  readonly after?: number
  readonly arrives?: boolean
  readonly retryAfter?: number
  readonly retryAfterDate?: number
  readonly mebibytes?: number
  readonly location?: string
  readonly message?: string
}

/** The jobs and faults of a simulated Clanforge, and how its responses are written. */
export interface Scenario {
  readonly $schema?: string
  readonly description?: string
  readonly seed?: number
  readonly jobs?: readonly ScenarioJob[]
  readonly faults?: readonly FaultSpec[]
  readonly quirks?: readonly Quirk[]
  readonly unknownJob?: '404' | 'envelope'
  readonly clockSkewSeconds?: number
}
