// `npm run lint [-- code imports format workflows security unused licenses]`: everything that can be said of the tree without running it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, runNode, tool } from '../build/tool.ts'
import './json-modules.ts'
import { lintLicenses } from './licenses.ts'
import { lintSecurity } from './security.ts'

/** Says what is wrong, as text to print; nothing when all is well. */
type Linter = () => Promise<string>

const linters: Readonly<Record<string, Linter>> = {
  code: () => complaints([tool('eslint'), '--max-warnings=0', '.']),
  imports: () => complaints([tool('dependency-cruiser', 'depcruise'), 'src', 'dev', '__tests__']),
  format: () => complaints([tool('prettier'), '--check', '--log-level=warn', '.']),
  // Of the folder it is started in, so that tests can show it a tree of their own.
  // Imported late: what it imports loads only after the hook in json-modules.ts.
  workflows: async () => (await import('./workflows.ts')).lintWorkflows(process.cwd()),
  security: () => lintSecurity(process.cwd()),
  unused: () => complaints([tool('knip'), '--no-progress']),
  licenses: async () => lintLicenses(await readFile(join(root, 'package-lock.json'), 'utf8')),
}

async function complaints(args: readonly string[]): Promise<string> {
  const { code, output } = await runNode(args)
  return code === 0 ? '' : output
}

async function main(words: readonly string[]): Promise<void> {
  for (const name of words.length > 0 ? words : Object.keys(linters)) {
    const linter = linters[name]
    if (linter === undefined)
      throw new Error(`No linter ${name}; there are ${Object.keys(linters).join(', ')}.`)
    const problems = await linter()
    if (problems === '') continue
    console.error(problems.trim())
    process.exitCode = 1
  }
}

await main(process.argv.slice(2))
