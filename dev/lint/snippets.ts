import { parseDocument } from 'yaml'

/** A fenced block of YAML in a Markdown text, and the line of the text, counted from 1, that it begins at. */
export interface Block {
  readonly line: number
  readonly text: string
}

/** The fenced blocks of a Markdown text that are marked `yaml` or `yml`, without the indentation of their fence. */
export function yamlBlocks(markdown: string): Block[] {
  const blocks: Block[] = []
  for (const match of markdown.matchAll(/^( *)(`{3,})(\S*).*\n([^]*?)^ *\2 *$/gm)) {
    const [, , , language, text = ''] = match
    if (language !== 'yaml' && language !== 'yml') continue
    blocks.push({ line: markdown.slice(0, match.index).split('\n').length + 1, text: dedent(text) })
  }
  return blocks
}

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

function dedent(text: string): string {
  const depths = [...text.matchAll(/^ *(?=\S)/gm)].map(([spaces]) => spaces.length)
  const depth = Math.min(...depths)
  return depth > 0 && Number.isFinite(depth)
    ? text.replaceAll(new RegExp(`^ {${String(depth)}}`, 'gm'), '')
    : text
}
