import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'
import { house } from './dev/lint/house-rules.ts'
import { importRules, pure } from './dev/lint/layers.ts'

const handedIn = 'Time, sleep and random are handed in here.'

export default defineConfig(
  // dev/pictures has packages of its own, out of the root lockfile, so that its types are not there to be checked.
  globalIgnores(['dist/', 'coverage/', 'dev/pictures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    plugins: { house },
    rules: {
      'house/kebab-case': 'error',
      'max-lines': ['error', 200],
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'object-shorthand': 'error',
      'prefer-template': 'error',
    },
  },
  { files: ['*.config.js'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['**/*.js'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
  { files: ['src/**', 'dev/**'], rules: { 'house/docstring': 'error' } },
  { files: ['src/**'], rules: { 'max-lines-per-function': ['error', 40] } },
  importRules,
  {
    files: pure,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto', 'fetch'].map(
          name => ({
            name,
            message: handedIn,
          }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: handedIn },
        { object: 'Math', property: 'random', message: handedIn },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: handedIn },
      ],
    },
  },
)
