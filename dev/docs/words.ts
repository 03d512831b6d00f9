/** The number of words of a Markdown text, without code blocks, HTML comments and tags, and the targets of links. */
export function countWords(markdown: string): number {
  const text = markdown
    .replaceAll(/^( *)(`{3,}).*\n[^]*?^ *\2 *$/gm, '')
    .replaceAll(/<!--[^]*?-->|<\/?[a-z][^>]*>/g, ' ')
    .replaceAll(/\]\([^)]*\)/g, '] ')
  return text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
}
