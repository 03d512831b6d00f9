import { z } from 'zod'
import { QUIRK_NAMES } from './quirks.ts'
import {
  type Scenario,
  faultSchema,
  jobFields,
  ownFields,
  rolloutSchema,
  scenarioSchema,
} from './scenario.ts'

/** A scenario that does not match the schema. The message has the place, the value and the accepted values. */
export class ScenarioError extends Error {
  override name = 'ScenarioError'
}

/**
 * The value, if it is a scenario.
 *
 * @throws ScenarioError
 */
export function checkScenario(value: unknown): Scenario {
  const { error } = scenarioSchema.safeParse(value, { error: nameUnknown })
  const [issue] = error?.issues ?? []
  if (issue) throw new ScenarioError(describe(issue, value))
  return value as Scenario
}

function nameUnknown({ code, keys, inst }: z.core.$ZodRawIssue): string | undefined {
  if (code !== 'unrecognized_keys' || !(inst instanceof z.ZodObject)) return undefined
  return `has an unknown property "${keys.join('", "')}"; known: ${Object.keys(inst.shape).join(', ')}`
}

function describe({ code, path, message }: z.core.$ZodIssue, scenario: unknown): string {
  const where = path.length === 0 ? 'scenario' : z.core.toDotPath(path)
  if (code === 'unrecognized_keys' || code === 'custom') return `${where} ${message}`
  const given = path.reduce((value, key) => (value as Record<PropertyKey, unknown>)[key], scenario)
  return given === undefined
    ? `${where} is missing. ${message}`
    : `${where} is ${JSON.stringify(given)}. ${message}`
}

/** The JSON Schema of scenarios, for editors. It has no rules about properties that exclude each other. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema)
}

/** The format of scenarios as text. */
export function scenarioHelp(): string {
  return [
    'A scenario is a JSON file (schema: dev/simulator/scenario.schema.json). Shares are percentages. A time is\n' +
      '500ms, 3s, 1m30s, a range to draw from (3s..6s), or forever. For example:\n\n' +
      '  { "jobs": [{ "kind": "update", "id": 101, "queued": "3s", "running": "12s", "failsAt": 60 }],\n' +
      '    "faults": [{ "fault": 503, "times": 3 }, { "fault": "reset", "oneIn": 10, "path": "imageupdate" }] }',
    section('A scenario', scenarioSchema.shape),
    section('Every job but a rollout', jobFields),
    section('A job of kind diff', ownFields.diff),
    section('A job of kind version', ownFields.version),
    section('A job of kind install', ownFields.install),
    section('A job of kind rollout', rolloutSchema.shape),
    section('A fault', faultSchema.shape),
    `Quirks: ${QUIRK_NAMES.join(', ')}`,
  ].join('\n\n')
}

function section(title: string, fields: Readonly<Record<string, z.ZodType>>): string {
  const rows = Object.entries(fields).flatMap(([name, { description }]) =>
    description === undefined ? [] : [`  ${name.padEnd(24)}${description}`],
  )
  return [`${title}:`, ...rows].join('\n')
}
