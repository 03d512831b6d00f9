import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The command; the variable NGINX can name one that is not on the PATH. */
const command = process.env['NGINX'] ?? 'nginx'

/** The version of nginx; undefined when there is none. */
export function nginxVersion(): string | undefined {
  const { error, stderr } = spawnSync(command, ['-v'], { encoding: 'utf8' })
  return error === undefined ? (/nginx\/(\S+)/.exec(stderr)?.[1] ?? 'unknown') : undefined
}

/** A real nginx on a free port of loopback, in front of another server; it can be stopped and started again. */
export class Nginx {
  private readonly folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  private readonly port: number
  private process: ChildProcess | undefined

  private constructor(port: number, behind: number) {
    this.port = port
    mkdirSync(join(this.folder, 'logs'))
    writeFileSync(join(this.folder, 'nginx.conf'), configuration(port, behind))
  }

  /** Starts one in front of the server on the port `behind`. */
  static async before(behind: number): Promise<Nginx> {
    const nginx = new Nginx(await freePort(), behind)
    await nginx.start()
    return nginx
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`
  }

  /** Starts it on its port. Rejects when it does not listen within ten seconds. */
  async start(): Promise<void> {
    this.process = spawn(command, ['-p', this.folder, '-c', join(this.folder, 'nginx.conf')], {
      stdio: 'ignore',
    })
    const limit = performance.now() + 10_000
    while (!(await listens(this.port))) {
      if (performance.now() > limit) throw new Error('nginx does not listen')
      await sleep(20)
    }
  }

  /** Stops it at once, with the requests that are under way. */
  async stop(): Promise<void> {
    const { process } = this
    this.process = undefined
    // False when it has ended by itself.
    if (process?.kill('SIGTERM') === true) await once(process, 'exit')
  }

  /** Stops it and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function configuration(port: number, behind: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path temp-${name};`,
  )
  return `daemon off;
worker_processes 1;
pid nginx.pid;
error_log logs/error.log;
events { worker_connections 64; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  upstream clanforge { server 127.0.0.1:${String(behind)} max_fails=0; keepalive 4; }
  server {
    listen 127.0.0.1:${String(port)};
    location / {
      proxy_pass http://clanforge;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_next_upstream off;
    }
  }
}
`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
}
