/** What a job goes through before it ends, in this order, with the `jobstateid` of each; 8 has no documentation. */
export const PHASES = [
  ['created', 1],
  ['pending', 2],
  ['queued', 3],
  ['unknown', 8],
  ['running', 4],
] as const

/** `jobstatename` by `jobstateid`. 5 is `Completed`, the spelling that public clients expect. */
export const STATE_NAMES: Readonly<Record<number, string>> = {
  1: 'Created',
  2: 'Pending',
  3: 'Queued',
  4: 'Running',
  5: 'Completed',
  6: 'Failed',
  7: 'Squashed',
  8: 'Verifying',
}

/** Whether a job stays in this `jobstateid` unless it is re-run: 5, 6 or 7. */
export function isFinal(state: number): boolean {
  return state >= 5 && state <= 7
}
