import type { Ending } from './job.ts'
import type { Hints } from './schedule.ts'

/** What follows from a usable answer. */
export type Next =
  | { readonly do: 'end'; readonly ending: Ending }
  /** Ask again: by the schedule; `soon`: as soon as allowed; `by`: at this moment (monotonic ms) at the latest. */
  | { readonly do: 'ask-again'; readonly hints: Hints; readonly soon?: true; readonly by?: number }
  /** Run the failed job again. */
  | { readonly do: 'run-again' }
  /** The counts say complete: look into the list of installs before that is believed. */
  | { readonly do: 'check-installs'; readonly hints: Hints }
