import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionMetadata } from '@actions/languageservice/action'
import { parse } from 'yaml'
import { z } from 'zod'
import { readFences, wholeWorkflow } from './snippets.ts'
import { type Problem, runActionlint, runLanguageService } from './workflow-linters.ts'
import { checkScripts, checkOutputs, checkTimeouts } from './workflow-rules.ts'

/** The linters accept misspelled keys, missing descriptions, and defaults that are not strings. */
const actionSchema = z.object({
  inputs: z.record(
    z.string(),
    z.strictObject({
      description: z.string(),
      required: z.boolean().optional(),
      default: z.string().optional(),
      deprecationMessage: z.string().optional(),
    }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: z.string() })),
})

/** A file or a snippet. */
interface Source {
  /** The path from the root of the repository, with `/`. */
  readonly file: string
  readonly text: string
  /** The line of the file, counted from 1, at which line 1 of the text is. */
  readonly firstLine: number
}

/**
 * Lints `action.yml`, the workflows of this repository, the examples, and the snippets in README.md and docs/, without
 * a network.
 *
 * @param root of the repository
 * @returns one line per problem, or an empty text
 */
export async function lintWorkflows(root: string): Promise<string> {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionMetadata
  const files = ['action.yml', '.github/workflows/*.{yml,yaml}', 'examples/**/*.{yml,yaml}']
  const pages = ['README.md', 'docs/**/*.md']
  const found: string[] = []
  for (const source of [...read(root, files), ...read(root, pages).flatMap(readSnippets)]) {
    for (const { line, message } of await lint(source, action))
      found.push(`${source.file}:${String(line + source.firstLine - 1)}: ${message}`)
  }
  return found.join('\n')
}

async function lint({ file, text }: Source, action: ActionMetadata): Promise<readonly Problem[]> {
  if (/^runs:/m.test(text)) {
    const found = await runLanguageService(text, 'action.yml', action)
    return file === 'action.yml' ? [...found, ...checkEntries(action)] : found
  }
  const path = '.github/workflows/workflow.yml'
  const found = [...(await runLanguageService(text, path, action)), ...(await runActionlint(text, path))]
  // The rules below need a valid workflow.
  if (found.length > 0) return found
  return [
    ...checkScripts(text),
    ...checkOutputs(text, Object.keys(action.outputs ?? {})),
    ...(file.endsWith('.md') ? [] : checkTimeouts(text)),
  ]
}

/** Checks the inputs and outputs of `action.yml`. */
function checkEntries(action: ActionMetadata): readonly Problem[] {
  const { error } = actionSchema.safeParse(action)
  return (error?.issues ?? []).map(({ path, message }) => ({
    line: 1,
    message: `${path.join('.')}: ${message}`,
  }))
}

function readSnippets({ file, text }: Source): Source[] {
  const fences = readFences(text).filter(({ language }) => /^ya?ml$/.test(language))
  return fences.map(fence => {
    const whole = wholeWorkflow(fence.text)
    return { file, text: whole.text, firstLine: fence.line - whole.linesAbove }
  })
}

function read(root: string, patterns: readonly string[]): Source[] {
  const files = globSync(patterns, { cwd: root }).sort()
  return files.map(file => ({
    file: file.replaceAll('\\', '/'),
    text: readFileSync(join(root, file), 'utf8'),
    firstLine: 1,
  }))
}
