import { FAULT_FORMS, DEFAULT_MIX, MODIFIERS } from './fault-clauses.ts'
import { JOB_KINDS } from './life.ts'
import { COMMON_CLAUSES } from './life-clauses.ts'
import { ownClauses, ROLLOUT_CLAUSES } from './own-clauses.ts'
import { QUIRKS } from './wire.ts'

interface Row {
  readonly form: string
  readonly says: string
}

const COLUMN = 28

/** The grammar of life lines and faults, written from the tables that parse them. */
export function grammarHelp(): string {
  const own = JOB_KINDS.filter(kind => ownClauses(kind).length > 0)
  return [
    LIFE_INTRODUCTION,
    section('any job', COMMON_CLAUSES),
    ...own.map(kind => section(kind, ownClauses(kind))),
    section('rollout', ROLLOUT_CLAUSES),
    section('wire quirks', rows(QUIRKS)),
    FAULT_INTRODUCTION,
    section('faults', FAULT_FORMS),
    section('after a fault', rows(MODIFIERS)),
  ].join('\n\n')
}

const LIFE_INTRODUCTION = `A job's life is one line: <kind> [<id>] [mirroring]: clause, clause, …
  kind      update, diff, version, install (mirroring: a mirror job, else a machine job) or rollout (id: the image)
  id        101, a range 1..1000, none (the next free id), or * (the life of those that create calls make)
  <time>    500ms, 3s, 1m30s, a range to draw from 3s..6s, forever
  <text>    in double quotes, with JSON's escapes
  e.g.      update 101: queued 3s, running 12s
            install 7 mirroring: pending 1s, queued 2s, running 10s, progress bursts, eta late 1.5, fails at 60%
            update 5: running 8s, fails at 50%, run again
            rollout 44: 20 machines, over 30s, 2 fail, starts after 5s`

const FAULT_INTRODUCTION = `Faults are a script, one after the other, and a rate:
  e.g.      503 x3
            429 retry-after 5, reset x2 on queue, hang on /status after 4
            one in 3: reset, 503, page
            one in 3 on imageupdate        (draws from: ${DEFAULT_MIX})`

function rows(entries: Readonly<Record<string, string>>): readonly Row[] {
  return Object.entries(entries).map(([form, says]) => ({ form, says }))
}

function section(title: string, entries: readonly Row[]): string {
  return [`${title}:`, ...entries.map(({ form, says }) => `  ${form.padEnd(COLUMN)}  ${says}`)].join('\n')
}
