import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LineReader } from '../../../dev/runner/line-reader.ts'

const command = process.env['NGINX'] ?? 'nginx'

/** Throws if nginx is missing, with a message that says how to get it. */
export function requireNginx(): void {
  if (spawnSync(command, ['-v']).error === undefined) return
  throw new Error(
    'nginx is missing. Install any version (apt install nginx-light, brew install nginx) so that it is on the PATH, or set NGINX to its path.',
  )
}

/** A real nginx on a free port of 127.0.0.1, in front of another server. It can be stopped and started again. */
export class Nginx {
  readonly url: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  readonly #configuration = join(this.#folder, 'nginx.conf')
  #process: ChildProcess | undefined

  private constructor(port: number, upstreamPort: number) {
    this.url = `http://127.0.0.1:${String(port)}`
    writeFileSync(this.#configuration, configure(port, upstreamPort))
  }

  /** Starts one in front of the server on `upstreamPort`. */
  static async inFrontOf(upstreamPort: number): Promise<Nginx> {
    const nginx = new Nginx(await freePort(), upstreamPort)
    await nginx.start()
    return nginx
  }

  /** Resolves when it listens. Rejects with its output if it exits instead. */
  async start(): Promise<void> {
    const args = ['-p', this.#folder, '-c', this.#configuration]
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#process = child
    await new LineReader(child.stderr).find(/start worker process/)
  }

  /** Stops it at once, without waiting for its requests. */
  async stop(): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (child?.kill('SIGTERM') === true) await once(child, 'exit')
  }

  /** Stops it and removes its files. */
  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function configure(port: number, upstreamPort: number): string {
  // The default paths of temporary files are writable only for root.
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
pid nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  ${temporary.map(name => `${name}_temp_path ${name};`).join('\n  ')}
  upstream clanforge { server 127.0.0.1:${String(upstreamPort)} max_fails=0; keepalive 4; }
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
