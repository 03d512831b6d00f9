import { type CaseDetails, type CaseResponse, type VerdictCase, briefly } from './case-responses.ts'
import { RETRY, UPDATE } from './paths.ts'

type UpdateCase = readonly [
  name: string,
  responses: readonly CaseResponse[],
  result: string,
  details?: CaseDetails,
]

/** Cases of update 101: its responses in turn. */
export function update(row: string, cases: readonly UpdateCase[]): readonly VerdictCase[] {
  return cases.map(([name, responses, result, { inputs, ...details } = {}]) => ({
    row,
    name,
    inputs: { updateid: '101', ...(result === 'timed-out' ? briefly : {}), ...inputs },
    responses: { [UPDATE]: responses },
    result,
    ...details,
  }))
}

type RerunCase = readonly [
  name: string,
  responses: readonly CaseResponse[],
  retry: readonly CaseResponse[],
  result: string,
  details?: CaseDetails,
]

/** Cases of update 101 with one re-run: its responses, and those of `/retry`. */
export function rerun(row: string, cases: readonly RerunCase[]): readonly VerdictCase[] {
  return cases.map(([name, responses, retry, result, { inputs, ...details } = {}]) => ({
    row,
    name,
    inputs: { updateid: '101', 'job-retries': '1', ...(result === 'timed-out' ? briefly : {}), ...inputs },
    responses: { [UPDATE]: responses, [RETRY]: retry },
    result,
    ...details,
  }))
}
