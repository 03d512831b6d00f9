import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readFences } from '../markdown/markdown.ts'
import { type ActionFile, parseActionFile } from '../runner/action-file.ts'
import { checkActionFile } from './action-file.ts'
import { checkActionUse } from './action-use.ts'
import { describeProblems, type Problem, type Source } from './problem.ts'
import { isActionFile, wholeWorkflow } from '../markdown/snippets.ts'
import { actionlint, languageService } from './workflow-linters.ts'
import { checkInjection, checkTimeouts } from './workflow-rules.ts'

/**
 * Lints `action.yml`, the workflows of this repository, those of examples/ and the snippets in README.md and docs/,
 * without a network.
 *
 * @param root of the repository
 * @returns one line per problem; nothing when all is well
 */
export async function lintWorkflows(root: string): Promise<string> {
  const [definition] = await read(root, ['action.yml'])
  if (definition === undefined) return 'action.yml is missing'
  const action = parseActionFile(definition.text)
  const found = [
    describeProblems(definition, [
      ...(await languageService(definition.text, 'action.yml')),
      ...checkActionFile(action),
    ]),
  ]
  for (const source of await read(root, ['.github/workflows/*.{yml,yaml}'])) {
    const problems = [...(await lintWorkflow(source.text, action)), ...checkTimeouts(source.text)]
    found.push(describeProblems(source, problems))
  }
  const examples = await read(root, ['examples/**/*.{yml,yaml}'])
  const pages = await read(root, ['README.md', 'docs/**/*.md'])
  for (const source of [...examples, ...pages.flatMap(snippets)]) {
    found.push(describeProblems(source, await lintWorkflow(source.text, action)))
  }
  return found.flat().join('\n')
}

// The problems of a workflow, ours or an example. A snippet may also be the action.yml of a composite action.
async function lintWorkflow(text: string, action: ActionFile): Promise<Problem[]> {
  if (isActionFile(parse(text))) return languageService(text, 'action.yml')
  const name = '.github/workflows/workflow.yml'
  const [service, lint] = await Promise.all([languageService(text, name), actionlint(text, name)])
  return [...service, ...lint, ...checkActionUse(text, action), ...checkInjection(text)]
}

function snippets({ file, text }: Source): Source[] {
  const blocks = readFences(text).filter(({ language }) => language === 'yaml' || language === 'yml')
  return blocks.map(block => {
    const whole = wholeWorkflow(block.text)
    return { file, text: whole.text, firstLine: block.line - whole.linesAbove }
  })
}

async function read(root: string, patterns: readonly string[]): Promise<Source[]> {
  const files = globSync(patterns, { cwd: root }).sort()
  const texts = await Promise.all(files.map(file => readFile(join(root, file), 'utf8')))
  return files.map((file, index) => ({
    file: file.replaceAll('\\', '/'),
    text: texts[index] ?? '',
    firstLine: 1,
  }))
}
