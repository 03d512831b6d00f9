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

const folder = mkdtempSync(join(tmpdir(), 'action-'))
const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
afterAll(() => {
  rmSync(folder, { recursive: true })
})
// From its end to the exit of the process, main() ignores signals: here, the process goes on.
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const
const crashes = ['uncaughtException', 'beforeExit'] as const

/** Polls so often that no test takes long. */
export const swiftly: Inputs = { 'min-poll-interval': '1ms', 'max-poll-interval': '5ms' }

/**
 * Runs `main()` with inputs as the runner passes them: those of the step, otherwise the defaults of action.yml. `enough`
 * is set as well; an empty text removes an input. Variables of the environment can be set too, and removed in the same way.
 */
export async function runAction(inputs: Inputs = {}, environment: Inputs = {}): Promise<ActionRun> {
  for (const file of Object.values(files)) writeFileSync(file, '')
  const before = process.env
  process.env = cleaned({
    ...before,
    GITHUB_ACTIONS: 'true',
    ...files,
    ...inputVariables({ ...enough, ...swiftly, ...inputs }),
    ...environment,
  })
  const listeners = crashes.map(event => process.listenerCount(event))
  const signalListeners = signals.map(signal => process.listeners(signal))
  const stdout = captureStdout()
  try {
    const code = await main()
    const left = crashes.map(event => process.listenerCount(event))
    if (String(left) !== String(listeners)) throw new Error(`main() left listeners behind: ${String(left)}`)
    return { code, ...stdout.read(), ...readFiles() }
  } finally {
    stdout.restore()
    process.env = before
    for (const [index, signal] of signals.entries())
      for (const listener of process.listeners(signal))
        if (signalListeners[index]?.includes(listener) !== true) process.off(signal, listener)
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
