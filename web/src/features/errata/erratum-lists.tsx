import { IconExternalLink } from '@tabler/icons-react'
import { AppLink } from '../../components/app-link.tsx'
import { listPath } from '../../components/paths.ts'
import type { getErratum } from './errata-api.ts'
import classes from './erratum.module.css'

/** Each leads to all errata that name it. */
export function CveList({ cves }: { cves: string[] }) {
  return (
    <ul className={classes.cves}>
      {cves.map((cve) => (
        <li key={cve}>
          <AppLink href={listPath('/errata', { cve })} className="link">
            {cve}
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

type Reference = Awaited<ReturnType<typeof getErratum>>['reference_list'][number]

/** Addresses that the vendor names; only those that a browser can follow are links. */
export function ReferenceList({ references }: { references: Reference[] }) {
  return (
    <ul className={classes.references}>
      {references.map(({ url, kind, title }) => (
        <li key={url}>
          <span className={classes.kind}>{kind}</span>
          {/^https?:\/\//.test(url) ? (
            <a href={url} target="_blank" rel="noopener noreferrer nofollow" className={classes.address} title={url}>
              {title && title !== url ? title : url}
              <IconExternalLink size={12} aria-hidden />
            </a>
          ) : (
            <span className={classes.address}>{url}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
