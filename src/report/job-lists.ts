import { jobKindNames, jobKinds } from '../clanforge/endpoints.ts'
import type { JobState } from '../wait/job-state.ts'
import { nameOf } from './job-text.ts'

/** How many jobs, or IDs of one kind, a line names. */
const MAX_NAMES = 20

/** `image update 101, 102; rollout of image 44`: all jobs of a step. */
export function listJobs(jobs: readonly JobState[]): string {
  const [only] = jobs
  if (jobs.length === 1 && only !== undefined) return nameOf(only)
  const groups = jobKindNames.flatMap(kind => {
    const ids = jobs.filter(({ target }) => target.kind === kind).map(({ target }) => target.id)
    return ids.length === 0 ? [] : [`${jobKinds[kind].noun} ${listNames(ids)}`]
  })
  return groups.join('; ')
}

/** The first names of a list, and how many more there are. */
export function listNames(names: readonly string[]): string {
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : ''
  return `${names.slice(0, MAX_NAMES).join(', ')}${more}`
}
