/**
 * What a step has written to the file of GITHUB_OUTPUT, read as the runner reads it: `name=value`, or
 * `name<<delimiter`, lines of value, delimiter. Of a name that is set twice the last value holds.
 *
 * @throws when the runner would fail the step: a line of neither form, or a value that never ends
 */
export function parseOutputs(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n')
  const outputs: Record<string, string> = {}
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (withoutReturn(line) === '') continue
    const [name, value] = takeOutput(withoutReturn(line), lines)
    outputs[name] = value
  }
  return outputs
}

function takeOutput(line: string, rest: string[]): readonly [string, string] {
  const [equals, arrows] = [line.indexOf('='), line.indexOf('<<')]
  if (equals > 0 && (arrows < 0 || equals < arrows)) return [line.slice(0, equals), line.slice(equals + 1)]
  if (arrows <= 0) throw new Error(`Invalid format '${line}'`)
  const delimiter = line.slice(arrows + 2)
  const end = rest.findIndex(text => withoutReturn(text) === delimiter)
  if (delimiter === '' || end < 0)
    throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
  const value = rest.splice(0, end + 1).slice(0, -1)
  return [line.slice(0, arrows), value.join('\n')]
}

/** On Windows a line ends in CRLF; inside a value a carriage return belongs to it. */
function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
