// `node dev/test/jest.ts <projects> [options of jest]` runs projects of jest.config.js, such as `unit,integration`.
import { spawnSync } from 'node:child_process'
import { root } from '../build/command.ts'

const [projects = '', ...options] = process.argv.slice(2)
// Options of Node and not NODE_OPTIONS, which the steps that tests start would inherit.
const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
// Last, because jest takes all arguments after it for projects.
const selection = ['--selectProjects', ...projects.split(',')]
const { status } = spawnSync(
  process.execPath,
  [...node, 'node_modules/jest/bin/jest.js', ...options, ...selection],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
process.exitCode = status ?? 1
