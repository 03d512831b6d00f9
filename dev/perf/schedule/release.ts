import { behaviours, jobOf } from './families.ts'
import type { Job } from './job.ts'
import { between, type Random } from '../random.ts'

/** Minutes that the update, the diff, the version and the install of a release last; each job by up to a third more or less. */
const minutes = [10, 4, 6, 8]

const { silent, hangs, ...sound } = behaviours

/** Of what the jobs of a release are made: one of the sound behaviours each, or all of one kind. */
export const releases = { sound: Object.values(sound), hanging: [hangs], silent: [silent] } as const

/** The four waits of one 28-minute release, one after the other. */
export function drawRelease(random: Random, kind: keyof typeof releases): Job[] {
  const choices = releases[kind]
  return minutes.map(middle => {
    const lasts = 60 * middle * between(random, 2 / 3, 4 / 3)
    const behave = choices[Math.floor(random() * choices.length)] ?? silent
    return jobOf(random, behave(random, lasts))
  })
}
