import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'

type Import = readonly [from: string, to: string]

const forbidden: readonly Import[] = [
  ['src/version.ts', 'src/clanforge/status.ts'],
  ['src/clanforge/status.ts', 'src/wait/outcome.ts'],
  ['src/clanforge/client.ts', 'src/main.ts'],
  ['src/wait/one/job.ts', 'src/report/log.ts'],
  ['src/wait/verdict.ts', 'src/inputs/inputs.ts'],
  ['src/report/log.ts', 'src/inputs/credentials.ts'],
  ['src/inputs/inputs.ts', 'src/report/log.ts'],
  ['src/inputs/parsers.ts', 'src/main.ts'],
  ['src/process.ts', 'src/report/log.ts'],
  ['src/system-clock.ts', 'src/process.ts'],
  ['src/main.ts', 'src/index.ts'],
  ['src/main.ts', 'dev/simulator/index.ts'],
  ['src/wait/verdict.ts', '__tests__/unit/helper.ts'],
  ['src/wait/verdict.ts', '@actions/core'],
  ['src/inputs/inputs.ts', '@actions/core'],
  ['src/report/log.ts', '@actions/core'],
  ['src/clanforge/client.ts', '@actions/core'],
  ['src/main.ts', '@actions/http-client'],
  ['src/clanforge/status.ts', '@actions/http-client'],
  ['src/report/log.ts', 'node:https'],
  ['src/clanforge/response.ts', 'node:net'],
  ['src/wait/schedule.ts', 'node:timers/promises'],
  ['src/clanforge/redaction.ts', 'node:crypto'],
  ['dev/demo/index.ts', 'dev/docs/tables.ts'],
  ['dev/simulator/server.ts', 'dev/demo/index.ts'],
  ['dev/runner/run-step.ts', 'dev/simulator/server.ts'],
]

const allowed: readonly Import[] = [
  ['src/index.ts', 'src/main.ts'],
  ['src/main.ts', 'src/report/log.ts'],
  ['src/inputs/inputs.ts', 'src/inputs/ids.ts'],
  ['src/inputs/inputs.ts', 'src/wait/options.ts'],
  ['src/main.ts', '@actions/core'],
  ['src/report/runner.ts', '@actions/core'],
  ['src/report/outputs.ts', 'src/clanforge/errors.ts'],
  ['src/wait/one.ts', 'src/clanforge/endpoints.ts'],
  ['src/wait/one.ts', 'src/wait/report.ts'],
  ['src/clanforge/connection.ts', '@actions/http-client'],
  ['src/clanforge/tunnel.ts', 'node:tls'],
  ['src/report/runner.ts', 'node:crypto'],
  ['dev/demo/index.ts', 'dev/simulator/server.ts'],
  ['dev/simulator/server.ts', 'dev/runner/run-step.ts'],
  ['__tests__/unit/helper.ts', 'src/main.ts'],
]

const circle: readonly Import[] = [
  ['src/wait/one.ts', 'src/wait/other.ts'],
  ['src/wait/other.ts', 'src/wait/one.ts'],
]

/** Writes files with these imports, and returns the imports that the linter does not allow. */
function violations(imports: readonly Import[]): readonly Import[] {
  const root = mkdtempSync(join(tmpdir(), 'imports-'))
  try {
    for (const folder of ['src', 'dev', '__tests__']) mkdirSync(join(root, folder))
    for (const [from, to] of imports) {
      if (to.startsWith('@')) write(join(root, 'node_modules', to, 'index.js'), '')
      else if (!to.startsWith('node:')) write(join(root, to), '')
      const path = relative(dirname(from), to).replaceAll('\\', '/')
      const specifier = /^(@|node:)/.test(to) ? to : path.startsWith('.') ? path : `./${path}`
      write(join(root, from), `import type { A } from '${specifier}'\nlet a: A\n`)
    }
    const args = [
      resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      resolve('.dependency-cruiser.js'),
      '--output-type',
      'json',
      'src',
      'dev',
      '__tests__',
    ]
    const { stdout } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
    })
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; to: string }[] } }
    const found = summary.violations.map(({ from, to }) => `${from} ${to}`)
    return imports.filter(([from, to]) => found.includes(`${from} ${resolved(to)}`))
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** The name of an imported file in the report of the linter. */
function resolved(to: string): string {
  return to.startsWith('@') ? `node_modules/${to}/index.js` : to.replace(/^node:/, '')
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, text)
}

describe('imports go one way', () => {
  // A single run of the linter takes a second.
  const found = violations([...forbidden, ...circle])

  it.each(forbidden)('%s may not import %s', (...pair) => {
    expect(found).toContainEqual(pair)
  })

  it('imports of lower layers are allowed', () => {
    expect(violations(allowed)).toEqual([])
  })

  it('circular imports are not allowed', () => {
    expect(found.filter(pair => circle.includes(pair))).toHaveLength(1)
  })

  it('every file and folder of src/ has a layer', () => {
    const layers = readdirSync('src').map(entry => basename(entry, '.ts'))
    const known = [
      'index',
      'main',
      'process',
      'system-clock',
      'version',
      'inputs',
      'report',
      'wait',
      'clanforge',
    ]
    expect(layers.filter(layer => layer !== 'tsconfig.json').sort()).toEqual(known.sort())
  })
})
