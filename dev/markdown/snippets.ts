import { parseDocument } from 'yaml'

const linesAboveSteps = ['on: push', 'jobs:', '  job:', '    runs-on: ubuntu-latest', '    steps:']

/**
 * Completes a snippet to a whole workflow, which linters and act can read. The snippet is a list of steps, a workflow
 * without an event, or already complete.
 *
 * @returns the workflow, and the number of lines that were added above the snippet
 */
export function wholeWorkflow(snippet: string): { text: string; linesAbove: number } {
  const content: unknown = parseDocument(snippet).toJS()
  if (Array.isArray(content)) {
    const steps = snippet.replaceAll(/^(?=.)/gm, '      ')
    return { text: [...linesAboveSteps, steps].join('\n'), linesAbove: linesAboveSteps.length }
  }
  const needsEvent = hasKey(content, 'jobs') && !hasKey(content, 'on')
  return needsEvent ? { text: `on: push\n${snippet}`, linesAbove: 1 } : { text: snippet, linesAbove: 0 }
}

/** Whether a parsed text is an `action.yml`. */
export function isActionFile(content: unknown): boolean {
  return hasKey(content, 'runs')
}

function hasKey(content: unknown, key: string): boolean {
  return typeof content === 'object' && content !== null && key in content
}
