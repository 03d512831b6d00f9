import { styleText } from 'node:util'

/** How wide the demo writes, in characters. */
export const WIDTH = 100

/** A line that begins a part of the demo. */
export function heading(text: string): string {
  return `\n${styleText('dim', '──')} ${styleText('bold', text)} ${styleText('dim', '─'.repeat(WIDTH - text.length - 4))}\n`
}

/** How many columns a terminal gives a text: emoji take two. */
export function columnsOf(text: string): number {
  const plain = text.replaceAll('\ufe0f', '')
  return (
    plain.length +
    Array.from(plain.matchAll(/\p{Emoji_Presentation}|⚠/gu)).filter(([sign]) => sign.length === 1).length
  )
}

/** A text made as wide as a column. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)))
}

/** A text of one line, cut where the line ends. */
export function clipped(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text
}
