import type { Random } from '../../simulator/random.ts'
import { behaviours } from './behaviours.ts'
import { type Job, type Run, between, jobOf, spread } from './job.ts'

/** A kind of job: what it is called, its parameters in words (they are printed), and one job drawn from it. */
export interface Family {
  readonly name: string
  readonly about: string
  readonly draw: (random: Random) => Job
}

/** Seconds a usual job runs: 2 to 45 minutes. */
const usual = (random: Random) => spread(random, 120, 2700)

const family = (
  name: string,
  about: string,
  behave: (random: Random, lasts: number) => Run,
  lasts = usual,
  queue?: (random: Random) => number,
): Family => ({ name, about, draw: random => jobOf(random, behave(random, lasts(random)), queue?.(random)) })

/** A run that fails early: until then, the server reports what it would for the whole run. */
function failing(random: Random, planned: number): Run {
  return { ...behaviours.honest(random, planned), lasts: planned * random() }
}

/** The twelve families of jobs that the gates are about. */
export const families: readonly Family[] = [
  family('honest', 'percentage and ETA within 3%', behaviours.honest),
  family('no ETA', 'steady percentage, no ETA', behaviours.withoutEta),
  family('bursts', 'percentage in steps of 5 to 25, no ETA', behaviours.bursts),
  family('stalls', 'percentage unchanged for 20 to 60% of the time, ETA extrapolated', behaviours.stalls),
  family(
    'wrong ETA',
    'ETA wrong by ×0.5 to ×2, half of them drifting to the truth; half with an honest percentage, half with 0',
    behaviours.wrongEta,
  ),
  family('0 then 100', 'percentage 0 and no ETA until the end', behaviours.silent),
  family(
    'long queue',
    '5 to 30 minutes queued, then 20 s to 2 minutes with honest percentage and ETA',
    behaviours.honest,
    random => spread(random, 20, 120),
    random => spread(random, 300, 1800),
  ),
  family(
    'seconds',
    '1 to 15 s, honest, not queued',
    behaviours.honest,
    random => between(random, 1, 15),
    () => 0,
  ),
  family('hours', '2 to 6 h, honest', behaviours.honest, random => between(random, 7200, 21600)),
  family('phases', '2 to 4 phases of different speed, ETA extrapolated', behaviours.phases),
  family('hangs at 99', 'at 99% for the last 10 to 60% of the time, ETA extrapolated', behaviours.hangs),
  family(
    'fails',
    'planned for 2 to 30 minutes, honest, fails at a uniformly random moment',
    failing,
    random => spread(random, 120, 1800),
  ),
]

/** Three that nothing good can be made of; printed, not gated. */
export const adversaries: readonly Family[] = [
  family('ETA ×10', 'ETA ten times too late, percentage 0', (random, lasts) => ({
    ...behaviours.silent(random, lasts),
    eta: () => 10 * lasts,
  })),
  family('always 10 s', 'an ETA that is always ten seconds away, steady percentage', (random, lasts) => ({
    ...behaviours.withoutEta(random, lasts),
    eta: ran => ran + 10,
  })),
  {
    name: 'skewed clocks',
    about: "the Date header's clock up to two hours ahead of the job's or behind it, otherwise honest",
    draw: random =>
      jobOf(random, behaviours.honest(random, usual(random)), undefined, between(random, -7200, 7200)),
  },
]

/** Minutes that the update, the diff, the version and the install of a release last; each by up to a third more or less. */
const minutes = [10, 4, 6, 8]
const { silent, hangs, ...sound } = behaviours

/** What the jobs of a release are made of: one of the sound behaviours each, or all of one kind. */
const releases = { sound: Object.values(sound), hanging: [hangs], silent: [silent] } as const

/** A kind of release. */
export type ReleaseKind = keyof typeof releases

/** The four waits of one 28-minute release, one after the other. */
export function drawRelease(random: Random, kind: ReleaseKind): Job[] {
  const choices = releases[kind]
  return minutes.map(middle => {
    const lasts = 60 * middle * between(random, 2 / 3, 4 / 3)
    const behave = choices[Math.floor(random() * choices.length)] ?? silent
    return jobOf(random, behave(random, lasts))
  })
}
