// `npm run lint` runs all linters, `npm run lint -- code imports` some of them. It prints what they find.
import { spawnSync } from 'node:child_process'
import { root, runNode } from '../build/command.ts'
import { lintLicenses } from './licenses.ts'

/** Each returns text about problems, or an empty text if there are none. */
const linters: Readonly<Record<string, () => string | Promise<string>>> = {
  code: () => runPackage('eslint/bin/eslint.js', '--max-warnings=0', '.'),
  imports: () => runPackage('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'dev', '__tests__'),
  format: () => runPackage('prettier/bin/prettier.cjs', '--check', '--cache', '--log-level=warn', '.'),
  // Tests run it in another folder. Loading it takes time, which the other linters do not need.
  workflows: async () => (await import('./workflows.ts')).lintWorkflows(process.cwd()),
  security: lintSecurity,
  unused: () => runPackage('knip/bin/knip.js', '--no-progress'),
  licenses: () => lintLicenses(root),
}

/** Runs a file of a package with Node, because Windows starts `npx` only through a shell. */
async function runPackage(file: string, ...args: readonly string[]): Promise<string> {
  const { code, output } = await runNode([`node_modules/${file}`, ...args])
  return code === 0 ? '' : output
}

/** zizmor is not an npm package, so it runs only where it is installed. */
function lintSecurity(): string {
  const options = ['--offline', '--persona=pedantic', '--no-progress', '--quiet']
  const paths = ['.github', 'action.yml', 'examples']
  const { error, status, stdout, stderr } = spawnSync('zizmor', [...options, ...paths], { encoding: 'utf8' })
  if (error !== undefined) console.error('zizmor is not installed: skipped.')
  return error !== undefined || status === 0 ? '' : stdout + stderr
}

const args = process.argv.slice(2)
for (const name of args.length > 0 ? args : Object.keys(linters)) {
  const linter = linters[name]
  if (linter === undefined)
    throw new Error(`There is no linter ${name}, only ${Object.keys(linters).join(', ')}`)
  const problems = await linter()
  if (problems === '') continue
  console.error(problems.trim())
  process.exitCode = 1
}
