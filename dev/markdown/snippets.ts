import { parseDocument } from 'yaml'

const event = 'on: push'
const job = 'jobs: { job: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }'

/**
 * Completes a snippet to a whole workflow, which linters and act can read. A list is taken for steps, and a map for a
 * workflow, a job or several jobs, depending on its keys.
 *
 * @returns the workflow, and the number of lines that were added above the snippet
 */
export function wholeWorkflow(snippet: string): { text: string; linesAbove: number } {
  const above = scaffold(parseDocument(snippet).toJS())
  const depth = above.length === 0 ? 0 : (/^ */.exec(above.at(-1) ?? '')?.[0].length ?? 0)
  const inner = ' '.repeat(above.at(-1)?.endsWith(':') === true ? depth + 2 : depth)
  const body = snippet.replaceAll(/^(?=.)/gm, inner)
  return { text: [...above, body].join('\n'), linesAbove: above.length }
}

/** Returns the lines above a snippet. After a last line that ends in a colon, the snippet is indented. */
function scaffold(value: unknown): string[] {
  if (Array.isArray(value)) return [event, 'jobs:', '  job:', '    runs-on: ubuntu-latest', '    steps:']
  if (!isMap(value)) return []
  const has = (key: string) => key in value
  if (isActionFile(value)) return []
  if (has('jobs')) return has('on') ? [] : [event]
  if (has('steps'))
    return [event, 'jobs:', '  job:', ...(has('runs-on') ? [] : ['    runs-on: ubuntu-latest'])]
  if (Object.values(value).some(entry => isMap(entry) && ('steps' in entry || 'uses' in entry)))
    return [event, 'jobs:']
  return [...(has('on') ? [] : [event]), job]
}

/** Whether a parsed snippet is an `action.yml`. */
export function isActionFile(value: unknown): boolean {
  return isMap(value) && 'runs' in value
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
