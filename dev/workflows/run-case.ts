import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from '../build/tool.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../simulator/access.ts'
import { startSimulator } from '../simulator/server.ts'
import { type ActRun, runAct } from './act.ts'
import type { Case } from './cases.ts'

const API = 'https://api.multiplay.co.uk'
const MAIN = '.github/workflows/main.yml'
const VARIABLES = {
  ...{ UPDATE_ID: '501', IMAGE_VERSION_ID: '30123', CLANFORGE_IMAGE_ID: '44', CLANFORGE_MACHINE_ID: '5' },
  ...{ CLANFORGE_IMAGE_A: '44', CLANFORGE_IMAGE_B: '45' },
}
/** ms. */
const PATIENCE = 180_000

/** Runs a case in folders of its own, and returns what is not as it should be. */
export async function runCase(act: string, one: Case): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-'))
  const simulator = await startSimulator({ jobs: one.jobs })
  const posts: string[] = []
  const hook = createServer((request, response) => {
    void text(request).then(body => {
      posts.push(body)
      response.end('ok')
    })
  }).listen(0, '127.0.0.1')
  await once(hook, 'listening')
  try {
    prepare(folder, one, simulator.url)
    const hookUrl = `http://127.0.0.1:${String((hook.address() as AddressInfo).port)}/`
    const cancel = (pid: number) => {
      if (one.cancels !== undefined) interrupt(one.cancels, pid, folder)
    }
    const run = await runAct(act, {
      args: [...(one.event ?? 'push').split(' '), ...argumentsFor(folder, hookUrl)],
      cwd: join(folder, 'repository'),
      onWaiting: ({ pid }) => {
        cancel(pid)
      },
      patience: PATIENCE,
    })
    return problems(one, { ...run, lines: [...run.lines, ...posts] })
  } finally {
    hook.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The workflows in a repository, and the action with the simulator as the default of `api-url`. */
function prepare(folder: string, { workflow, files = {} }: Case, url: string): void {
  const write = (path: string, content: string): void => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content.replaceAll(API, url))
  }
  for (const [path, content] of Object.entries({ ...files, [MAIN]: workflow }))
    write(join('repository', path), content)
  write('action/action.yml', readFileSync(join(root, 'action.yml'), 'utf8'))
  cpSync(join(root, 'dist'), join(folder, 'action/dist'), { recursive: true })
  // act reads the commit of the repository.
  const git = (...args: readonly string[]) => spawnSync('git', ['-C', join(folder, 'repository'), ...args])
  git('init', '--quiet')
  git('add', '.')
  git('-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '--quiet', '--message', 'test')
}

function argumentsFor(folder: string, hookUrl: string): readonly string[] {
  const secrets = {
    ...{
      CLANFORGE_ASID: DEMO_ASID,
      CLANFORGE_ACCESS_KEY: DEMO_ACCESS_KEY,
      CLANFORGE_SECRET_KEY: DEMO_SECRET_KEY,
    },
    SLACK_WEBHOOK_URL: hookUrl,
  }
  const each = (option: string, values: object) =>
    Object.entries(values).flatMap(([name, value]) => [option, `${name}=${String(value)}`])
  return [
    ...['--workflows', MAIN, '--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
    ...['--local-repository', `OWNER/wait-for-clanforge@v1=${join(folder, 'action')}`],
    ...['--local-repository', `OWNER/composite@v1=${join(folder, 'repository/composite')}`],
    ...['--action-cache-path', join(folder, 'cache')],
    ...each('--secret', secrets),
    ...each('--var', VARIABLES),
  ]
}

/** The folder is in no other process's command line but act's and the action's. */
function interrupt(who: 'act' | 'action', act: number, folder: string): void {
  const found = spawnSync('pgrep', ['-f', `node.* ${folder}/cache/.*/dist/index.js`], { encoding: 'utf8' })
  const pids = who === 'act' ? [act] : found.stdout.split('\n').filter(Boolean).map(Number)
  for (const pid of pids.filter(pid => pid !== act || who === 'act')) process.kill(pid, 'SIGINT')
}

function problems(expected: Case, run: ActRun): readonly string[] {
  const log = run.lines.join('\n')
  const { prints = [], neverPrints = [], results } = expected
  const found = [
    ...(run.code === (expected.fails ? 1 : 0) ? [] : [`exit code ${String(run.code)}`]),
    ...(run.results.join() === results.join()
      ? []
      : [`${run.results.join(', ')}, not ${results.join(', ')}`]),
    ...prints.filter(line => !log.includes(line)).map(line => `no step printed: ${line}`),
    ...[...neverPrints, DEMO_ACCESS_KEY, DEMO_SECRET_KEY]
      .filter(line => log.includes(line))
      .map(line => `a step printed: ${line}`),
  ]
  return found.length === 0 ? [] : [...found, log]
}
