import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, jest } from '@jest/globals'
import { readActionDefaults } from '../../dev/runner/action-file.ts'
import { parseOutputs } from '../../dev/runner/outputs-file.ts'
import { main } from '../../src/main.ts'
import { enough, type Inputs } from './inputs.ts'

/** How a step ended, as the runner sees it. */
export interface ActionRun {
  readonly code: number
  readonly outputs: Readonly<Record<string, string>>
  /** Standard output, line by line. */
  readonly lines: readonly string[]
  readonly stdout: string
  readonly summary: string
  /** The text of the `::error` annotations, as commands. */
  readonly errors: readonly string[]
}

// @actions/core keeps the path of the summary for the life of the process, so there is one for all runs.
const folder = mkdtempSync(join(tmpdir(), 'action-'))
const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'uncaughtException', 'beforeExit'] as const

/** Asks so often that no test takes long. */
export const swiftly: Inputs = { 'min-poll-interval': '1ms', 'max-poll-interval': '5ms' }

/**
 * Runs `main()` with inputs as the runner hands them over: those of the step, else those of action.yml. `enough` is
 * set as well; an empty text takes one away. The environment may be changed too; an empty value removes it.
 */
export async function runAction(inputs: Inputs = {}, environment: Inputs = {}): Promise<ActionRun> {
  for (const file of Object.values(files)) writeFileSync(file, '')
  const before = process.env
  process.env = cleaned({
    ...before,
    ...files,
    ...inputVariables({ ...enough, ...swiftly, ...inputs }),
    ...environment,
  })
  const listeners = signals.map(signal => process.listenerCount(signal))
  const stdout = captureStdout()
  try {
    const code = await main()
    const left = signals.map(signal => process.listenerCount(signal))
    if (String(left) !== String(listeners)) throw new Error(`main() left listeners behind: ${String(left)}`)
    return { code, ...stdout.read(), ...readFiles() }
  } finally {
    stdout.restore()
    process.env = before
  }
}

function inputVariables(inputs: Inputs): Inputs {
  const all = Object.entries({ ...readActionDefaults(), ...inputs })
  return Object.fromEntries(all.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
}

function cleaned(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}

function readFiles(): Pick<ActionRun, 'outputs' | 'summary'> {
  return {
    outputs: parseOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  }
}

function captureStdout() {
  let text = ''
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk, ...rest: unknown[]) => {
    text += String(chunk)
    const done = rest.find(argument => typeof argument === 'function')
    if (done !== undefined) (done as () => void)()
    return true
  })
  return {
    read: () => {
      const lines = text.split(/\r?\n/).filter(line => line !== '')
      return { stdout: text, lines, errors: lines.filter(line => line.startsWith('::error')) }
    },
    restore: () => {
      write.mockRestore()
    },
  }
}
