import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import markdownIt from 'markdown-it'

/** The looks that a reader of GitHub can choose. */
export type Theme = 'light' | 'dark'

/** The width of a job summary on the page of a run, CSS pixels. */
const WIDTH = 940

/** A page that shows a job summary about as GitHub does. Raw HTML is let through on purpose: nothing may lean on a sanitizer. */
export async function pageOf(summary: string, theme: Theme): Promise<string> {
  const body = markdownIt({ html: true, linkify: true }).render(summary)
  const style = await packageFile(`github-markdown-css/github-markdown-${theme}.css`)
  return `<!doctype html><html><head><meta charset="utf-8"><style>${style}
    body { margin: 0; }
    .markdown-body { box-sizing: border-box; width: ${String(WIDTH)}px; padding: 20px 24px 24px; }
    .markdown-body > :last-child { margin-bottom: 0; }
    .mermaid { text-align: center; margin-bottom: 16px; }
  </style></head><body><article class="markdown-body">${body}</article></body></html>`
}

/** Mermaid as one script that needs nothing else. */
export function mermaidScript(): Promise<string> {
  return packageFile('mermaid/dist/mermaid.min.js')
}

function packageFile(path: string): Promise<string> {
  return readFile(fileURLToPath(new URL(`node_modules/${path}`, import.meta.url)), 'utf8')
}
