import { LineCounter, isMap, isSeq, parseDocument, type Document, type Node } from 'yaml'

/** A step of a job, as far as the checks here read it. */
export interface Step {
  /** Counted from 1. */
  readonly line: number
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

/** A job of a workflow. */
export interface Job {
  readonly name: string
  readonly line: number
  readonly keys: Readonly<Record<string, unknown>>
  readonly steps: readonly Step[]
}

/** A workflow, as far as the checks here read it. */
export interface Workflow {
  readonly keys: Readonly<Record<string, unknown>>
  readonly jobs: readonly Job[]
}

/** Reads a workflow leniently: what has another shape than a workflow has is left to the linters for workflows. */
export function readWorkflow(text: string): Workflow {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const lineOf = (node: unknown) => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line
  const jobs = document.get('jobs', true)
  return {
    keys: record(document.toJS()),
    jobs: isMap<{ value: string } & Node, Node>(jobs)
      ? jobs.items.map(({ key, value }) => ({
          name: key.value,
          line: lineOf(key),
          keys: record(value?.toJS(document)),
          steps: readSteps(document, value, lineOf),
        }))
      : [],
  }
}

function readSteps(document: Document, job: Node | null, lineOf: (node: unknown) => number): Step[] {
  const steps = isMap(job) ? job.get('steps', true) : undefined
  if (!isSeq<Node>(steps)) return []
  return steps.items.map(step => ({
    ...(record(step.toJS(document)) as Omit<Step, 'line'>),
    line: lineOf(step),
  }))
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
