import type { JsonObject } from './json.ts'
import { type FieldName, type Reading, readJob, readRollout } from './job.ts'

const MIB = 1024 * 1024

/** One GET of the API: the path below `api-url`, its parameters, and the largest body that is read, in bytes. */
export interface ApiRequest {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly maxBytes: number
}

/** What every request of a step has in common. */
export interface Scope {
  /** `accountserviceid`; empty where the bearer token says it all, and then not sent. */
  readonly asid: string
  /** `mirroring` of the install jobs. */
  readonly mirroring: boolean
}

/** A kind of job: where to ask about it, and how to read the answer. */
export interface Kind {
  /** What a person calls it. */
  readonly noun: string
  /** The input that names its ids, also the name of an id in the API. */
  readonly input: string
  /** The request that tells how a job is doing. */
  readonly status: (id: string, scope: Scope) => ApiRequest
  /** The request that runs a failed job again, where the API has one. */
  readonly retry?: (id: string, scope: Scope) => ApiRequest
  readonly read: (answer: JsonObject) => Reading | undefined
  /** The field in which an answer repeats the id that was asked for. */
  readonly echo?: FieldName
  /** Asking is queueing: the job can also be followed in the list of installs (`install-mode`). */
  readonly queues?: true
  /** Its answers are counters of machines: it has neither `jobfailed` nor a state that could be squashed. */
  readonly counts?: true
}

/**
 * Every kind of job that can be waited for, in the order in which a step's jobs are named.
 * A new kind is one entry here; its input, its ids in log, outputs and summary follow from it.
 */
export const kinds = {
  update: {
    noun: 'image update',
    input: 'updateid',
    status: (id, scope) => v1(`imageupdate/${id}/status`, scope),
    retry: (id, scope) => v1(`imageupdate/${id}/retry`, scope),
    read: readJob,
    echo: 'updateid',
  },
  diff: {
    noun: 'image diff',
    input: 'diffid',
    // Without diff_info there are no game, machine and image objects; the lists of files come all the same.
    status: (id, scope) => v1(`imagediff/${id}/status`, scope, { diff_info: '0' }, 64 * MIB),
    retry: (id, scope) => v1(`imagediff/${id}/retry`, scope, {}, 64 * MIB),
    read: readJob,
    echo: 'diffid',
  },
  version: {
    noun: 'image version',
    input: 'imageversionid',
    status: (id, scope) => v1(`imageversion/${id}/status`, scope),
    read: readJob,
    echo: 'imageversionid',
  },
  install: {
    noun: 'image install',
    input: 'jobid',
    status: (id, scope) => v1(`imageinstall/${id}/queue`, scope, { mirroring: String(scope.mirroring) }),
    read: readJob,
    queues: true,
  },
  rollout: {
    noun: 'rollout of image',
    input: 'imageid',
    status: (id, scope) => ({
      path: `/cfp/v2/project/${encodeURIComponent(scope.asid)}/image/${id}/status`,
      query: {},
      maxBytes: MIB,
    }),
    read: readRollout,
    counts: true,
  },
} as const satisfies Readonly<Record<string, Kind>>

/** The name of a kind of job, as the `kind` output has it. */
export type KindName = keyof typeof kinds

/** All kinds, in their order. */
export const kindNames = Object.keys(kinds) as readonly KindName[]

/** One job to wait for. */
export interface Target {
  readonly kind: KindName
  readonly id: string
}

/** A kind by its name, as the interface that all kinds share. */
export function kindOf(target: Target): Kind {
  return kinds[target.kind]
}

/** `imageinstall/status`: every install of the account that is not complete, in one answer. */
export function listInstalls(scope: Scope): ApiRequest {
  return v1('imageinstall/status', scope, {}, 16 * MIB)
}

function v1(
  path: string,
  scope: Scope,
  query: Readonly<Record<string, string>> = {},
  maxBytes = MIB,
): ApiRequest {
  const asid = scope.asid === '' ? {} : { accountserviceid: scope.asid }
  return { path: `/cfp/v1/${path}`, query: { ...asid, ...query }, maxBytes }
}
