import { parseDocument } from 'yaml'

const event = 'on: push'
const job = 'jobs: { job: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }'

/**
 * A snippet as a whole workflow, so that a linter for workflows can read it: a list is taken for steps, a map by its
 * keys for a workflow, a job, or several jobs. Lines are only added above it, and their number is given.
 */
export function wholeWorkflow(snippet: string): { text: string; linesAbove: number } {
  const above = scaffold(parseDocument(snippet).toJS())
  const depth = above.length === 0 ? 0 : (/^ */.exec(above.at(-1) ?? '')?.[0].length ?? 0)
  const inner = ' '.repeat(above.at(-1)?.endsWith(':') === true ? depth + 2 : depth)
  const body = snippet.replaceAll(/^(?=.)/gm, inner)
  return { text: [...above, body].join('\n'), linesAbove: above.length }
}

// What goes above a snippet. A last line that ends in a colon takes the snippet in.
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

/** Whether a snippet, as parsed, is the `action.yml` of an action. */
export function isActionFile(value: unknown): boolean {
  return isMap(value) && 'runs' in value
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
