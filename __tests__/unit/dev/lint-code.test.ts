import { describe, expect, it } from '@jest/globals'
import { ESLint } from 'eslint'
import config from '../../../eslint.config.js'

// Without the rules that need types, a case takes milliseconds.
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

describe('the rules for code', () => {
  it.each([
    ['src/wait/schedule.ts', 'Date.now()', 'no-restricted-properties'],
    ['src/wait/schedule.ts', 'Math.random()', 'no-restricted-properties'],
    ['src/wait/schedule.ts', 'new Date()', 'no-restricted-syntax'],
    ['src/clanforge/status.ts', 'setTimeout(() => 1, 1)', 'no-restricted-globals'],
    ['src/clanforge/endpoints.ts', 'process.exit()', 'no-restricted-globals'],
    ['src/wait/Schedule.ts', '', 'unicorn/filename-case'],
    ['src/main.ts', 'export const a = 1', 'jsdoc/require-jsdoc'],
    ['src/main.ts', '// no docstring\nexport function a() {}', 'jsdoc/require-jsdoc'],
    ['src/main.ts', 'export type A = string', 'jsdoc/require-jsdoc'],
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
    ['src/main.ts', 'export { a } from "./a.ts"'],
    ['.dependency-cruiser.js', ''],
    ['src/main.ts', '/** Two. */\nexport function a(): void\nexport function a(): void {}'],
  ])('in %s, %j is allowed', async (file, code) => {
    expect(await rules(file, `${code}\n`)).toEqual([])
  })
})
