import { type Allowance, type RolloutMemory, judgeRollout, percentDone } from './rollout.ts'
import type { Hints } from './schedule.ts'
import type { Next } from './next.ts'

/**
 * What follows from a rollout's last answer, heard at `now`.
 *
 * @param checked whether the step waits for versions too, so that their installs must have left the list
 */
export function takeRollout(
  memory: RolloutMemory,
  allowance: Allowance,
  checked: boolean,
  now: number,
): Next {
  const verdict = judgeRollout(memory, allowance, now)
  const hints = hintsOf(memory)
  switch (verdict.is) {
    case 'failed':
      return { do: 'end', ending: { result: 'failed', by: 'machines' } }
    case 'complete':
      if (checked) return { do: 'check-installs', hints }
      return { do: 'end', ending: { result: 'complete', inferred: false, failedBefore: 0 } }
    case 'settling':
      return { do: 'ask-again', hints, by: verdict.until }
    case 'unfinished':
      return { do: 'ask-again', hints }
  }
}

/** A rollout has neither progress nor start; the share of machines done since the first answer serves as both. */
function hintsOf(memory: RolloutMemory): Hints {
  const [before, done] = [percentDone(memory.first), percentDone(memory.last)]
  return {
    started: true,
    progress: before < 100 ? ((done - before) / (100 - before)) * 100 : 0,
    start: memory.firstDate,
  }
}
