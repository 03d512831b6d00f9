import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from '../../../dev/build/command.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../../../dev/simulator/access.ts'
import { startSimulator } from '../../../dev/simulator/server.ts'
import { type ActRun, runAct } from './act.ts'
import type { WorkflowCase } from './cases.ts'

const API = 'https://api.multiplay.co.uk'
const MAIN = '.github/workflows/main.yml'
const VARIABLES = {
  UPDATE_ID: '501',
  IMAGE_VERSION_ID: '30123',
  CLANFORGE_IMAGE_ID: '44',
  CLANFORGE_MACHINE_ID: '5',
  CLANFORGE_IMAGE_A: '44',
  CLANFORGE_IMAGE_B: '45',
}

/** Runs the workflow of a case with act, in a folder of its own. The lines include what it posted to the webhook. */
export async function runCase(act: string, workflowCase: WorkflowCase): Promise<ActRun> {
  const { jobs, event = 'push', cancels } = workflowCase
  const folder = mkdtempSync(join(tmpdir(), 'workflow-'))
  const simulator = await startSimulator({ jobs })
  const webhook = await startWebhook()
  try {
    writeFiles(folder, workflowCase, simulator.url)
    const { lines, ...run } = await runAct(act, {
      args: [...event.split(' '), ...argumentsFor(folder, webhook.url)],
      cwd: join(folder, 'repository'),
      onWaiting: pid => {
        if (cancels === 'act') process.kill(pid, 'SIGINT')
        if (cancels === 'action') interruptAction(folder)
      },
      timeout: 170_000,
    })
    return { ...run, lines: [...lines, ...webhook.posts] }
  } finally {
    webhook.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A server that records the bodies of requests. */
async function startWebhook() {
  const posts: string[] = []
  const server = createServer((request, response) => {
    void text(request).then(body => {
      posts.push(body)
      response.end('ok')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { posts, url: `http://127.0.0.1:${String(port)}/`, close: () => server.close() }
}

/** Writes a repository with the workflow, and the action beside it. The simulator at `url` replaces the API. */
function writeFiles(folder: string, { workflow, files = {} }: WorkflowCase, url: string): void {
  const repository = join(folder, 'repository')
  const write = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content.replaceAll(API, url))
  }
  write(join(repository, MAIN), workflow)
  for (const [path, content] of Object.entries(files)) write(join(repository, path), content)
  write(join(folder, 'action/action.yml'), readFileSync(join(root, 'action.yml'), 'utf8'))
  cpSync(join(root, 'dist'), join(folder, 'action/dist'), { recursive: true })
  // act reads the commit of the repository.
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', repository, ...args])
  git('init', '--quiet')
  git('add', '.')
  git('-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '--quiet', '--message', 'test')
}

function argumentsFor(folder: string, webhookUrl: string): readonly string[] {
  const secrets = {
    CLANFORGE_ASID: DEMO_ASID,
    CLANFORGE_ACCESS_KEY: DEMO_ACCESS_KEY,
    CLANFORGE_SECRET_KEY: DEMO_SECRET_KEY,
    SLACK_WEBHOOK_URL: webhookUrl,
  }
  const repeat = (option: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`])
  return [
    ...['--workflows', MAIN, '--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
    ...['--local-repository', `OWNER/wait-for-clanforge@v1=${join(folder, 'action')}`],
    ...['--local-repository', `OWNER/composite@v1=${join(folder, 'repository/composite')}`],
    ...['--action-cache-path', join(folder, 'cache')],
    ...repeat('--secret', secrets),
    ...repeat('--var', VARIABLES),
  ]
}

/** Sends SIGINT to the action alone, as GitHub's runner does. No other command line has this path. */
function interruptAction(folder: string): void {
  const pattern = `node.* ${folder}/cache/.*/dist/index.js`
  const { stdout } = spawnSync('pgrep', ['-f', pattern], { encoding: 'utf8' })
  for (const pid of stdout.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGINT')
}
