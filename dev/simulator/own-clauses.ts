import { shareOf } from './clause.ts'
import type { Clause } from './clause.ts'
import type { JobKind, JobLife, RolloutLife } from './life.ts'
import { parseSpan } from './span.ts'

type JobClause = Clause<JobLife>

function files(name: 'added' | 'modified' | 'removed'): JobClause {
  return {
    form: `${name} <n>`,
    says: `files in ${name}`,
    group: name,
    read: (life, n) => (life.files[name] = Number(n)),
  }
}

const OWN_CLAUSES: Readonly<Record<JobKind, readonly JobClause[]>> = {
  update: [],
  diff: [files('added'), files('modified'), files('removed')],
  version: [
    {
      form: 'installs <n>',
      says: 'machine installs that appear when it completes; with image, a rollout starts too',
      group: 'installs',
      read: (life, n) => (life.installs = Number(n)),
    },
  ],
  install: [
    {
      form: 'starts after <time>',
      says: 'its life starts by itself; without it the queue call starts it',
      group: 'starts',
      read: (life, time) => (life.startsAfter = parseSpan(time)),
    },
    {
      form: 'target <n>',
      says: 'target_imageversionid',
      group: 'target',
      read: (life, n) => (life.target = Number(n)),
    },
    {
      form: 'listed after <time>',
      says: 'not in imageinstall/status before that',
      group: 'listed',
      read: (life, time) => (life.listedAfter = parseSpan(time)),
    },
    {
      form: 'lingers <time>',
      says: 'stays in the list that long after its end',
      group: 'lingers',
      read: (life, time) => (life.lingers = parseSpan(time)),
    },
    {
      form: 'vanishes',
      says: 'leaves the list when it fails too (default: a failed one stays)',
      group: 'vanishes',
      read: life => (life.vanishes = true),
    },
  ],
}

/** What only one kind of job can be told. */
export function ownClauses(kind: JobKind): readonly JobClause[] {
  return OWN_CLAUSES[kind]
}

/** What a rollout can be told. */
export const ROLLOUT_CLAUSES: readonly Clause<RolloutLife>[] = [
  {
    form: '<n> machines',
    says: 'how many take part (default 10)',
    group: 'machines',
    read: (life, n) => (life.machines = Number(n)),
  },
  {
    form: 'over <time>',
    says: 'from the first to the last machine (default 10s)',
    group: 'over',
    read: (life, time) => (life.over = parseSpan(time)),
  },
  {
    form: '<n> fail',
    says: 'how many of them fail',
    group: 'fail',
    read: (life, n) => (life.fail = Number(n)),
  },
  {
    form: '<n> before',
    says: 'completed_machines before it starts',
    group: 'before',
    read: (life, n) => (life.before = Number(n)),
  },
  {
    form: 'starts after <time>',
    says: 'nothing is pending until then',
    group: 'starts',
    read: (life, time) => (life.startsAfter = parseSpan(time)),
  },
  {
    form: 'appears after <time>',
    says: 'unknown until then',
    group: 'appears',
    read: (life, time) => (life.appearsAfter = parseSpan(time)),
  },
  {
    form: 'hangs at <percent>',
    says: 'the counters stand still from there on',
    group: 'hangs',
    read: (life, percent) => (life.hangsAt = shareOf(percent)),
  },
]
