import { type Advisory, relate, toHead, toPlatform } from './csaf.ts'

/** As SUSE has advisories: products by their names, builds without package URLs, and what is recommended. */
export function suseAdvisory({
  id,
  builds,
  cves = ['CVE-2026-1000'],
  title = 'Security update',
  severity = 'important',
}: Advisory): object {
  const platforms = [...new Set(builds.map(({ platform }) => platform))]
  const byArch = Map.groupBy(builds, ({ nevra }) => nevra.slice(nevra.lastIndexOf('.') + 1))
  const all = builds.map(({ nevra, platform }) => `${platform}:${nevra}`)
  return {
    document: {
      ...toHead({ id, builds, title, severity }, 'csaf_security_advisory'),
      notes: [
        { category: 'summary', text: title, title: 'Title of the patch' },
        { category: 'description', text: `This update fixes: ${title}`, title: 'Description of the patch' },
        { category: 'details', text: 'SUSE-2026-1,SUSE-SLE-Module-Basesystem-15-SP5-2026-1', title: 'Patchnames' },
      ],
      references: [
        { category: 'external', summary: 'SUSE ratings', url: 'https://www.suse.com/support/security/rating/' },
        { category: 'self', summary: `URL for ${id}`, url: `https://www.suse.com/support/update/announcement/${id}/` },
        { category: 'self', summary: 'SUSE Bug 1209624', url: 'https://bugzilla.suse.com/1209624' },
        {
          category: 'self',
          summary: 'SUSE CVE CVE-2026-1000 page',
          url: 'https://www.suse.com/security/cve/CVE-2026-1000/',
        },
      ],
    },
    product_tree: {
      branches: [
        {
          ...{ category: 'vendor', name: 'SUSE' },
          branches: [
            ...[...byArch].map(([name, own]) => ({
              ...{ category: 'architecture', name },
              branches: own.map(({ nevra }) => ({
                category: 'product_version',
                name: nevra,
                product: { name: nevra, product_id: nevra },
              })),
            })),
            ...platforms.map(toPlatform),
          ],
        },
      ],
      relationships: builds.map(({ nevra, platform }) => relate(nevra, platform)),
    },
    vulnerabilities: cves.map((cve) => ({
      ...{
        cve,
        title: cve,
        ids: [{ system_name: `SUSE CVE Page for ${cve}`, text: 'https://www.suse.com/security/cve' }],
      },
      product_status: { recommended: all },
      remediations: [{ category: 'vendor_fix', details: 'To install this update use YaST', product_ids: all }],
      threats: [{ category: 'impact', date: '2026-11-01T00:00:00Z', details: severity }],
    })),
  }
}
