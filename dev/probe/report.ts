import { version } from '../../src/version.ts'
import { assumptions } from './assumptions.ts'
import { type Observation, describeResponse } from './observe.ts'

const PUBLIC_HOSTS = ['https://api.multiplay.co.uk', 'https://api.multiplay.dev']

/** The report as Markdown for an issue. It has neither secrets and IDs nor the name of a private host. */
export function reportOf(observations: readonly Observation[], apiUrl: string): string {
  const host = PUBLIC_HOSTS.includes(apiUrl) ? apiUrl : 'another host'
  const responses = [...Map.groupBy(observations, describeResponse)]
  const counts = responses.map(([name, { length }]) => `${name} ${length}×`).join(', ')
  const rows = assumptions.map(({ claim, rule, check }) => {
    const { verdict, seen } = check(observations)
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
