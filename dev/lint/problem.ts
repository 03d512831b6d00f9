/** Something wrong at a line, counted from 1, of the text that was looked at. */
export interface Problem {
  readonly line: number
  readonly message: string
}

/** A text to lint, and where it stands. */
export interface Source {
  /** From the root of the repository, with `/`. */
  readonly file: string
  readonly text: string
  /** The line of the file, counted from 1, that line 1 of the text stands at. */
  readonly firstLine: number
}

/** `file:line: message` for each problem of a source. */
export function describeProblems({ file, firstLine }: Source, problems: readonly Problem[]): string[] {
  return problems.map(({ line, message }) => `${file}:${String(line + firstLine - 1)}: ${message}`)
}
