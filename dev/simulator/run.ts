import { PHASE_STATE, PHASES } from './life.ts'
import type { Ending, JobLife } from './life.ts'
import type { Random } from './prng.ts'
import { etaMs, lastMove, progressCurve } from './progress.ts'
import type { Curve } from './progress.ts'
import { drawMs } from './span.ts'

/** One run of a job, from its start to its end, with every chance already drawn. Times in milliseconds. */
export interface Run {
  readonly startMs: number
  readonly steps: readonly { readonly state: number; readonly fromMs: number; readonly untilMs: number }[]
  readonly runningFromMs: number
  readonly runningUntilMs: number
  readonly ending: Ending
  /** When the ending comes; a run that hangs never ends and stands still from here on. */
  readonly endMs: number
  readonly curve: Curve
}

/** What a job's fields are made of at one moment. Times in milliseconds; null: not known (yet). */
export interface Moment {
  readonly state: number
  readonly progress: number
  readonly etaMs: number | null
  readonly startMs: number | null
  readonly updatedMs: number
}

/** Draws one run. The first `failingRuns` runs of a failing job fail, the later ones complete. */
export function planRun(life: JobLife, startMs: number, runNumber: number, random: Random): Run {
  let atMs = startMs
  const steps = PHASES.map(phase => {
    const fromMs = atMs
    atMs += drawMs(life.phases[phase] ?? { minMs: 0, maxMs: 0 }, random)
    return { state: PHASE_STATE[phase], fromMs, untilMs: atMs }
  })
  const runningFromMs = steps.at(-1)?.fromMs ?? startMs
  const survives = life.ending.how === 'fails' && runNumber > life.failingRuns
  const ending: Ending = survives ? { how: 'completes', share: 1 } : life.ending
  const partMs = ending.share === 0 ? 0 : (atMs - runningFromMs) * ending.share
  // Infinity - Infinity: a phase before running never ends, so nothing after it comes.
  const endMs = runningFromMs === Infinity ? Infinity : runningFromMs + partMs
  return {
    startMs,
    steps,
    runningFromMs,
    runningUntilMs: atMs,
    ending,
    endMs,
    curve: progressCurve(life.progress, random),
  }
}

/** `jobstateid` of each ending; hanging is no end. */
const END_STATE: Readonly<Record<Ending['how'], number>> = { completes: 5, fails: 6, squashed: 7, hangs: 4 }

/** Whether the run has ended, and in which state (5, 6 or 7); null while it goes on. */
export function endState(run: Run, nowMs: number): number | null {
  return nowMs >= run.endMs && run.ending.how !== 'hangs' ? END_STATE[run.ending.how] : null
}

/** What the run looks like at `nowMs`. */
export function momentOfRun(run: Run, life: JobLife, nowMs: number): Moment {
  const stands = nowMs >= run.endMs
  const atMs = stands ? run.endMs : nowMs
  const step = stands ? run.steps.at(-1) : run.steps.find(({ untilMs }) => untilMs > atMs)
  const state = endState(run, nowMs) ?? step?.state ?? 4
  const share = shareOfRunning(run, atMs)
  return {
    state,
    progress: state === 5 ? 100 : share === null ? 0 : run.curve(share),
    etaMs: state < 3 ? null : etaMs(life.eta, run.runningFromMs, run.runningUntilMs, share ?? 0),
    startMs: share === null ? null : run.runningFromMs,
    updatedMs: updatedAt(run, life, state, step?.fromMs ?? run.startMs, share, nowMs),
  }
}

// null before the running time; 1 at its end, and for a run that needs no time at all.
function shareOfRunning(run: Run, atMs: number): number | null {
  if (atMs < run.runningFromMs) return null
  const lengthMs = run.runningUntilMs - run.runningFromMs
  if (lengthMs === 0) return 1
  return lengthMs === Infinity ? 0 : Math.min(1, (atMs - run.runningFromMs) / lengthMs)
}

function updatedAt(
  run: Run,
  life: JobLife,
  state: number,
  stepFromMs: number,
  share: number | null,
  nowMs: number,
): number {
  if (state >= 5 && state <= 7) return run.endMs
  if (share === null) return stepFromMs
  // A flash goes up and down, so its last move cannot be searched for.
  if (life.heartbeat || life.progress.style === 'flashes') return nowMs
  const lengthMs = run.runningUntilMs - run.runningFromMs
  return lengthMs === Infinity ? run.runningFromMs : run.runningFromMs + lengthMs * lastMove(run.curve, share)
}
