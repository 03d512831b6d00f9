// `node dev/test/jest.ts [rings…] [jest's own options…]` runs some rings of tests, or all of them.
import { spawn } from 'node:child_process'
import { root, tool } from '../build/tool.ts'
import { jestArguments } from './rings.ts'

// Flags, not NODE_OPTIONS: what the tests start is to run as the runner starts it.
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
const child = spawn(process.execPath, [...flags, tool('jest'), ...jestArguments(process.argv.slice(2))], {
  cwd: root,
  stdio: 'inherit',
})
child.once('close', code => {
  process.exitCode = code ?? 1
})
