// Runs the shipped dist/index.js as the GitHub runner does: in a child process, with inputs in INPUT_*, and with files
// for its outputs and summary.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { root } from '../build/command.ts'
import { readActionDefaults } from './action-file.ts'
import { LineReader } from './line-reader.ts'
import { type Annotation, LogView } from './log-view.ts'
import { parseOutputs } from './outputs-file.ts'

/** A step of a workflow. */
export interface StepOptions {
  /** As under `with:`. Other inputs have the defaults of `action.yml`. */
  readonly inputs: Readonly<Record<string, string>>
  /** Added to the environment, which has only what Node needs from this process. undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** A file for standard output instead of a pipe, such as `/dev/full`. It is not read. */
  readonly stdoutFile?: string
  /** Arguments for Node before the file. */
  readonly nodeArgs?: readonly string[]
  /** The step is killed after this long. Default 60,000 ms. */
  readonly timeoutMs?: number
  /** Called with each line of stdout as soon as it is complete. */
  readonly onLine?: (line: string) => void
}

/** The exit code of a step, and everything that it wrote. */
export interface StepRun {
  /** null if a signal killed the step, for example after `timeoutMs`. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The log as people see it: masks applied, commands carried out. */
  readonly log: readonly string[]
  readonly annotations: readonly Annotation[]
  readonly masks: readonly string[]
  /** The file of GITHUB_OUTPUT as it was written. */
  readonly outputsFile: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** From the start to the exit of the process. */
  readonly milliseconds: number
}

/** A step that is running. */
export interface RunningStep {
  readonly child: ChildProcess
  /** Resolves with the first line of stdout that matches, also an earlier one. Rejects if the step ends without one. */
  readonly line: (pattern: RegExp) => Promise<string>
  readonly finished: Promise<StepRun>
}

/**
 * Starts a step.
 *
 * @throws when `action.yml` does not declare an input. The runner would only warn
 */
export function startStep(options: StepOptions): RunningStep {
  const folder = mkdtempSync(join(tmpdir(), 'step-'))
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const start = performance.now()
  const stdoutFile = options.stdoutFile === undefined ? undefined : openSync(options.stdoutFile, 'a')
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), join(root, 'dist/index.js')], {
    cwd: folder,
    env: { ...environment(options.inputs, folder), ...files, ...options.env },
    stdio: ['ignore', stdoutFile ?? 'pipe', 'pipe'],
    timeout: options.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  })
  if (stdoutFile !== undefined) closeSync(stdoutFile)
  const stdout = new LineReader(child.stdout ?? Readable.from([]), options.onLine)
  const finish = async (): Promise<StepRun> => {
    try {
      const [[code], stderr, milliseconds] = await Promise.all([
        once(child, 'close') as Promise<[number | null]>,
        text(child.stderr ?? Readable.from([])),
        once(child, 'exit').then(() => performance.now() - start),
      ])
      const view = new LogView(options.env?.['RUNNER_DEBUG'] === '1')
      const log = stdout.lines.flatMap(line => view.take(line) ?? [])
      const { annotations, masks } = view
      const outputsFile = readFileSync(files.GITHUB_OUTPUT, 'utf8')
      const outputs = parseOutputs(outputsFile)
      const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')
      const written = { stdout: stdout.text, stderr, log, annotations, masks, outputsFile, outputs, summary }
      return { code, milliseconds, ...written }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { child, line: pattern => stdout.find(pattern), finished: finish() }
}

/** Runs a step to its end. */
export function runStep(options: StepOptions): Promise<StepRun> {
  return startStep(options).finished
}

function environment(inputs: StepOptions['inputs'], folder: string): NodeJS.ProcessEnv {
  const defaults = readActionDefaults()
  const unknown = Object.keys(inputs).filter(name => !(name in defaults))
  if (unknown.length > 0) throw new Error(`action.yml declares no input ${unknown.join(', ')}`)
  const variables = Object.entries({ ...defaults, ...inputs }).map(([name, value]) => {
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]
  })
  const names = ['PATH', 'HOME', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP']
  const inherited = names.map(name => [name, process.env[name]])
  return {
    ...(Object.fromEntries([...inherited, ...variables]) as NodeJS.ProcessEnv),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
  }
}
