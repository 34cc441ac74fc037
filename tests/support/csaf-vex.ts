import { relate, toHead, toPlatform } from './csaf.ts'

interface VexState {
  /** `red_hat_enterprise_linux_9` */
  platform: string
  /** `samba`, `nodejs:18/nodejs` */
  package: string
  status: 'known_affected' | 'known_not_affected' | 'under_investigation' | 'fixed'
  /** Category and details of a remediation. */
  remediation?: [category: string, details: string]
}

/** As Red Hat says of a CVE which packages have it. */
export function redHatVex(cve: string, states: VexState[], updated?: string): object {
  const toId = ({ platform, package: name }: VexState) => `${platform}:${name}`
  const named = [...new Set(states.map((state) => state.package))]
  const byStatus = Object.groupBy(states, ({ status }) => status)
  return {
    document: {
      ...toHead(
        { id: cve, builds: [], title: 'a flaw', severity: 'Moderate', ...(updated && { updated }) },
        'csaf_vex',
      ),
      notes: [],
      references: [],
    },
    product_tree: {
      branches: [
        {
          ...{ category: 'vendor', name: 'Red Hat' },
          branches: [
            ...[...new Set(states.map(({ platform }) => platform))].map(toPlatform),
            ...named.map((name) => {
              const [, module, plain = name] = /^(.*:.*)\/(.*)$/.exec(name) ?? []
              const purl = `pkg:rpm/redhat/${plain}?arch=src${module ? `&rpmmod=${module}` : ''}`
              return {
                category: 'product_version',
                name,
                product: { name, product_id: name, product_identification_helper: { purl } },
              }
            }),
          ],
        },
      ],
      relationships: states.map((state) => relate(state.package, state.platform)),
    },
    vulnerabilities: [
      {
        ...{
          cve,
          cwe: { id: 'CWE-835', name: 'Infinite Loop' },
          title: 'a flaw',
          release_date: '2026-10-01T00:00:00+00:00',
        },
        notes: [{ category: 'description', text: 'A flaw was found in it.', title: 'Vulnerability description' }],
        flags: [{ label: 'vulnerable_code_not_present', product_ids: (byStatus.known_not_affected ?? []).map(toId) }],
        product_status: Object.fromEntries(Object.entries(byStatus).map(([status, own]) => [status, own.map(toId)])),
        remediations: states.flatMap((state) => {
          const [category, details] = state.remediation ?? []
          return category ? [{ category, details, product_ids: [toId(state)] }] : []
        }),
        scores: [
          {
            cvss_v3: { baseScore: 5.9, vectorString: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H', version: '3.1' },
            products: states.map(toId),
          },
        ],
        threats: [{ category: 'impact', details: 'Moderate', product_ids: states.map(toId) }],
      },
    ],
  }
}
