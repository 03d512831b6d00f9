/** A mark that the runner puts on the run's page; it shows ten per type and step. */
export interface Annotation {
  readonly type: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

const COMMAND = /^::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s
const ESCAPES: Readonly<Record<string, string>> = {
  '%0D': '\r',
  '%0A': '\n',
  '%3A': ':',
  '%2C': ',',
  '%25': '%',
}

/** The log of a step as a person sees it: commands carried out, masks applied. */
export class LogView {
  readonly annotations: Annotation[] = []
  /** What `::add-mask::` has named so far. */
  readonly masks: string[] = []
  private readonly showsDebug: boolean

  /** @param showsDebug whether the run was started with debug logging */
  constructor(showsDebug = false) {
    this.showsDebug = showsDebug
  }

  /** Takes a line of stdout and gives what the log shows of it; undefined when that is nothing. */
  take(line: string): string | undefined {
    const [, command, properties = '', data = ''] = COMMAND.exec(line.trimStart()) ?? []
    switch (command) {
      case undefined:
        return this.mask(line)
      case 'add-mask':
        this.addMask(unescape(data))
        return undefined
      case 'debug':
        return this.showsDebug ? this.mask(`##[debug]${unescape(data)}`) : undefined
      case 'error':
      case 'warning':
      case 'notice':
        return this.annotate(command, properties, unescape(data))
      default:
        return this.mask(line)
    }
  }

  private addMask(text: string): void {
    const parts = [text, ...text.split(/\r?\n/)].filter(part => part.trim() !== '')
    this.masks.push(...new Set(parts))
    this.masks.sort((a, b) => b.length - a.length)
  }

  private annotate(type: Annotation['type'], properties: string, data: string): string {
    const title = /(?:^|,)\s*title=([^,]*)/.exec(properties)?.[1] ?? ''
    const message = this.mask(data)
    this.annotations.push({ type, title: this.mask(unescape(title)), message })
    return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}: ${message}`
  }

  private mask(text: string): string {
    return this.masks.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
  }
}

function unescape(text: string): string {
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, escape => ESCAPES[escape] ?? escape)
}
