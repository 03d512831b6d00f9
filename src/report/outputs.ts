import * as core from '@actions/core'
import { type FieldName, type Fields, fieldNames } from '../clanforge/job.ts'
import type { Json } from '../clanforge/json.ts'
import type { Outcome } from '../wait/outcome.ts'
import { cutBytes } from './text.ts'

/** The longest text of an output, in bytes of UTF-8. */
export const LONGEST_TEXT = 8_192

/** Every output of the action, on every ending. */
export type OutputName = 'result' | 'kind' | 'id' | FieldName | 'jobs' | 'polls' | 'elapsed-seconds'

/** What a step gives to the next one. */
export interface StepReport {
  readonly outcome: Outcome
  /** Requests made. */
  readonly requests: number
  /** How long the step took, ms. */
  readonly elapsed: number
}

/** The outputs: own fields as they are, texts of the API without secrets and not too long. Absent and null become empty. */
export function toOutputs(
  report: StepReport,
  redact: (text: string) => string,
): Readonly<Record<OutputName, string>> {
  const { outcome, requests, elapsed } = report
  const { target, fields = {} } = outcome.deciding ?? {}
  const safe = safeFields(fields, redact)
  const texts = Object.fromEntries(fieldNames.map(name => [name, toText(safe[name])]))
  return {
    result: outcome.result,
    kind: target?.kind ?? '',
    id: target?.id ?? '',
    ...(texts as Record<FieldName, string>),
    jobs: JSON.stringify(toJobs(outcome, redact)),
    polls: String(requests),
    'elapsed-seconds': String(Math.floor(elapsed / 1000)),
  }
}

/** Writes the outputs for the runner. Throws when its file cannot be written; without one, as outside a runner, it does nothing. */
export function writeOutputs(outputs: Readonly<Record<OutputName, string>>): void {
  // Without the file, core would print the outputs as commands into the log.
  if ((process.env['GITHUB_OUTPUT'] ?? '') === '') return
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}

function toJobs(outcome: Outcome, redact: (text: string) => string): Json {
  return outcome.jobs.map(({ job, result }) => ({
    kind: job.target.kind,
    id: job.target.id,
    result,
    polls: job.polls,
    inferred: job.ending?.result === 'complete' && job.ending.inferred,
    fields: safeFields(job.fields, redact),
  }))
}

function safeFields(fields: Fields, redact: (text: string) => string): Fields {
  const names = fieldNames.filter(name => fields[name] !== undefined)
  return Object.fromEntries(names.map(name => [name, safeValue(fields[name] ?? null, redact)]))
}

/** As the API had it, unless there is a secret in it or it is too long: then its text without the secret, cut. */
function safeValue(value: Json, redact: (text: string) => string): Json {
  const text = toText(value)
  const safe = cutBytes(redact(text), LONGEST_TEXT)
  return safe === text ? value : safe
}

function toText(value: Json | undefined): string {
  // JSON.stringify writes a number that is too large for JavaScript as null.
  if (value === null || value === undefined || value === Infinity || value === -Infinity) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
