import { expect, test } from '@jest/globals'
import { DEMO_ASID } from '../../../dev/simulator/access.ts'
import type { FaultSpec } from '../../../dev/simulator/scenario.ts'
import { START_MS, virtualApi } from '../../../dev/virtual/virtual-api.ts'
import { VirtualClock } from '../../../dev/virtual/virtual-clock.ts'

/** The state of an install after a queue call that fails. */
async function stateAfterQueue(fault: FaultSpec): Promise<string | undefined> {
  const clock = new VirtualClock()
  const jobs = [{ kind: 'install', id: 7, queued: '1h', running: '1h' }] as const
  const { clanforge, get } = virtualApi({ jobs, faults: [fault] }, clock)
  const query = { accountserviceid: DEMO_ASID, mirroring: 'false' }
  const request = { path: '/cfp/v1/imageinstall/7/queue', query, maxBytes: 1_000_000 }
  const { signal } = new AbortController()
  await clock.run(get(request, { signal, isNewConnection: true }).catch(() => undefined))
  const [install] = clanforge.jobs(START_MS + clock.now()) as { state: string }[]
  return install?.state
}

test.each([429, 'refusal'] as const)('in virtual time, a queue call with %s does not arrive', async fault => {
  expect(await stateAfterQueue({ fault })).toBe('Pending')
})

test.each([503, 'reset'] as const)('in virtual time, a queue call with %s starts the job', async fault => {
  expect(await stateAfterQueue({ fault })).toBe('Queued')
})
