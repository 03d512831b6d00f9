import { styleText } from 'node:util'

/** The width of the demo's output, in characters. */
export const WIDTH = 100

/** The heading of a part of the demo. */
export function heading(text: string): string {
  return `\n${styleText('dim', '──')} ${styleText('bold', text)} ${styleText('dim', '─'.repeat(WIDTH - text.length - 4))}\n`
}

/** The number of columns of a text in a terminal. An emoji has two. */
export function columnsOf(text: string): number {
  const plain = text.replaceAll('\ufe0f', '')
  const emoji = plain.match(/\p{Emoji_Presentation}|⚠/gu) ?? []
  // Most emoji are two UTF-16 units long, which is already their width.
  return plain.length + emoji.filter(({ length }) => length === 1).length
}

/** A text padded to the width of a column. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)))
}

/** A text truncated to the width. */
export function truncated(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text
}
