import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep } from '../../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../../simulator/access.ts'
import { startSimulator } from '../../simulator/server.ts'
import { StepMemory } from '../memory.ts'

/**
 * The most memory, in MB, that the shipped dist held while it waited for so many updates at once.
 *
 * @param seconds how long it waits before it gives up
 */
export async function memoryOfUpdates(count: number, seconds: number): Promise<number> {
  const simulator = await startSimulator({ jobs: [{ kind: 'update', id: `1..${count}`, running: '1h' }] })
  const folder = mkdtempSync(join(tmpdir(), 'scale-'))
  const memory = new StepMemory(join(folder, 'memory'))
  try {
    const { outputs } = await runStep({
      inputs: {
        updateid: Array.from({ length: count }, (_, index) => String(index + 1)).join(' '),
        accountserviceid: DEMO_ASID,
        'access-key': DEMO_ACCESS_KEY,
        'secret-key': DEMO_SECRET_KEY,
        'api-url': simulator.url,
        timeout: `${String(seconds)}s`,
      },
      nodeArgs: memory.nodeArgs,
    })
    if (outputs['result'] !== 'timed-out') throw new Error(`the step ended with ${String(outputs['result'])}`)
    return memory.figures().highest / 1024 / 1024
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true })
  }
}
