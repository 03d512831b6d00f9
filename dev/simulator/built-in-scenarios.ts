import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkScenario, ScenarioError } from './check-scenario.ts'
import type { Scenario } from './scenario.ts'

const FOLDER = join(import.meta.dirname, 'scenarios')

/** The names of the built-in scenarios. */
export function scenarioNames(): readonly string[] {
  return readdirSync(FOLDER).map(file => basename(file, '.json'))
}

/**
 * A built-in scenario by its name, or one from a file.
 *
 * @throws ScenarioError when there is none, or when it is invalid
 */
export function readScenario(nameOrFile: string): Scenario {
  const names = scenarioNames()
  const file = names.includes(nameOrFile) ? join(FOLDER, `${nameOrFile}.json`) : nameOrFile
  if (!existsSync(file))
    throw new ScenarioError(`There is no scenario or file ${nameOrFile}. Scenarios: ${names.join(', ')}`)
  try {
    return checkScenario(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new ScenarioError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
