import * as core from '@actions/core'
import { HttpClient } from '@actions/http-client'
export async function main(): Promise<void> {
  const c = new HttpClient('x')
  const r = await c.get(core.getInput('u') || 'http://localhost:1').catch((e: unknown) => e)
  core.info(String(r) + String(process.version))
}
