import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { FaultSpec, Scenario, ScenarioJob } from './scenario.ts'

/** A part of scenario.schema.json, as far as it is read here. */
export interface Schema {
  readonly description?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly not?: Schema
  readonly properties?: Readonly<Record<string, Schema & { readonly const?: string }>>
  readonly $defs?: Readonly<Record<string, Schema>>
}

/** A scenario that does not match scenario.schema.json. The message says where and what is accepted. */
export class ScenarioError extends Error {
  override name = 'ScenarioError'
}

/** scenario.schema.json. */
export const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, 'scenario.schema.json'), 'utf8'),
) as Schema
const ajv = new Ajv2020({
  strictTypes: true,
  discriminator: true,
  verbose: true,
  allowUnionTypes: true,
}).addSchema(schema, 'scenario')

/**
 * The value, if it is a scenario.
 *
 * @throws ScenarioError
 */
export function checkScenario(value: unknown): Scenario {
  return check('scenario', value, 'scenario') as Scenario
}

/**
 * The value, if it is a list of jobs of a scenario.
 *
 * @throws ScenarioError
 */
export function checkJobs(value: unknown): readonly ScenarioJob[] {
  return check('scenario#/$defs/jobs', value, 'jobs') as readonly ScenarioJob[]
}

/**
 * The value, if it is a list of faults of a scenario.
 *
 * @throws ScenarioError
 */
export function checkFaults(value: unknown): readonly FaultSpec[] {
  return check('scenario#/$defs/faults', value, 'faults') as readonly FaultSpec[]
}

function check(reference: string, value: unknown, name: string): unknown {
  const validate = ajv.getSchema(reference) as ValidateFunction
  if (validate(value)) return value
  const [error] = validate.errors ?? []
  throw new ScenarioError(error === undefined ? `${name} is invalid` : describe(error, name))
}

function describe(error: ErrorObject, name: string): string {
  const path = error.instancePath.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')
  const where = `${name}${path}`.replace(/^scenario\./, '')
  const { params, data } = error
  const parent = (error.parentSchema ?? {}) as Schema
  switch (error.keyword) {
    case 'unevaluatedProperties':
    case 'additionalProperties': {
      const property = String(params['unevaluatedProperty'] ?? params['additionalProperty'])
      return `${where} has an unknown property "${property}"; known: ${Object.keys(propertiesOf(parent)).join(', ')}`
    }
    case 'required':
      return `${where} needs "${String(params['missingProperty'])}"`
    case 'discriminator':
      return `${where}.kind is ${JSON.stringify(params['tagValue'])}; accepted: update, diff, version, install, rollout`
    case 'enum':
      return `${where} is ${JSON.stringify(data)}; accepted: ${(parent.enum ?? []).join(', ')}`
    case 'dependentRequired':
      return `${where} has "${String(params['property'])}", which needs "${String(params['missingProperty'])}"`
    case 'not':
      return `${where} has properties that exclude each other; accepted: ${parent.not?.description ?? ''}`
    default:
      return `${where} is ${JSON.stringify(data)}; accepted: ${parent.description ?? String(error.message)}`
  }
}

/** The properties that a value of this part of the schema may have. Only the kinds of jobs have an `allOf`: what they share. */
export function propertiesOf({ allOf = [], properties = {} }: Schema): NonNullable<Schema['properties']> {
  return { ...(allOf.length > 0 ? schema.$defs?.['job']?.properties : {}), ...properties }
}
