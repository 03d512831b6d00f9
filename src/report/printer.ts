import * as core from '@actions/core'
import { cut, defuse } from './text.ts'

/** No line is longer than this, in characters. */
const LINE = 4_000

/** Everything this action prints goes through here: secrets replaced, one line each, no runner command in it. */
export interface Printer {
  readonly line: (text: string) => void
  readonly debug: (text: string) => void
  readonly warning: (text: string) => void
  readonly error: (title: string, text: string) => void
}

/** A printer on the runner's log. @param redact replaces secrets */
export function createPrinter(redact: (text: string) => string): Printer {
  // Redacted first: a cut or a space in the middle of a secret would hide it from the redactor.
  const safe = (text: string) => cut(defuse(redact(text)), LINE)
  return {
    line: text => {
      core.info(safe(text))
    },
    debug: text => {
      core.debug(safe(text))
    },
    warning: text => {
      core.warning(safe(text))
    },
    error: (title, text) => {
      core.error(safe(text), { title: safe(title) })
    },
  }
}
