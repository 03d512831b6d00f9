/**
 * Reads the file of GITHUB_OUTPUT as the runner does: `name=value`, or `name<<delimiter`, lines of the value, and the
 * delimiter. If a name is set twice, the last value counts.
 *
 * @throws when the runner would fail the step, because of a line in neither form or a value without an end
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
  const value = lines.splice(0, end)
  lines.shift()
  return value.join('\n')
}

/** On Windows, lines end in CRLF. Inside a value, a carriage return is part of the value. */
function withoutReturn(line: string): string {
  return line.replace(/\r$/, '')
}
