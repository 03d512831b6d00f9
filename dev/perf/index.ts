// `npm run perf -- schedule|start|scale|soak`: measures the action's requests, delays, time and memory. Each command
// prints its figures and fails if they exceed its limits. CONTRIBUTING.md describes the commands.
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
  // After a soak, sockets of killed processes can keep Node running for minutes.
  process.exit()
}
