import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import markdownIt from 'markdown-it'
import type { Browser, Page } from 'playwright-core'

/** The themes of GitHub. */
export type Theme = 'light' | 'dark'

/**
 * Draws a summary as GitHub shows it, as PNG.
 *
 * @param texts that the summary must show unchanged
 * @throws an Error when Mermaid rejects the diagram, or when a text has become markup
 */
export async function drawSummary(
  browser: Browser,
  summary: string,
  theme: Theme,
  texts: readonly string[],
): Promise<Buffer> {
  const page = await browser.newPage({
    deviceScaleFactor: 2,
    viewport: { width: 1000, height: 800 },
    offline: true,
    // Far from UTC, to show a time that depends on the reader's time zone.
    timezoneId: 'Asia/Kathmandu',
  })
  await page.setContent(await pageOf(summary, theme))
  await page.addScriptTag({ content: await packageFile('mermaid/dist/mermaid.min.js') })
  const mermaidTheme = theme === 'dark' ? 'dark' : 'default'
  await page.evaluate(`mermaid.initialize({ startOnLoad: false, theme: '${mermaidTheme}' })`)
  await page.evaluate('mermaid.run()')
  await checkTexts(page, texts)
  const picture = await page.locator('article').screenshot()
  await page.close()
  return picture
}

/** Raw HTML stays in the page: the summary must not depend on GitHub's sanitizer. */
async function pageOf(summary: string, theme: Theme): Promise<string> {
  const markdown = markdownIt({ html: true, linkify: true })
  // The diagram is the only code block of a summary.
  markdown.renderer.rules['fence'] = (tokens, index) =>
    `<div class="mermaid">${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</div>`
  const style = await packageFile(`github-markdown-css/github-markdown-${theme}.css`)
  return `<!doctype html><html><head><meta charset="utf-8"><style>${style}
    body { margin: 0; }
    .markdown-body { box-sizing: border-box; width: 940px; padding: 20px 24px 24px; }
    .markdown-body > :last-child { margin-bottom: 0; }
    .mermaid { text-align: center; margin-bottom: 16px; }
  </style></head><body><article class="markdown-body">${markdown.render(summary)}</article></body></html>`
}

function packageFile(path: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'node_modules', path), 'utf8')
}

async function checkTexts(page: Page, texts: readonly string[]): Promise<void> {
  // A summary links to the pages of Clanforge's documentation only.
  const markup = 'article :is(a:not([href^="https://docs.unity.com/"]), img, script, strong, em, code, pre)'
  const shown = (await page.locator('article').textContent()) ?? ''
  if ((await page.title()) !== '' || (await page.locator(markup).count()) > 0)
    throw new Error(`A text has become markup: ${shown}`)
  // The summary truncates longer texts.
  const missing = texts.find(text => !shown.includes(text.slice(0, 120)))
  if (missing !== undefined) throw new Error(`${missing} is not shown unchanged: ${shown}`)
}
