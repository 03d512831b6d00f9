/** An error, warning or notice on the page of a run. The runner shows ten of each type per step. */
export interface Annotation {
  readonly type: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

const COMMAND = /^::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s

/** The log of a step as people see it: commands carried out, masks applied. */
export class LogView {
  readonly annotations: Annotation[] = []
  /** The secrets of the `::add-mask::` commands so far, the longest first. */
  readonly masks: string[] = []
  readonly #showsDebug: boolean

  /** @param showsDebug whether the run was started with debug logging */
  constructor(showsDebug = false) {
    this.#showsDebug = showsDebug
  }

  /** Returns the text that the log shows for a line of stdout, or undefined if it shows none. */
  take(line: string): string | undefined {
    const [, command, properties = '', data = ''] = COMMAND.exec(line.trimStart()) ?? []
    switch (command) {
      case 'add-mask':
        this.#addMask(unescape(data))
        return undefined
      case 'debug':
        return this.#showsDebug ? this.#mask(`##[debug]${unescape(data)}`) : undefined
      case 'error':
      case 'warning':
      case 'notice':
        return this.#annotate(command, properties, unescape(data))
      case undefined:
      default:
        return this.#mask(line)
    }
  }

  #addMask(text: string): void {
    const parts = [text, ...text.split(/\r?\n/)].filter(part => part.trim() !== '')
    this.masks.push(...new Set(parts))
    this.masks.sort((a, b) => b.length - a.length)
  }

  #annotate(type: Annotation['type'], properties: string, data: string): string {
    const title = /(?:^|,)\s*title=([^,]*)/.exec(properties)?.[1] ?? ''
    const message = this.#mask(data)
    this.annotations.push({ type, title: this.#mask(unescape(title)), message })
    return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}: ${message}`
  }

  #mask(text: string): string {
    return this.masks.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
  }
}

// The runner escapes only these.
function unescape(text: string): string {
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, escape => decodeURIComponent(escape))
}
