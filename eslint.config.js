import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'
import jsdoc from 'eslint-plugin-jsdoc'
import unicorn from 'eslint-plugin-unicorn'

const injected = 'Time, sleep and random numbers are injected here.'
// The files that only turn data into data; .dependency-cruiser.js says what they import.
const pure = ['wait/**', 'clanforge/{status,response,endpoints,json,states,redaction,redact-urls,errors}.ts']
const machine = ['process', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto', 'fetch']

/** Everything exported has a docstring, types too; of an overloaded function, the first signature. */
const docstrings = {
  publicOnly: { ancestorsOnly: true, esm: true, cjs: false },
  enableFixer: false,
  skipInterveningOverloadedDeclarations: true,
  require: { FunctionDeclaration: false },
  contexts: ['ExportNamedDeclaration[declaration]'],
}

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
    plugins: { jsdoc, unicorn },
    rules: {
      'unicorn/filename-case': ['error', { case: 'kebabCase', checkDirectories: false }],
      'max-lines': ['error', 200],
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'object-shorthand': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['*.config.js', '.dependency-cruiser.js', '__tests__/plain-context.js'],
    rules: { 'no-restricted-exports': 'off' },
  },
  { files: ['**/*.js'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
  { files: ['src/**', 'dev/**'], rules: { 'jsdoc/require-jsdoc': ['error', docstrings] } },
  { files: ['src/**'], rules: { 'max-lines-per-function': ['error', 40] } },
  {
    files: pure.map(path => `src/${path}`),
    rules: {
      'no-restricted-globals': ['error', ...machine.map(name => ({ name, message: injected }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: injected },
        { object: 'Math', property: 'random', message: injected },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: injected },
      ],
    },
  },
)
