import { VirtualClock } from '../../dev/virtual/virtual-clock.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import type { Json } from '../../src/clanforge/json.ts'
import { type Inputs, readInputs } from '../../src/inputs/inputs.ts'
import { createAnnotation } from '../../src/report/annotation.ts'
import { type CaseResponse, type VerdictCase, caseInputs } from './case-responses.ts'
import { enough, readerOf } from './inputs.ts'
import { type Reply, ScriptedApi, type Script, byPath } from './scripted-api.ts'
import { type Run, runWait } from './wait-run.ts'

/** How a case went. */
export interface CaseRun {
  readonly run: Run
  readonly inputs: Inputs
  /** The log and the error annotation, as one text. */
  readonly text: string
}

/**
 * Runs a case through the whole wait in virtual time.
 *
 * @param rewrite changes each body in a way that must not change the verdict
 */
export async function playCase(
  row: VerdictCase,
  rewrite: (body: Json) => Json = body => body,
): Promise<CaseRun> {
  const inputs = caseInputsOf(row)
  const { targets, scope, options } = inputs
  const clock = new VirtualClock()
  const api = new ScriptedApi(clock, scriptOf(row, rewrite))
  const lines: string[] = []
  const onLine = (line: string) => void lines.push(line)
  const run = await runWait(targets, () => api.get, { clock, scope, options, onLine })
  return { run, inputs, text: [...lines, ...createAnnotation(run.report).lines].join('\n') }
}

/** The inputs of a case, read as the action reads them. */
function caseInputsOf({ inputs }: VerdictCase): Inputs {
  const { updateid: _, ...credentials } = enough
  return readInputs(readerOf({ ...credentials, ...caseInputs, ...inputs }), {})
}

function scriptOf({ responses }: VerdictCase, rewrite: (body: Json) => Json): Script {
  const scripts = Object.entries(responses).map(([path, turns]): [string, Script] => [
    path,
    ({ nth }) => replyOf(turns[Math.min(nth, turns.length) - 1] ?? {}, rewrite),
  ])
  return byPath(Object.fromEntries(scripts))
}

function replyOf({ body, status, takes = 0 }: CaseResponse, rewrite: (body: Json) => Json): Reply {
  if (status !== undefined)
    return { fault: new ApiError('status', `HTTP ${String(status)}`, { status }), takes }
  return { body: rewrite(body ?? null), takes }
}
