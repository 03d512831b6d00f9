import { drawMs } from './durations.ts'
import { etaMs, lastMove, progressCurve } from './progress.ts'
import type { Curve } from './progress.ts'
import type { Random } from './random.ts'
import type { JobSpec } from './scenario.ts'
import { isFinal, PHASES } from './states.ts'

/** How a run ends (state 5, 6 or 7; null: it hangs), and at which share (0 to 1) of its running time. */
interface Ending {
  readonly state: 5 | 6 | 7 | null
  readonly share: number
}

/** One run of a job, from its start to its end, with everything random already drawn. Times in milliseconds. */
export interface Run {
  readonly startMs: number
  readonly steps: readonly { readonly state: number; readonly fromMs: number; readonly untilMs: number }[]
  readonly runningFromMs: number
  readonly runningUntilMs: number
  readonly ending: Ending
  /** When it ends; a run that hangs never ends and does not change from here on. */
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

const DEFAULT_PHASES = { queued: '2s', running: '8s' }

/** Draws one run, the `runNumber`th of its job. */
export function planRun(spec: JobSpec, startMs: number, runNumber: number, random: Random): Run {
  const times: Partial<JobSpec> = PHASES.some(([phase]) => spec[phase] !== undefined) ? spec : DEFAULT_PHASES
  let atMs = startMs
  const steps = PHASES.map(([phase, state]) => {
    const fromMs = atMs
    atMs += drawMs(times[phase] ?? '0s', random)
    return { state, fromMs, untilMs: atMs }
  })
  const runningFromMs = steps.at(-1)?.fromMs ?? startMs
  const ending = endingOf(spec, runNumber)
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
    curve: progressCurve(spec, random),
  }
}

// The first `failingRuns` runs of a failing job fail, the later ones complete.
function endingOf(spec: JobSpec, runNumber: number): Ending {
  const { failsAt, squashedAt, hangsAt, failingRuns = Infinity } = spec
  if (failsAt !== undefined && runNumber <= failingRuns) return { state: 6, share: failsAt / 100 }
  if (squashedAt !== undefined) return { state: 7, share: squashedAt / 100 }
  return hangsAt === undefined ? { state: 5, share: 1 } : { state: null, share: hangsAt / 100 }
}

/** Whether the run has ended, and in which state (5, 6 or 7); null while it goes on. */
export function endState(run: Run, nowMs: number): number | null {
  return nowMs >= run.endMs ? run.ending.state : null
}

/** The run at `nowMs`. */
export function momentOfRun(run: Run, spec: JobSpec, nowMs: number): Moment {
  const isOver = nowMs >= run.endMs
  const atMs = isOver ? run.endMs : nowMs
  const step = isOver ? run.steps.at(-1) : run.steps.find(({ untilMs }) => untilMs > atMs)
  const state = endState(run, nowMs) ?? step?.state ?? 4
  const share = shareOfRunning(run, atMs)
  return {
    state,
    progress: state === 5 ? 100 : share === null ? 0 : run.curve(share),
    etaMs: state < 3 ? null : etaMs(spec, run.runningFromMs, run.runningUntilMs, share ?? 0),
    startMs: share === null ? null : run.runningFromMs,
    updatedMs: updatedAt(run, spec, { state, fromMs: step?.fromMs ?? run.startMs, share, nowMs }),
  }
}

// null before the running time; 1 at its end, and for a run that needs no time at all.
function shareOfRunning(run: Run, atMs: number): number | null {
  if (atMs < run.runningFromMs) return null
  const lengthMs = run.runningUntilMs - run.runningFromMs
  if (lengthMs === 0) return 1
  return lengthMs === Infinity ? 0 : Math.min(1, (atMs - run.runningFromMs) / lengthMs)
}

interface Place {
  readonly state: number
  readonly fromMs: number
  readonly share: number | null
  readonly nowMs: number
}

function updatedAt(run: Run, spec: JobSpec, { state, fromMs, share, nowMs }: Place): number {
  if (isFinal(state)) return run.endMs
  if (share === null) return fromMs
  // A flash goes up and down, so its last move cannot be searched for.
  if (spec.heartbeat === true || spec.progress === 'flashes') return nowMs
  const lengthMs = run.runningUntilMs - run.runningFromMs
  return lengthMs === Infinity ? run.runningFromMs : run.runningFromMs + lengthMs * lastMove(run.curve, share)
}
