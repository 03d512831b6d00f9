import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type Page, chromium } from 'playwright-core'
import { type Theme, mermaidScript, pageOf } from './page.ts'
import type { Scene } from './scenes.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser of its own, with nothing of anybody's in it, for as long as `work` takes. */
export async function withBrowser(work: (context: BrowserContext) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'pictures-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
    deviceScaleFactor: 2,
    viewport: { width: 1000, height: 800 },
    offline: true,
    // Far from UTC, so that a time which follows the reader's zone is seen.
    timezoneId: 'Asia/Kathmandu',
  })
  try {
    await work(context)
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true })
  }
}

/**
 * Shows a summary and takes its picture, as PNG.
 *
 * @throws an Error when Mermaid cannot draw a diagram, or when a hostile text has become more than text
 */
export async function photograph(
  context: BrowserContext,
  scene: Pick<Scene, 'name' | 'hostile'>,
  summary: string,
  theme: Theme,
): Promise<Buffer> {
  const page = await context.newPage()
  try {
    await page.setContent(await pageOf(summary, theme))
    await page.addScriptTag({ content: await mermaidScript() })
    await page.evaluate(draw, theme)
    await proveInert(page, scene)
    return await page.locator('article').screenshot()
  } finally {
    await page.close()
  }
}

// Runs in the page.
async function draw(theme: string): Promise<void> {
  const { mermaid } = globalThis as unknown as {
    mermaid: { initialize(options: object): void; run(options: object): Promise<void> }
  }
  for (const code of document.querySelectorAll('code.language-mermaid')) {
    const diagram = document.createElement('div')
    diagram.className = 'mermaid'
    diagram.textContent = code.textContent
    code.parentElement?.replaceWith(diagram)
  }
  mermaid.initialize({ startOnLoad: false, theme: theme === 'dark' ? 'dark' : 'default' })
  await mermaid.run({ querySelector: '.mermaid' })
}

async function proveInert(page: Page, { name, hostile }: Pick<Scene, 'name' | 'hostile'>): Promise<void> {
  const found = await page.evaluate(() => ({
    title: document.title,
    elements: document.querySelectorAll(
      // The pages of Clanforge's documentation are the only links.
      'article :is(a:not([href^="https://docs.unity.com/"]), img, script, strong, em, code, pre)',
    ).length,
    text: document.querySelector('article')?.textContent ?? '',
  }))
  if (found.title !== '' || found.elements > 0) throw new Error(`${name}: a text has become markup`)
  if (hostile !== undefined && !found.text.includes(hostile.slice(0, 120)))
    throw new Error(`${name}: the hostile text is not shown as it is`)
}
