// The format of scenarios. Types, messages, `--help` and scenario.schema.json all follow from it.
import { z } from 'zod'
import { QUIRK_NAMES } from './quirks.ts'

/** Kinds of jobs that have job fields (`jobstateid` and so on). */
export const JOB_KINDS = ['update', 'diff', 'version', 'install'] as const

const CONNECTION_FAULTS = ['reset', 'idle-reset', 'cut', 'hang', 'drip'] as const
const CONTENT_FAULTS = ['page', 'empty', 'garbage', 'wrong-job', 'oversized', 'redirect', 'refusal'] as const
const FAULT =
  'an HTTP status from 300 to 599, reset, idle-reset (only on a connection that was used before), cut (in the middle of the body), hang (no response), drip (a byte a second), page (HTML), empty, garbage (broken JSON), wrong-job (another ID), oversized, redirect, refusal (the error envelope with HTTP 200), or mixed (one of many, drawn)'

// Messages for patterns and unions. The others are those of zod.
const TIME = 'Expected a time such as 500ms, 3s or 1m30s, a range such as 3s..6s, or forever'
const ID = 'Expected an ID such as 101, a range such as "1..1000", or "*" for jobs that calls create'

const TIME_PATTERN = /^(forever|(\d+(ms|s|m|h|d))+(\.\.(\d+(ms|s|m|h|d))+)?)$/
const ID_PATTERN = /^(\*|[1-9]\d{0,8}\.\.[1-9]\d{0,8})$/

const id = z.union([z.int().min(1), z.string().regex(ID_PATTERN, ID)], ID)
const time = (about: string) => z.string(TIME).regex(TIME_PATTERN, TIME).optional().describe(about)
const percent = (about: string) => z.number().min(0).max(100).optional().describe(about)
const count = (about: string) => z.int().min(0).optional().describe(about)
const factor = (about: string) => z.number().positive().optional().describe(about)
const flag = (about: string) => z.boolean().optional().describe(about)
const text = (about: string) => z.string().optional().describe(about)
const quirks = (about: string) => z.array(z.enum(QUIRK_NAMES)).readonly().optional().describe(about)
const oneOf = <const Names extends readonly string[]>(names: Names, about: string) =>
  z.enum(names).optional().describe(about)

/** The properties that jobs of all kinds have, rollouts excepted. */
export const jobFields = {
  id: id.optional().describe('an ID, a range or "*" (default: the next free ID)'),
  created: time('duration of state 1'),
  pending: time('duration of state 2'),
  queued: time('duration of state 3'),
  unknown: time('duration of state 8, which is not documented'),
  running: time('duration of state 4 (a job without any of these five: queued 2s, running 8s)'),
  failsAt: percent('ends in state 6 at this share of its running time'),
  failingRuns: count('only this many runs fail (default: every run)'),
  squashedAt: percent('ends in state 7 at this share of its running time'),
  hangsAt: percent('stops changing at this share of its running time'),
  joberror: text('joberror of a failure'),
  jobfailed: count('jobfailed before the first run'),
  refusesRetry: flag('refuses /retry'),
  retryTakes: time('how long /retry still shows the old failure'),
  progress: oneOf(
    ['steady', 'zero', 'bursts', 'stalls', 'flashes'],
    'jobprogress: steady (default), zero until the end, in bursts, stalls for a third of the time, or flashes (100 between 40% and 50%)',
  ),
  progressFactor: factor('jobprogress is ahead: 2 reaches 100 at half of the time'),
  progressStopsAt: percent('jobprogress reaches this at half of the running time and stays there'),
  eta: oneOf(
    ['exact', 'none', 'zero', 'drifting'],
    'jobeta: exact (default), none (null), zero, or drifting from half of the running time to its end',
  ),
  etaFactor: factor('jobeta is wrong by this factor: 1.5 is late, 0.5 early'),
  heartbeat: flag('jobupdated changes every second while running'),
  appearsAfter: time('the job is unknown before that'),
  imageid: count('the image of the job'),
  quirks: quirks('how its responses are written'),
}

/** The properties that only one kind of job has. */
export const ownFields = {
  update: {},
  diff: {
    added: count('files in added (default 3)'),
    modified: count('files in modified (default 2)'),
    removed: count('files in removed (default 1)'),
  },
  version: {
    installs: count('installs that it creates; with imageid, a rollout starts too (default 0; "*": 2)'),
  },
  install: {
    mirroring: flag('a mirror install (default: a machine install)'),
    startsAfter: time('starts by itself (default: the queue call starts it; "*": starts at once)'),
    target_imageversionid: count('the version that it installs'),
    listedAfter: time('missing from imageinstall/status before that'),
    lingers: time('stays in the list for this long after its end'),
  },
}

/** How an image's rollout to the fleet behaves. */
export const rolloutSchema = z.strictObject({
  kind: z.literal('rollout'),
  id: id.describe('the ID of the image, a range or "*"'),
  machines: count('how many take part (default 10)'),
  duration: time('from the first to the last machine (default 10s)'),
  failing: count('how many of the machines fail'),
  completedBefore: count('completed_machines before it starts'),
  startsAfter: time('no machine is pending before that'),
  appearsAfter: time('unknown before that'),
  hangsAt: percent('the counters stop changing at this share of the duration'),
})

const ONLY_WITH = [
  ['mebibytes', 'oversized'],
  ['location', 'redirect'],
  ['message', 'refusal'],
] as const

/** A fault and the requests that it hits. */
export const faultSchema = z
  .strictObject({
    fault: z
      .union(
        [z.int().min(300).max(599), z.enum([...CONNECTION_FAULTS, ...CONTENT_FAULTS, 'mixed'])],
        `Expected ${FAULT}`,
      )
      .describe(FAULT),
    times: z
      .union([z.int().min(1), z.literal('always')], 'Expected a number of requests, or "always"')
      .optional()
      .describe('how many requests it hits, or "always" (default 1; with lasts or oneIn: always)'),
    lasts: time('how long it lasts from the first request that it hits'),
    oneIn: z.int().min(1).optional().describe('hits one request in so many, drawn'),
    path: text('hits only requests whose path?query contains this text'),
    after: count('skips this many such requests first'),
    arrives: flag('Clanforge acts on the request (default: not for 3xx, 4xx but 408, refusal, idle-reset)'),
    retryAfter: count('the Retry-After header of a status, in seconds'),
    retryAfterDate: count('the same as a date so many seconds ahead'),
    mebibytes: count('how much larger oversized is (default 2)'),
    location: text('where redirect leads (default http://127.0.0.1:9/)'),
    message: text('error_message of a refusal'),
  })
  .superRefine((fault, context) => {
    for (const [property, name] of ONLY_WITH)
      if (fault[property] !== undefined && fault.fault !== name)
        context.addIssue(`has ${property}, but is not ${name}`)
    if (typeof fault.fault !== 'number' && (fault.retryAfter ?? fault.retryAfterDate) !== undefined)
      context.addIssue('has retryAfter or retryAfterDate, but is no HTTP status')
  })

const EXCLUSIVE = [
  ['failsAt', 'squashedAt', 'hangsAt'],
  ['progress', 'progressFactor', 'progressStopsAt'],
  ['eta', 'etaFactor'],
]

function jobSchema<Kind extends JobKind>(kind: Kind) {
  return z
    .strictObject({ kind: z.literal(kind), ...jobFields, ...ownFields[kind] })
    .superRefine((job: Readonly<Record<string, unknown>>, context) => {
      for (const names of EXCLUSIVE)
        if (names.filter(name => job[name] !== undefined).length > 1)
          context.addIssue(`has more than one of ${names.join(', ')}`)
      if (job['failingRuns'] !== undefined && job['failsAt'] === undefined)
        context.addIssue('has failingRuns, which needs failsAt')
    })
}

const anyJob = z.discriminatedUnion('kind', [
  jobSchema('update'),
  jobSchema('diff'),
  jobSchema('version'),
  jobSchema('install'),
  rolloutSchema,
])

/** The jobs and faults of a simulated Clanforge, and how its responses are written. */
export const scenarioSchema = z.strictObject({
  $schema: text('this schema, for editors'),
  description: text('one line for people'),
  seed: z.int().optional().describe('everything random follows from it (default 1)'),
  jobs: z.array(anyJob).optional().describe('jobs and rollouts'),
  faults: z.array(faultSchema).optional().describe('requests that go wrong'),
  quirks: quirks('how every response is written'),
  unknownJob: oneOf(
    ['404', 'envelope'],
    'the response for an unknown ID: HTTP 404 (default), or the error envelope with HTTP 200',
  ),
  clockSkewSeconds: z
    .int()
    .optional()
    .describe("how far the server's clock is ahead: its Date header and every timestamp"),
})

/** A kind of job with job fields. */
export type JobKind = (typeof JOB_KINDS)[number]

type OwnFields = (typeof ownFields)['diff'] & (typeof ownFields)['version'] & (typeof ownFields)['install']

/** How a job behaves. The schema checks which properties its kind has. */
export type JobSpec = Readonly<{ kind: JobKind } & z.infer<z.ZodObject<typeof jobFields & OwnFields>>>

/** How an image's rollout to the fleet behaves; its ID is the image's. */
export type RolloutSpec = Readonly<z.infer<typeof rolloutSchema>>

/** An entry of `jobs` in a scenario. */
export type ScenarioJob = JobSpec | RolloutSpec

/** A fault and the requests that it hits. */
export type FaultSpec = Readonly<z.infer<typeof faultSchema>>

/** The jobs and faults of a simulated Clanforge, and how its responses are written. */
export interface Scenario extends Readonly<Omit<z.infer<typeof scenarioSchema>, 'jobs' | 'faults'>> {
  readonly jobs?: readonly ScenarioJob[]
  readonly faults?: readonly FaultSpec[]
}
