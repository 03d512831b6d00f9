/**
 * What a step has written to the file of GITHUB_OUTPUT, read as the runner reads it: `name=value`, or
 * `name<<delimiter`, lines of value, delimiter. Of a name that is set twice the last value counts.
 *
 * @throws when the runner would fail the step: a line of neither form, or a value that never ends
 */
export function parseOutputs(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n')
  const outputs: Record<string, string> = {}
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name = '', operator, rest = ''] = /^(?!=|<<)(.+?)(=|<<)(.*)$/s.exec(withoutReturn(line)) ?? []
    if (operator === '=') outputs[name] = rest
    else if (operator === '<<') outputs[name] = takeValue(lines, rest)
    else if (withoutReturn(line) !== '') throw new Error(`Invalid format '${line}'`)
  }
  return outputs
}

function takeValue(lines: string[], delimiter: string): string {
  const end = lines.findIndex(line => withoutReturn(line) === delimiter)
  if (delimiter === '' || end < 0)
    throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
  return lines
    .splice(0, end + 1)
    .slice(0, -1)
    .join('\n')
}

/** On Windows a line ends in CRLF. Inside a value a carriage return is part of it. */
function withoutReturn(line: string): string {
  return line.replace(/\r$/, '')
}
