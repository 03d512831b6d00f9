/** A place in the picture, in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A text that is to stand beside a point. */
export interface Caption extends Point {
  readonly text: string
}

/** A caption with its place found: the text's anchor, where that and its baseline are, and the box that it fills. */
export interface Label {
  readonly text: string
  readonly anchor: 'start' | 'middle' | 'end'
  readonly x: number
  readonly baseline: number
  readonly box: Box
  readonly leader: Point | undefined // where a line from the point ends, if the label stands away from it
}

/** A rectangle by its sides. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const height = 16
const character = 7.2 // px, a wide one: a label that is measured too long overlaps nothing
const gap = 11

/** Do two boxes share any point? */
export const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const inside = (box: Box, frame: Box) =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom

/** Finds for every caption the first place `within`, around its point, that is free of labels, points and `lines`. */
export function place(captions: readonly Caption[], lines: readonly Point[], within: Box): Label[] {
  const taken = [...captions, ...lines].map(({ x, y }) => around(x, y, 6))
  const labels: Label[] = []
  for (const caption of captions) {
    const options = candidates(caption)
    const free = options.find(
      ({ box }) =>
        inside(box, within) &&
        !taken.some(other => overlap(box, other)) &&
        !labels.some(other => overlap(box, other.box)),
    )
    if (free === undefined) throw new Error(`no room for the label ${caption.text}`)
    labels.push(free)
  }
  return labels
}

// Beside the point first, then above and below it, then further and further away, where a line leads to it.
function candidates({ text, x, y }: Caption): Label[] {
  const width = text.length * character
  return [gap, 26, 44].flatMap(reach =>
    [0, 180, 270, 90, 315, 45, 225, 135].map(angle => {
      const [across, down] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
      const side = Math.sign(Math.round(across * 100))
      const anchor = side > 0 ? 'start' : side < 0 ? 'end' : 'middle'
      const left = x + across * reach - (width * (1 - side)) / 2
      const centre = y + down * (reach + height / 2)
      const box = { left, top: centre - height / 2, right: left + width, bottom: centre + height / 2 }
      const led = reach - 4
      const leader = reach === gap ? undefined : { x: x + across * led, y: y + down * led }
      return { text, anchor, x: x + across * reach, baseline: centre + 4.5, box, leader } as const
    }),
  )
}

const around = (x: number, y: number, reach: number): Box => ({
  left: x - reach,
  top: y - reach,
  right: x + reach,
  bottom: y + reach,
})
