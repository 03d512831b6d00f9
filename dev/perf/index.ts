// `npm run perf -- schedule|start|scale|soak`: what this action costs, and whether that is within its limits.
const parts: Readonly<Record<string, () => Promise<{ run: (args: string[]) => Promise<boolean> }>>> = {
  schedule: () => import('./schedule/index.ts'),
  start: () => import('./start/index.ts'),
  scale: () => import('./scale/index.ts'),
  soak: () => import('./soak/index.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const part = Object.hasOwn(parts, name) ? parts[name] : undefined
if (part === undefined) {
  console.error(`npm run perf -- ${Object.keys(parts).join('|')}`)
  process.exitCode = 1
} else if (!(await (await part()).run(args))) {
  process.exitCode = 1
}
