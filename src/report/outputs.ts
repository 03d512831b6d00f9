import { type Json, stringifyJson, toNumber } from '../clanforge/json.ts'
import type { Redact } from '../clanforge/redaction.ts'
import { type FieldName, type Fields, fieldNames } from '../clanforge/status.ts'
import { isDocumentedState } from '../clanforge/states.ts'
import type { JobState } from '../wait/job-state.ts'
import type { Outcome } from '../wait/outcome.ts'
import type { StepReport } from './step-report.ts'
import { truncateBytes } from './text.ts'

/** The longest text of a field, in bytes of UTF-8. */
const MAX_TEXT_BYTES = 8_192

/** The name of an output. */
export type OutputName =
  'result' | 'inferred' | 'kind' | 'id' | FieldName | 'jobs' | 'polls' | 'elapsed-seconds'

/** Every output of the action, whatever the ending. */
export type Outputs = Readonly<Record<OutputName, string>>

/**
 * The outputs of a step: the API's fields as the last valid response had them, with absent and null fields empty and
 * long strings truncated (docs/how-results-are-decided.md).
 *
 * @param redact the last pass over the fields, before they are truncated
 */
export function toOutputs(
  { outcome, requests, elapsed }: Pick<StepReport, 'outcome' | 'requests' | 'elapsed'>,
  redact: Redact,
): Outputs {
  const { deciding, jobs, result } = outcome
  const fields = outputFields(deciding?.lastResponse?.fields ?? {}, redact)
  const texts = Object.fromEntries(fieldNames.map(name => [name, toOutputText(fields[name])]))
  return {
    result,
    inferred: String(jobs.some(({ job }) => isInferred(job))),
    kind: deciding?.target.kind ?? '',
    id: deciding?.target.id ?? '',
    ...(texts as Record<FieldName, string>),
    jobs: stringifyJson(toJobs(outcome, redact)),
    polls: String(requests),
    'elapsed-seconds': String(Math.floor(elapsed / 1000)),
  }
}

function toJobs({ jobs }: Outcome, redact: Redact): Json {
  return jobs.map(({ job, result }) => ({
    kind: job.target.kind,
    id: job.target.id,
    result,
    polls: job.polls,
    inferred: isInferred(job),
    fields: outputFields(job.lastResponse?.fields ?? {}, redact),
  }))
}

function isInferred({ ending }: JobState): boolean {
  return ending?.type === 'inferred'
}

function outputFields(fields: Fields, redact: Redact): Readonly<Record<string, Json>> {
  const entries = fieldNames.map(name => [name, fields[name]] as const)
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, toOutputValue(value, redact)]])),
  )
}

/**
 * A field: unchanged, or as text if it had to be redacted or truncated. An object becomes JSON text then, because
 * replacing a secret inside the JSON of `jobs` could break it.
 */
function toOutputValue(value: Json, redact: Redact): Json {
  const text = toOutputText(value)
  // A short secret must not change a number or the name of a documented state.
  const isHarmless = toNumber(value) !== undefined || isDocumentedState(text)
  const safe = truncateBytes(isHarmless ? text : redact(text), MAX_TEXT_BYTES)
  return safe === text ? value : safe
}

function toOutputText(value: Json | undefined): string {
  // A number beyond the range of a double is infinite, which JSON would write as null.
  if (value === null || value === undefined || value === Infinity || value === -Infinity) return ''
  return typeof value === 'string' ? value : stringifyJson(value)
}
