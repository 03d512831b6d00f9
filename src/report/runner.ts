import * as core from '@actions/core'
import type { Redact } from '../clanforge/redaction.ts'
import type { Annotation } from './annotation.ts'
import type { OutputName, Outputs } from './outputs.ts'
import { appendToFile, formatOutputs, isSet } from './runner-files.ts'
import { fitLines, sanitize, truncate } from './text.ts'

/** The longest line of the log, in characters. The runner truncates annotations at 4,096. */
const MAX_LINE_LENGTH = 4_000
/** How long to wait until the last output has left the process: a reader that has stopped must not delay the exit. */
const FLUSH_TIMEOUT_MS = 500

/** The only writer: log, annotations, outputs and summary. No text in them can be a runner command. */
export interface Runner {
  readonly line: (text: string) => void
  readonly debug: (text: string) => void
  readonly warning: (text: string) => void
  /** An error annotation of one or more lines. */
  readonly error: (annotation: Annotation) => void
  /** Writes all outputs at once. Returns why that failed, undefined when it did not. */
  readonly writeOutputs: (outputs: Outputs) => string | undefined
  /** Appends Markdown to the job summary. If that fails, one line of the log reports it. */
  readonly writeSummary: (markdown: string) => void
  /** Resolves when everything has left the process: on Windows, exiting would truncate the log. */
  readonly flush: () => Promise<void>
}

/**
 * Where this process writes: to a runner, after masking the secrets, or to a terminal when neither GITHUB_ACTIONS nor
 * GITHUB_OUTPUT is set.
 *
 * @param masks the values that the runner replaces in the log
 * @param redact the last pass over every text
 */
export function createRunner(masks: readonly string[], redact: Redact): Runner {
  ignoreBrokenOutput()
  const safe = (text: string) => truncate(sanitize(redact(text)), MAX_LINE_LENGTH)
  return isInRunner()
    ? createGitHubRunner(masks, redact, safe)
    : createTerminal(text => safe(mask(text, masks)))
}

/** On a runner: commands for annotations and masks, and the runner's files for outputs and summary. */
function createGitHubRunner(
  masks: readonly string[],
  redact: Redact,
  safe: (text: string) => string,
): Runner {
  for (const mask of masks) core.setSecret(mask)
  const line = (text: string) => {
    core.info(safe(text))
  }
  return {
    line,
    debug: text => {
      core.debug(safe(text))
    },
    warning: text => {
      core.warning(safe(text))
    },
    error: ({ title, lines }) => {
      core.error(fitLines(lines.map(safe), MAX_LINE_LENGTH).join('\n'), { title: safe(title) })
    },
    writeOutputs: outputs => {
      const dropped = droppedOutputs(outputs, masks)
      if (dropped.length > 0) line(droppedText(dropped))
      if (isSet('GITHUB_OUTPUT')) return appendToFile('GITHUB_OUTPUT', formatOutputs(outputs))
      line('No outputs are written, because GITHUB_OUTPUT is not set')
      return undefined
    },
    writeSummary: markdown => {
      const failure = appendToFile('GITHUB_STEP_SUMMARY', redact(markdown))
      if (failure !== undefined) line(`The job summary could not be written: ${failure}`)
    },
    flush: () => flushed(process.stdout),
  }
}

/** Without a runner: plain lines, no summary, and the outputs as JSON in the last line. */
function createTerminal(safe: (text: string) => string): Runner {
  let outputsLine: string | undefined
  const line = (text: string) => {
    core.info(safe(text))
  }
  return {
    line,
    debug: line,
    warning: text => {
      line(`Warning: ${text}`)
    },
    error: ({ lines }) => {
      for (const [index, text] of lines.entries()) line(index === 0 ? `Error: ${text}` : text)
    },
    writeOutputs: outputs => {
      outputsLine = JSON.stringify(outputs)
      return undefined
    },
    writeSummary: () => undefined,
    flush: () => {
      if (outputsLine !== undefined) core.info(outputsLine)
      return flushed(process.stdout)
    },
  }
}

/** Replaces the values that a runner would mask, including the account service ID, which is not redacted elsewhere. */
function mask(text: string, masks: readonly string[]): string {
  return masks.reduce((rest, mask) => rest.replaceAll(mask, '***'), text)
}

function isInRunner(): boolean {
  return isSet('GITHUB_ACTIONS') || isSet('GITHUB_OUTPUT')
}

/** A log that cannot be written (a closed pipe, a full disk) does not end the wait. */
function ignoreBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.listeners('error').includes(ignoreError)) stream.on('error', ignoreError)
  }
}

function ignoreError(): void {
  // There is nothing to do and nowhere left to report it.
}

/** The names of the outputs that contain a masked value. */
function droppedOutputs(outputs: Outputs, masks: readonly string[]): readonly OutputName[] {
  const names = Object.keys(outputs) as readonly OutputName[]
  return names.filter(name => masks.some(mask => outputs[name].includes(mask)))
}

function droppedText(names: readonly OutputName[]): string {
  const why =
    'These outputs contain a masked value, so the runner drops them if they are passed to another job'
  return `${why}: ${names.join(', ')}`
}

function flushed(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, FLUSH_TIMEOUT_MS)
    stream.write('', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
