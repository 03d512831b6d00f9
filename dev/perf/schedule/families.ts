import type { Random } from '../../simulator/random.ts'
import { type Behavior, behaviors } from './behaviors.ts'
import { type Job, between, jobOf, logBetween } from './job.ts'

/** A family of jobs: its name and description for the report, and the jobs of one trace, one after the other. */
export interface Family {
  readonly name: string
  readonly about: string
  readonly draw: (random: Random) => readonly Job[]
}

type Draw = (random: Random) => number

/** Seconds that a usual job runs. */
const usual: Draw = random => logBetween(random, 120, 2700)

const family = (
  name: string,
  about: string,
  behave: Behavior,
  { lasts = usual, queue, skew }: { lasts?: Draw; queue?: Draw; skew?: Draw } = {},
): Family => ({
  name,
  about,
  draw: random => [jobOf(random, behave(random, lasts(random)), queue?.(random), skew?.(random))],
})

/** The families that the gates check. */
export const families: readonly Family[] = [
  family('honest', 'percentage and ETA within 3%', behaviors.honest),
  family('no ETA', 'steady percentage, no ETA', behaviors.withoutEta),
  family('bursts', 'percentage in steps of 5 to 25, no ETA', behaviors.bursts),
  family('stalls', 'percentage unchanged for 20 to 60% of the time, ETA extrapolated', behaviors.stalls),
  family(
    'wrong ETA',
    'ETA wrong by ×0.5 to ×2, correcting itself in half of the jobs; half of the jobs have an honest percentage, half have 0',
    behaviors.wrongEta,
  ),
  family('0 then 100', 'percentage 0 and no ETA until the end', behaviors.silent),
  family(
    'long queue',
    '5 to 30 minutes queued, then 20 s to 2 minutes with honest percentage and ETA',
    behaviors.honest,
    { lasts: random => logBetween(random, 20, 120), queue: random => logBetween(random, 300, 1800) },
  ),
  family('seconds', '1 to 15 s, honest, not queued', behaviors.honest, {
    lasts: random => between(random, 1, 15),
    queue: () => 0,
  }),
  family('hours', '2 to 6 h, honest', behaviors.honest, { lasts: random => between(random, 7200, 21600) }),
  family('phases', '2 to 4 phases of different speed, ETA extrapolated', behaviors.phases),
  family('hangs at 99', 'at 99% for the last 10 to 60% of the time, ETA extrapolated', behaviors.hangs),
  family(
    'fails',
    'planned for 2 to 30 minutes, honest, fails at a random moment',
    // Until it fails, the server reports the percentage and ETA of the whole run.
    (random, planned) => ({ ...behaviors.honest(random, planned), lasts: planned * random() }),
    { lasts: random => logBetween(random, 120, 1800) },
  ),
]

/** Families that no schedule handles well. They are reported, but no gate checks them. */
export const adversarialFamilies: readonly Family[] = [
  family('ETA ×10', 'ETA ten times too late, percentage 0', (random, lasts) => ({
    ...behaviors.silent(random, lasts),
    eta: () => 10 * lasts,
  })),
  family('always 10 s', 'an ETA that is always ten seconds away, steady percentage', (random, lasts) => ({
    ...behaviors.withoutEta(random, lasts),
    eta: ran => ran + 10,
  })),
  family(
    'skewed clocks',
    'the clock of the Date header up to two hours ahead of the clock of the job or behind it, otherwise honest',
    behaviors.honest,
    { skew: random => between(random, -7200, 7200) },
  ),
]

const { silent, hangs, ...sound } = behaviors

/** A release of four jobs: update, diff, version and install, 28 minutes in all, each ±1/3. */
const release = (name: string, about: string, choices: readonly Behavior[]): Family => ({
  name,
  about,
  draw: random =>
    [10, 4, 6, 8].map(minutes => {
      const lasts = 60 * minutes * between(random, 2 / 3, 4 / 3)
      const behave = choices[Math.floor(random() * choices.length)] ?? silent
      return jobOf(random, behave(random, lasts))
    }),
})

/** The releases. The gates check the first. */
export const releases: readonly Family[] = [
  release(
    'sound',
    'steady, in bursts, with stalls, in phases, with a wrong ETA or none',
    Object.values(sound),
  ),
  release('hanging', 'all at 99% before the end', [hangs]),
  release('silent', 'no percentage and no ETA until the end', [silent]),
]
