import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'
import jsdoc from 'eslint-plugin-jsdoc'
import unicorn from 'eslint-plugin-unicorn'

const injected = 'Time, sleep and random numbers are injected here.'
// Files without time, randomness and I/O. .dependency-cruiser.js restricts their imports.
const pure = ['wait/**', 'clanforge/{status,response,endpoints,json,states,redaction,redact-urls,errors}.ts']
const machine = ['process', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto', 'fetch']

/** All exports have a docstring, also types. Of an overloaded function, the first signature has it. */
const docstrings = {
  publicOnly: { ancestorsOnly: true, esm: true, cjs: false },
  enableFixer: false,
  skipInterveningOverloadedDeclarations: true,
  require: { FunctionDeclaration: false },
  contexts: ['ExportNamedDeclaration[declaration]'],
}

export default defineConfig(
  // dev/pictures has its own packages, which `npm ci` does not install, so their types are missing.
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
    files: ['*.config.js', '.dependency-cruiser.js', '__tests__/*.js'],
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
