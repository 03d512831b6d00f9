import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from '../build/command.ts'

/** A command that passes or fails. */
export interface Step {
  readonly name: string
  /** The arguments of Node, which runs at the root of the repository. */
  readonly args: readonly string[]
  /** Whether the command is jest, so that its tests are counted. */
  readonly isJest?: boolean
}

/** The result of a step, with the number of its checks. */
export interface StepResult {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly seconds: number
  /** Everything that the command printed. */
  readonly output: string
}

/** Fields of jest's JSON report. */
export interface JestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  /** Test files that failed before any of their tests ran. */
  readonly numRuntimeErrorTestSuites: number
}

/** Runs a step. */
export async function runStep({ name, args, isJest = false }: Step): Promise<StepResult> {
  const folder = await mkdtemp(join(tmpdir(), 'step-'))
  const file = join(folder, 'report.json')
  const start = performance.now()
  try {
    const { code, output } = await runNode(isJest ? [...args, '--json', `--outputFile=${file}`] : args)
    const seconds = (performance.now() - start) / 1000
    const report = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as JestReport) : undefined
    return { name, seconds, output, ...countChecks(code, report) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Counts the checks of a step. Without a report of jest, a step is one check. A failure of jest that is not the failure
 * of a test counts as one check, such as too low coverage or that there are no tests.
 *
 * @param code the exit code
 */
export function countChecks(code: number, report?: JestReport): Pick<StepResult, 'passed' | 'failed'> {
  if (report === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const passed = report.numPassedTests
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites
  const hasOtherFailure = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: hasOtherFailure ? 1 : failed }
}

/** Describes a step in one line, and with its output if it failed. */
export function describeStep({ name, passed, failed, seconds, output }: StepResult): string {
  const time = `${seconds.toFixed(1)} s`.padStart(7)
  const count = passed + failed > 1 ? ` (${String(passed)} of ${String(passed + failed)})` : ''
  const line = `${failed === 0 ? 'pass' : 'FAIL'} ${time}  ${name}${count}`
  return failed === 0 ? line : `${line}\n\n${output.trim() || '(no output)'}\n`
}
