import { version } from '../../src/version.ts'
import { assumptions } from './assumptions.ts'
import type { Findings } from './observe.ts'
import { showResponse } from './responses.ts'

const PUBLIC_HOSTS = ['https://api.multiplay.co.uk', 'https://api.multiplay.dev']

/** The report as Markdown for an issue. It has neither secrets and IDs nor the name of a private host. */
export function reportOf(findings: Findings, apiUrl: string): string {
  const host = PUBLIC_HOSTS.includes(apiUrl) ? apiUrl : 'another host'
  const responses = Object.entries(Object.groupBy(findings.observations, showResponse))
  const counts = responses.map(([name, list]) => `${name} ${String(list?.length ?? 0)}×`).join(', ')
  const rows = assumptions.map(({ claim, rule, check }) => {
    const { verdict, seen } = check(findings)
    return `| ${claim} | ${verdict === 'contradicted' ? '**contradicted**' : verdict} | ${seen} | ${rule} |`
  })
  return [
    `Probe of Clanforge with wait-for-clanforge ${version} at ${host}. Responses: ${counts}.`,
    '',
    '| Assumption | Verdict | Seen | Rule |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'The rules are headings of docs/how-results-are-decided.md.',
  ].join('\n')
}
