import { Log } from '../../src/report/log.ts'
import type { Printer } from '../../src/report/printer.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import type { Script } from './scripted-api.ts'
import { VirtualClock } from '../../dev/virtual-time/virtual-clock.ts'
import { defaultOptions, play, type Run } from './wait-run.ts'

/** What was printed, and when (virtual ms). */
export interface Printed {
  readonly at: number
  readonly kind: keyof Printer
  readonly text: string
}

/** A printer that only remembers. */
export function rememberingPrinter(now: () => number = () => 0): Printer & { readonly printed: Printed[] } {
  const printed: Printed[] = []
  const note = (kind: keyof Printer) => (text: string) => void printed.push({ at: now(), kind, text })
  return {
    printed,
    line: note('line'),
    debug: note('debug'),
    warning: note('warning'),
    error: (title, text) => void printed.push({ at: now(), kind: 'error', text: `${title} | ${text}` }),
  }
}

/** A wait in virtual time with its log, which is called every second as main does. */
export async function logged(
  jobs: string,
  script: Script,
  options: Partial<WaitOptions> = {},
): Promise<Run & { readonly printed: readonly Printed[]; readonly lines: readonly string[] }> {
  const clock = new VirtualClock()
  const printer = rememberingPrinter(clock.now)
  const log = new Log({ ...defaultOptions, ...options }, { printer, elapsed: clock.now })
  const over = new AbortController()
  const ticking = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(1_000, over.signal)
      if (over.signal.aborted) return
      log.tick()
    }
  }
  const ticked = ticking()
  const run = await play(jobs, script, {
    clock,
    options,
    begin: views => {
      log.begin(views, [])
    },
    observe: event => {
      log.observe(event)
    },
  })
  log.end(run.outcome, run.requests)
  over.abort()
  await ticked
  return { ...run, printed: printer.printed, lines: printer.printed.map(({ text }) => text) }
}
