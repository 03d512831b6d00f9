import { propertiesOf, schema } from './check-scenario.ts'
import type { Schema } from './check-scenario.ts'
import { JOB_KINDS } from './scenario.ts'

const COLUMN = 24

/** The scenario format in text, from scenario.schema.json. */
export function scenarioHelp(): string {
  const { $defs = {} } = schema
  return [
    'A scenario is a JSON file (schema: dev/simulator/scenario.schema.json). Shares are percentages, and a time is\n' +
      '500ms, 3s, 1m30s, a range to draw from (3s..6s), or forever. For example:\n\n' +
      '  { "jobs": [{ "kind": "update", "id": 101, "queued": "3s", "running": "12s", "failsAt": 60 }],\n' +
      '    "faults": [{ "fault": 503, "times": 3 }, { "fault": "reset", "oneIn": 10, "path": "imageupdate" }] }',
    section('A scenario', schema),
    section('Every job but a rollout', $defs['job']),
    ...JOB_KINDS.flatMap(kind => own($defs[kind])).map(([kind, part]) =>
      section(`A job of kind ${kind}`, part),
    ),
    section('A job of kind rollout', $defs['rollout']),
    section('A fault', $defs['fault']),
    `Quirks: ${($defs['quirks']?.items?.enum ?? []).join(', ')}`,
  ].join('\n\n')
}

/** A kind that has properties of its own, and these. */
function own(kind: Schema | undefined): readonly (readonly [string, Schema])[] {
  const { kind: name, ...properties } = kind?.properties ?? {}
  return Object.keys(properties).length === 0 ? [] : [[name?.const ?? '', { properties }]]
}

function section(title: string, part: Schema = {}): string {
  const rows = Object.entries(propertiesOf(part)).filter(([name]) => name !== 'kind' && name !== '$schema')
  return [`${title}:`, ...rows.map(([name, row]) => `  ${name.padEnd(COLUMN)}${row.description ?? ''}`)].join(
    '\n',
  )
}
