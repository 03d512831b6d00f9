import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../simulator/access.ts'
import { startSimulator } from '../simulator/server.ts'
import { startStep } from '../runner/run-step.ts'

/** Makes the step say at its end how much memory it had at most; kB, on a line of stderr. */
const REPORT = `data:text/javascript,process.on('exit',()=>process.stderr.write('maxrss '+process.resourceUsage().maxRSS+'\\n'))`

/**
 * The most memory, in MB, that the shipped dist held while it waited for so many updates at once.
 *
 * @param seconds how long it waits before it gives up
 */
export async function memoryOfUpdates(count: number, seconds: number): Promise<number> {
  const simulator = await startSimulator({ jobs: [{ kind: 'update', id: `1..${count}`, running: '1h' }] })
  try {
    const step = startStep({
      inputs: {
        updateid: Array.from({ length: count }, (_, index) => String(index + 1)).join(' '),
        accountserviceid: DEMO_ASID,
        'access-key': DEMO_ACCESS_KEY,
        'secret-key': DEMO_SECRET_KEY,
        'api-url': simulator.url,
        timeout: `${String(seconds)}s`,
      },
      nodeArgs: ['--import', REPORT],
    })
    const { stderr, outputs } = await step.finished
    if (outputs['result'] !== 'timed-out') throw new Error(`the step ended with ${String(outputs['result'])}`)
    return Number(/maxrss (\d+)/.exec(stderr)?.[1]) / 1024
  } finally {
    await simulator.close()
  }
}
