/** Documents of CSAF 2.0 as their publishers write them, small. */

interface Build {
  /** `openssl-libs-1:3.0.7-2.el9.x86_64` */
  nevra: string
  /** `BaseOS-9.4.0.Z.MAIN`, as in PLATFORMS. */
  platform: string
  /** `nodejs:18` */
  module?: string
}

export interface Advisory {
  id: string
  builds: Build[]
  cves?: string[]
  severity?: string
  title?: string
  updated?: string
}

const PLATFORMS: Record<string, [name: string, cpe: string]> = {
  'BaseOS-9.4.0.Z.MAIN': ['Red Hat Enterprise Linux BaseOS (v. 9)', 'cpe:/o:redhat:enterprise_linux:9::baseos'],
  'AppStream-9.4.0.Z.MAIN': [
    'Red Hat Enterprise Linux AppStream (v. 9)',
    'cpe:/a:redhat:enterprise_linux:9::appstream',
  ],
  'AppStream-8.10.0.Z.MAIN': [
    'Red Hat Enterprise Linux AppStream (v. 8)',
    'cpe:/a:redhat:enterprise_linux:8::appstream',
  ],
  'BaseOS-10.0.Z': ['Red Hat Enterprise Linux BaseOS (v. 10)', 'cpe:/o:redhat:enterprise_linux:10.0'],
  'AppStream-9.2.0.Z.EUS': ['Red Hat Enterprise Linux AppStream EUS (v.9.2)', 'cpe:/a:redhat:rhel_eus:9.2::appstream'],
  red_hat_enterprise_linux_9: ['Red Hat Enterprise Linux 9', 'cpe:/o:redhat:enterprise_linux:9'],
  red_hat_enterprise_linux_8: ['Red Hat Enterprise Linux 8', 'cpe:/o:redhat:enterprise_linux:8'],
}

export const relate = (component: string, parent: string) => ({
  category: 'default_component_of',
  full_product_name: { name: `${component} as a component of ${parent}`, product_id: `${parent}:${component}` },
  product_reference: component,
  relates_to_product_reference: parent,
})

export const toPlatform = (id: string) => {
  const [name, cpe] = PLATFORMS[id] ?? [id, '']
  const product = { name, product_id: id, product_identification_helper: { cpe } }
  return { category: 'product_name', name, product }
}

const toPurl = (nevra: string, rpmmod = '') => {
  const [, name = '', epoch, evr = '', arch = ''] = /^(.*)-(?:(\d+):)?([^-]*-[^-]*)\.(\w+)$/.exec(nevra) ?? []
  const qualifiers = [`arch=${arch}`, epoch && epoch !== '0' && `epoch=${epoch}`, rpmmod && `rpmmod=${rpmmod}`]
  return `pkg:rpm/redhat/${encodeURIComponent(name)}@${encodeURIComponent(evr)}?${qualifiers.filter(Boolean).join('&')}`
}

export const toHead = (
  { id, title = 'a package', severity = 'Important', updated = '2026-11-02T00:00:00+00:00' }: Advisory,
  category: string,
) => ({
  aggregate_severity: { namespace: 'https://access.redhat.com/security/updates/classification/', text: severity },
  ...{ category, csaf_version: '2.0', lang: 'en', title },
  publisher: { category: 'vendor', name: 'Red Hat Product Security', namespace: 'https://www.redhat.com' },
  tracking: {
    ...{ current_release_date: updated, id, initial_release_date: '2026-11-01T00:00:00+00:00', status: 'final' },
    revision_history: [{ date: '2026-11-01T00:00:00+00:00', number: '1', summary: 'Initial version' }],
    ...{ generator: { date: updated, engine: { name: 'Red Hat SDEngine', version: '4.6.6' } }, version: '1' },
  },
})

/** As Red Hat has advisories since 2025: the module of a build is told by its package URL. */
export function redHatAdvisory(advisory: Advisory): object {
  const { id, builds, cves = ['CVE-2026-1000'], title = 'a package' } = advisory
  const platforms = [...new Set(builds.map(({ platform }) => platform))]
  const byArch = Map.groupBy(builds, ({ nevra }) => nevra.slice(nevra.lastIndexOf('.') + 1))
  const all = builds.map(({ nevra, platform }) => `${platform}:${nevra}`)
  return {
    document: {
      ...toHead({ ...advisory, title: `Red Hat Security Advisory: ${title}` }, 'csaf_security_advisory'),
      notes: [
        { category: 'summary', text: `An update for ${title}.`, title: 'Topic' },
        { category: 'general', text: `Security Fix(es):\n\n* ${title}`, title: 'Details' },
        { category: 'legal_disclaimer', text: 'This content is licensed', title: 'Terms of Use' },
      ],
      references: [
        {
          category: 'self',
          summary: `https://access.redhat.com/errata/${id}`,
          url: `https://access.redhat.com/errata/${id}`,
        },
        { category: 'external', summary: '2268046', url: 'https://bugzilla.redhat.com/show_bug.cgi?id=2268046' },
      ],
    },
    product_tree: {
      branches: [
        {
          ...{ category: 'vendor', name: 'Red Hat' },
          branches: [
            { category: 'product_family', name: 'Red Hat Enterprise Linux', branches: platforms.map(toPlatform) },
            ...[...byArch].map(([name, own]) => ({
              ...{ category: 'architecture', name },
              branches: own.map(({ nevra, module }) => {
                const product_identification_helper = { purl: toPurl(nevra, module && `${module}:9040020240906:9`) }
                return {
                  category: 'product_version',
                  name: nevra,
                  product: { name: nevra, product_id: nevra, product_identification_helper },
                }
              }),
            })),
          ],
        },
      ],
      relationships: builds.map(({ nevra, platform }) => relate(nevra, platform)),
    },
    vulnerabilities: cves.map((cve) => ({
      ...{
        cve,
        cwe: { id: 'CWE-835', name: 'Infinite Loop' },
        title: `${title}: a flaw`,
        release_date: '2026-10-01T00:00:00+00:00',
      },
      notes: [{ category: 'description', text: 'A flaw was found.', title: 'Vulnerability description' }],
      product_status: { fixed: all },
      remediations: [
        {
          category: 'vendor_fix',
          details: 'Apply it',
          product_ids: all,
          url: `https://access.redhat.com/errata/${id}`,
        },
      ],
      scores: [
        {
          cvss_v3: { baseScore: 5.9, vectorString: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H', version: '3.1' },
          products: all,
        },
      ],
      threats: [{ category: 'impact', details: 'Moderate', product_ids: all }],
    })),
  }
}
