import { readdirSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { ESLint } from 'eslint'
import config from '../../../eslint.config.js'
import { layers } from '../../../dev/lint/layers.ts'

// Without types the rules about imports and names need no program of TypeScript, and each case takes milliseconds.
const untyped: ESLint.Options = {
  overrideConfigFile: true,
  overrideConfig: [
    ...config,
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ],
  ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
}
const eslint = new ESLint(untyped)

async function rules(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath })
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? []
}

describe('imports go one way', () => {
  it.each([
    ['src/version.ts', './clanforge/status.ts'],
    ['src/clanforge/status.ts', '../wait/verdict.ts'],
    ['src/clanforge/client.ts', '../main.ts'],
    ['src/wait/one/job.ts', '../../report/log.ts'],
    ['src/wait/verdict.ts', '../inputs/inputs.ts'],
    ['src/report/log.ts', '../inputs/inputs.ts'],
    ['src/inputs/inputs.ts', '../report/log.ts'],
    ['src/inputs/inputs.ts', '../main.ts'],
    ['src/inputs/parsers.ts', '../report/log.ts'],
    ['src/report/log.ts', '../inputs/credentials.ts'],
    ['src/main.ts', './index.ts'],
    ['src/main.ts', '../dev/simulator/index.ts'],
    ['src/wait/verdict.ts', '../../__tests__/unit/helper.ts'],
    ['src/wait/verdict.ts', '@actions/core'],
    ['src/clanforge/client.ts', '@actions/core'],
    ['src/main.ts', '@actions/http-client'],
    ['src/clanforge/status.ts', '@actions/http-client'],
    ['src/wait/schedule.ts', 'node:timers/promises'],
  ])('%s may not import %s', async (file, source) => {
    expect(await rules(file, `import '${source}'\n`)).toEqual(['no-restricted-imports'])
    expect(await rules(file, `import type { A } from '${source}'\nlet a: A\n`)).toContain(
      'no-restricted-imports',
    )
  })

  it.each([
    ['src/index.ts', './main.ts'],
    ['src/main.ts', './report/log.ts'],
    ['src/inputs/inputs.ts', './credentials.ts'],
    ['src/main.ts', '@actions/core'],
    ['src/report/outputs.ts', '../clanforge/status.ts'],
    ['src/report/outputs.ts', '@actions/core'],
    ['src/wait/one.ts', './report.ts'],
    ['src/wait/one.ts', '../clanforge/endpoints.ts'],
    ['src/clanforge/connection.ts', '@actions/http-client'],
    ['src/clanforge/client-body.ts', './errors.ts'],
  ])('%s may import %s', async (file, source) => {
    expect(await rules(file, `import '${source}'\n`)).toEqual([])
  })

  it('leaves no file of src/ outside the layers', () => {
    const names = layers.flatMap(layer => layer.names)
    const entries = readdirSync('src').filter(entry => entry !== 'tsconfig.json')
    const stray = entries.filter(entry => !names.some(name => entry.startsWith(name)))
    expect(stray).toEqual([])
  })
})

describe('the rules for files and imports', () => {
  it.each([
    ['src/wait/schedule.ts', 'Date.now()', 'no-restricted-properties'],
    ['src/wait/schedule.ts', 'Math.random()', 'no-restricted-properties'],
    ['src/wait/schedule.ts', 'new Date()', 'no-restricted-syntax'],
    ['src/clanforge/status.ts', 'setTimeout(() => 1, 1)', 'no-restricted-globals'],
    ['src/clanforge/endpoints.ts', 'process.exit()', 'no-restricted-globals'],
    ['src/wait/Schedule.ts', '', 'house/kebab-case'],
    ['src/main.ts', 'export const a = 1', 'house/docstring'],
    ['src/main.ts', '// no docstring\nexport function a() {}', 'house/docstring'],
    ['src/main.ts', 'export default 1', 'no-restricted-exports'],
    ['src/main.ts', '\n'.repeat(201), 'max-lines'],
    ['src/main.ts', `/** Long. */\nexport function a() {${'\n'.repeat(40)}}`, 'max-lines-per-function'],
  ])('in %s, %j breaks %s', async (file, code, rule) => {
    expect(await rules(file, `${code}\n`)).toEqual([rule])
  })

  it.each([
    ['src/wait/schedule.ts', 'new Date(0)'],
    ['src/clanforge/client.ts', 'setTimeout(() => 1, 1)'],
    ['src/main.ts', '/** One. */\nexport const a = 1'],
    ['src/main.ts', 'const a = 1\nexport { a }'],
    ['src/main.ts', '/** Two. */\nexport function a(): void\nexport function a(): void {}'],
  ])('in %s, %j is fine', async (file, code) => {
    expect(await rules(file, `${code}\n`)).toEqual([])
  })
})
