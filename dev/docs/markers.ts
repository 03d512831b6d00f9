/**
 * Replaces what is between the markers `<!-- name: begin … -->` and `<!-- name: end -->` of a text.
 *
 * @param parts the new content, by the name of its markers
 * @throws an Error when a pair of markers is missing
 */
export function fillMarkers(text: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((page, [name, content]) => fill(page, name, content), text)
}

function fill(text: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${name}: begin[^>]*-->\n)([^]*?)(<!-- ${name}: end -->)`)
  if (!pattern.test(text))
    throw new Error(`The markers <!-- ${name}: begin --> and <!-- ${name}: end --> are missing`)
  // Prettier pads every row to the longest one, so that every change would change the whole table.
  const guarded = ['<!-- prettier-ignore-start -->', content, '<!-- prettier-ignore-end -->'].join('\n\n')
  return text.replace(pattern, (_, begin: string, __, end: string) => `${begin}\n${guarded}\n\n${end}`)
}
