// Runs the shipped dist/index.js as the GitHub runner does: a child process, inputs in INPUT_*, files for what it writes.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { root } from '../build/tool.ts'
import { readActionDefaults } from './action-file.ts'
import { LineReader } from './line-reader.ts'
import { type Annotation, LogView } from './log-view.ts'
import { parseOutputs } from './outputs-file.ts'

/** A step of a workflow. */
export interface StepOptions {
  /** As under `with:`; the rest has `action.yml`'s defaults. */
  readonly inputs: Readonly<Record<string, string>>
  /**
   * Added to the environment, which holds nothing of this process but what Node needs; undefined removes a variable of
   * the runner.
   */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The file that standard output goes to instead of a pipe, such as `/dev/full`; nothing of it is read. */
  readonly stdoutFile?: string
  /** The workspace; an empty folder by default. */
  readonly cwd?: string
  /** Arguments for Node before the file. */
  readonly nodeArgs?: readonly string[]
  /** The step is killed after this long. Default 60,000 ms. */
  readonly patience?: number
  /** Called with every line of stdout as it comes. */
  readonly onLine?: (line: string) => void
}

/** How a step ended, and everything it wrote. */
export interface StepRun {
  /** null when a signal killed it, as after `patience`. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The log as a person sees it: masks applied, commands carried out. */
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

/** A step under way. */
export interface RunningStep {
  readonly child: ChildProcess
  /** Resolves with the first line of stdout that matches, those of the past too; rejects when the step ends without. */
  readonly line: (pattern: RegExp) => Promise<string>
  readonly finished: Promise<StepRun>
}

/**
 * Starts a step.
 *
 * @throws when an input is not declared, of which the runner would only warn
 */
export function startStep(options: StepOptions): RunningStep {
  const folder = mkdtempSync(join(tmpdir(), 'step-'))
  const files = { output: join(folder, 'output'), summary: join(folder, 'summary.md') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const start = performance.now()
  const stdoutFile = options.stdoutFile === undefined ? undefined : openSync(options.stdoutFile, 'a')
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), join(root, 'dist/index.js')], {
    cwd: options.cwd ?? folder,
    env: environment(options, folder, files),
    stdio: ['ignore', stdoutFile ?? 'pipe', 'pipe'],
  })
  if (stdoutFile !== undefined) closeSync(stdoutFile)
  const { stdout, stderr } = outputOf(child)
  const reader = new LineReader(stdout, options.onLine)
  const errors: Buffer[] = []
  stderr.on('data', (piece: Buffer) => errors.push(piece))
  const guard = setTimeout(() => child.kill('SIGKILL'), options.patience ?? 60_000)
  const finished = new Promise<StepRun>((resolve, reject) => {
    let milliseconds = 0
    child.once('exit', () => {
      milliseconds = performance.now() - start
      clearTimeout(guard)
    })
    child.once('error', reject)
    child.once('close', code => {
      const isDebug = options.env?.['RUNNER_DEBUG'] === '1'
      const ended = { code, milliseconds, stderr: Buffer.concat(errors).toString() }
      try {
        resolve({ ...ended, ...viewLog(reader, isDebug), ...readFiles(files) })
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  })
  return { child, line: pattern => reader.find(pattern), finished }
}

/** Runs a step to its end. */
export function runStep(options: StepOptions): Promise<StepRun> {
  return startStep(options).finished
}

/** The streams to read; an empty one for a standard output that goes to a file. */
function outputOf({ stdout, stderr }: ChildProcess): {
  readonly stdout: Readable
  readonly stderr: Readable
} {
  return { stdout: stdout ?? Readable.from([]), stderr: stderr ?? Readable.from([]) }
}

function environment(
  { inputs, env }: StepOptions,
  folder: string,
  files: { readonly output: string; readonly summary: string },
): NodeJS.ProcessEnv {
  const defaults = readActionDefaults()
  const unknown = Object.keys(inputs).filter(name => !(name in defaults))
  if (unknown.length > 0) throw new Error(`action.yml declares no input ${unknown.join(', ')}`)
  const values = Object.entries({ ...defaults, ...inputs })
  const inherited = ['PATH', 'HOME', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'] as const
  const host = inherited.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return {
    ...(Object.fromEntries(host) as NodeJS.ProcessEnv),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    ...Object.fromEntries(values.map(([name, value]) => [inputVariable(name), value])),
    ...env,
  }
}

function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function viewLog(
  reader: LineReader,
  isDebug: boolean,
): Pick<StepRun, 'stdout' | 'log' | 'annotations' | 'masks'> {
  const view = new LogView(isDebug)
  const log = reader.lines.flatMap(line => view.take(line) ?? [])
  return { stdout: reader.text, log, annotations: view.annotations, masks: view.masks }
}

function readFiles(files: {
  readonly output: string
  readonly summary: string
}): Pick<StepRun, 'outputs' | 'outputsFile' | 'summary'> {
  const outputsFile = readFileSync(files.output, 'utf8')
  return { outputsFile, outputs: parseOutputs(outputsFile), summary: readFileSync(files.summary, 'utf8') }
}
