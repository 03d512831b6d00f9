import markdownIt from 'markdown-it'

/** A fenced code block, without its fence and the indentation of a list. */
export interface Fence {
  readonly language: string
  readonly text: string
  /** The line of the page, counted from 1, at which the text begins. */
  readonly line: number
}

const parser = markdownIt({ html: true })

/** Returns the fenced code blocks of a page. */
export function readFences(page: string): readonly Fence[] {
  const fences = parser.parse(page, {}).filter(({ type }) => type === 'fence')
  return fences.map(({ info, content, map }) => ({
    language: info.trim().split(/\s/)[0] ?? '',
    text: content,
    line: (map?.[0] ?? 0) + 2,
  }))
}

const linesAboveSteps = ['on: push', 'jobs:', '  job:', '    runs-on: ubuntu-latest', '    steps:']

/**
 * Completes a snippet to a whole workflow, which linters and act can read. The snippet is a list of steps, a workflow
 * without an event, or already complete.
 *
 * @returns the workflow, and the number of lines that were added above the snippet
 */
export function wholeWorkflow(snippet: string): { text: string; linesAbove: number } {
  if (snippet.startsWith('- ')) {
    const steps = snippet.replaceAll(/^(?=.)/gm, '      ')
    return { text: [...linesAboveSteps, steps].join('\n'), linesAbove: linesAboveSteps.length }
  }
  const needsEvent = /^jobs:/m.test(snippet) && !/^on:/m.test(snippet)
  return needsEvent ? { text: `on: push\n${snippet}`, linesAbove: 1 } : { text: snippet, linesAbove: 0 }
}
