import type { Fleet } from './fleet.ts'

/** What `npm run perf -- scale` waits for. Installs take 5 to 15 minutes, as Clanforge's documentation says. */
export const fleets: readonly Fleet[] = [
  {
    name: 'installs, queue-once; finished ones stay listed for a minute',
    kind: 'install',
    jobs: { kind: 'install', id: '1..1000', running: '5m..15m', lingers: '1m' },
    count: 1000,
    installMode: 'queue-once',
  },
  {
    name: 'installs, queue-once; finished ones vanish',
    kind: 'install',
    jobs: { kind: 'install', id: '1..1000', running: '5m..15m' },
    count: 1000,
    installMode: 'queue-once',
  },
  {
    name: 'installs, watch; finished ones vanish',
    kind: 'install',
    jobs: { kind: 'install', id: '1..1000', startsAfter: '0s..60s', running: '5m..15m' },
    count: 1000,
    installMode: 'watch',
  },
  {
    name: 'updates, each with its own requests',
    kind: 'update',
    jobs: { kind: 'update', id: '1..1000', queued: '10s..60s', running: '5m..15m' },
    count: 1000,
    installMode: 'poll',
  },
]
