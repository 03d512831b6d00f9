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
