import type { JsonObject } from './json.ts'
import { type FieldName, type Status, readJobStatus, readRolloutStatus } from './status.ts'

const MIB = 1024 * 1024

/** One GET of the API: the path below `api-url`, its parameters, and the largest body that is read, in bytes. */
export interface ApiRequest {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly maxBytes: number
}

/** The parameters that all requests of a step share. */
export interface Scope {
  /** `accountserviceid`. May be empty with a bearer token; an empty one is not sent. */
  readonly asid: string
  /** `mirroring` of the install jobs. */
  readonly mirroring: boolean
}

/** A kind of job: its requests, its ID field, and the reader of its responses. */
export interface JobKind {
  /** Its name in messages. */
  readonly noun: string
  /** The input that lists its IDs. */
  readonly input: string
  /** The request for its status. */
  readonly status: (id: string, scope: Scope) => ApiRequest
  /** The request that re-runs a failed job, if the API has one. */
  readonly retry?: (id: string, scope: Scope) => ApiRequest
  /** Reads a response; undefined when it has none of the fields that make it valid. */
  readonly read: (body: JsonObject) => Status | undefined
  /** The field in which a response repeats the ID. */
  readonly idField?: FieldName
  /** The status request queues the job, and the job is in the install list (`install-mode`). */
  readonly isInstall?: true
  /** Its status is counters of machines: it has neither a state nor `jobfailed`. */
  readonly isRollout?: true
}

/**
 * Every kind of job that a step can wait for, in the order that decides ties (docs/how-results-are-decided.md).
 * A new kind is one entry here: its input and its IDs in log, outputs and summary follow from it.
 */
export const jobKinds = {
  update: {
    noun: 'image update',
    input: 'updateid',
    status: (id, scope) => v1(`imageupdate/${id}/status`, scope),
    retry: (id, scope) => v1(`imageupdate/${id}/retry`, scope),
    read: readJobStatus,
    idField: 'updateid',
  },
  diff: {
    noun: 'image diff',
    input: 'diffid',
    // diff_info=0 omits the game, machine and image objects; the lists of files are sent anyway.
    status: (id, scope) => v1(`imagediff/${id}/status`, scope, { diff_info: '0' }, 64 * MIB),
    retry: (id, scope) => v1(`imagediff/${id}/retry`, scope, {}, 64 * MIB),
    read: readJobStatus,
    idField: 'diffid',
  },
  version: {
    noun: 'image version',
    input: 'imageversionid',
    status: (id, scope) => v1(`imageversion/${id}/status`, scope),
    read: readJobStatus,
    idField: 'imageversionid',
  },
  install: {
    noun: 'image install',
    input: 'jobid',
    status: (id, scope) => v1(`imageinstall/${id}/queue`, scope, { mirroring: String(scope.mirroring) }),
    read: readJobStatus,
    isInstall: true,
  },
  rollout: {
    noun: 'rollout of image',
    input: 'imageid',
    status: (id, scope) => ({
      path: `/cfp/v2/project/${encodeURIComponent(scope.asid)}/image/${id}/status`,
      query: {},
      maxBytes: MIB,
    }),
    read: readRolloutStatus,
    isRollout: true,
  },
} as const satisfies Readonly<Record<string, JobKind>>

/** The name of a kind of job, as in the `kind` output. */
export type JobKindName = keyof typeof jobKinds

/** All kinds, in their order. */
export const jobKindNames = Object.keys(jobKinds) as readonly JobKindName[]

/** One job to wait for. */
export interface Target {
  readonly kind: JobKindName
  readonly id: string
}

/** The kind of a job, as the interface that all kinds share. */
export function kindOf({ kind }: Target): JobKind {
  return jobKinds[kind]
}

/** `imageinstall/status`: every incomplete install of the account, in one response. */
export function installListRequest(scope: Scope): ApiRequest {
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
