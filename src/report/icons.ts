import type { Result } from '../wait/outcome.ts'

/** The icon of each result. */
export const resultIcons: Readonly<Record<Result | 'pending', string>> = {
  complete: '✅',
  squashed: '⚠️',
  failed: '❌',
  'timed-out': '⏰',
  stalled: '🧊',
  cancelled: '🚫',
  error: '❌',
  pending: '⏳',
}

/** Replaces the green tick of a success with a caveat. */
export const WARNING_ICON = '⚠️'
