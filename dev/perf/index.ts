// `npm run perf -- schedule|start|scale|soak`: what the action costs, in requests, delay, time and memory. Each prints
// its figures and fails when they are not good enough; CONTRIBUTING.md says what each of them measures.
const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  schedule: () => import('./schedule/index.ts'),
  start: () => import('./start.ts'),
  scale: () => import('./scale/index.ts'),
  soak: () => import('./soak/index.ts'),
}

const [name = ''] = process.argv.splice(2, 1)
const command = commands[name]
if (command === undefined) {
  console.error(`npm run perf -- ${Object.keys(commands).join('|')}`)
  process.exitCode = 1
} else {
  await command()
  // Sockets of a soak whose other end was killed can keep Node for minutes, although everything is printed.
  process.exit()
}
