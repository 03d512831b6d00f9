// `npm run test:nginx`: waits of the shipped dist through a real nginx that goes away, comes back, and responds with 502.
import { type RunningStep, type StepRun, startStep } from '../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../simulator/access.ts'
import { type Simulator, startSimulator } from '../simulator/server.ts'
import { Nginx, nginxVersion } from './nginx-server.ts'

interface Scene {
  readonly nginx: Nginx
  readonly simulator: Simulator
  readonly start: (inputs: Readonly<Record<string, string>>) => RunningStep
}

/** The expected ending of a step; a line reports any other. */
interface Wanted {
  readonly result: string
  readonly code: number
  readonly others?: readonly (readonly [string, boolean])[]
}

type Check = readonly [name: string, play: (scene: Scene) => Promise<readonly [StepRun, Wanted]>]

const checks: readonly Check[] = [
  [
    'a wait through nginx, on kept connections',
    async ({ simulator, start }) => {
      simulator.add({ kind: 'update', id: 101, running: '2s' })
      const run = await start({ updateid: '101' }).finished
      return [run, { result: 'complete', code: 0 }]
    },
  ],
  [
    'nginx stops and starts in the middle, then has nothing behind it, then has',
    async scene => {
      scene.simulator.add({ kind: 'update', id: 101, running: '1h' })
      const step = scene.start({ updateid: '101' })
      await outage(scene, step)
      scene.simulator.add({ kind: 'update', id: 101, running: '200ms' })
      await scene.simulator.up()
      const run = await step.finished
      const warnings = run.annotations.filter(({ type }) => type === 'warning').length
      return [run, { result: 'complete', code: 0, others: [['one warning', warnings === 1]] }]
    },
  ],
  [
    'an install that fails after an outage was queued once',
    async scene => {
      scene.simulator.add({ kind: 'install', id: 7, running: '1h' })
      const step = scene.start({ jobid: '7', mirroring: 'false', 'install-mode': 'queue-once' })
      await outage(scene, step)
      scene.simulator.add({ kind: 'install', id: 7, startsAfter: '0s', running: '0s', failsAt: 50 })
      await scene.simulator.up()
      const run = await step.finished
      const calls = scene.simulator.requests.filter(({ path }) => path.endsWith('/queue')).length
      return [run, { result: 'failed', code: 1, others: [['one queue call', calls === 1]] }]
    },
  ],
  [
    'nginx with nothing behind it for longer than outage-timeout',
    async scene => {
      scene.simulator.add({ kind: 'update', id: 101, running: '1h' })
      const step = scene.start({ updateid: '101', 'outage-timeout': '3s' })
      await outage(scene, step)
      const run = await step.finished
      const isReported = run.annotations.at(-1)?.message.includes('502') === true
      return [run, { result: 'error', code: 1, others: [['the 502 is reported', isReported]] }]
    },
  ],
  [
    'cancelled while nginx holds a request',
    async ({ simulator, start }) => {
      simulator.setFaults({ fault: 'hang', times: 'always' })
      const step = start({ updateid: '101' })
      await simulator.waitForRequest(() => true)
      const sent = performance.now()
      step.child.kill('SIGTERM')
      const run = await step.finished
      return [
        run,
        { result: 'cancelled', code: 1, others: [['within a second', performance.now() - sent < 1000]] },
      ]
    },
  ],
]

/** nginx goes away in the middle of a wait and comes back with nothing behind it: on return it has answered 502. */
async function outage({ nginx, simulator }: Scene, step: RunningStep): Promise<void> {
  await simulator.waitForRequest(() => true, { count: 2, until: 'responded' })
  await nginx.stop()
  await step.line(/no connection|connection broke/)
  await simulator.down()
  await nginx.start()
  await step.line(/HTTP 502/)
}

async function play([name, check]: Check): Promise<boolean> {
  const simulator = await startSimulator()
  const nginx = await Nginx.before(simulator.port)
  const base = { accountserviceid: DEMO_ASID, 'access-key': DEMO_ACCESS_KEY, 'secret-key': DEMO_SECRET_KEY }
  const pace = { 'api-url': nginx.url, 'min-poll-interval': '100ms', 'max-poll-interval': '300ms' }
  // Debug lines tell of every fault, the others only of the first of an outage.
  const env = { RUNNER_DEBUG: '1' }
  try {
    const start: Scene['start'] = inputs => startStep({ inputs: { ...base, ...pace, ...inputs }, env })
    const [run, wanted] = await check({ nginx, simulator, start })
    const problems = problemsOf(run, wanted)
    console.log([`${problems.length === 0 ? 'pass' : 'FAIL'}  ${name}`, ...problems].join('\n      '))
    return problems.length === 0
  } finally {
    await simulator.close()
    await nginx.remove()
  }
}

function problemsOf(run: StepRun, { result, code, others = [] }: Wanted): readonly string[] {
  const { outputs, stderr, log } = run
  const facts: readonly (readonly [string, boolean])[] = [
    [`result ${result}, not ${outputs['result'] ?? 'none'}`, outputs['result'] === result],
    [`exit code ${String(code)}, not ${String(run.code)}`, run.code === code],
    [`nothing on stderr, not ${stderr}`, stderr === ''],
    ...others,
  ]
  const broken = facts.filter(([, holds]) => !holds).map(([fact]) => `expected: ${fact}`)
  return broken.length === 0 ? [] : [...broken, ...log]
}

async function main(): Promise<number> {
  const version = nginxVersion()
  if (version === undefined) {
    console.error(
      'This needs nginx, any version, on the PATH or named by the variable NGINX. There is none, and this installs nothing.',
    )
    return 1
  }
  console.log(`nginx ${version}`)
  let failed = 0
  for (const check of checks) if (!(await play(check))) failed += 1
  console.log(`${String(checks.length - failed)} passed, ${String(failed)} failed`)
  return failed === 0 ? 0 : 1
}

process.exitCode = await main()
