import { AppLink } from '../../components/app-link.tsx'
import { plural, sentence } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import { listPath } from '../../components/paths.ts'
import { CveStateMark } from '../../components/security/cve-state-mark.tsx'
import type { getErratum } from './errata-api.ts'
import classes from './erratum.module.css'

type Fix = Awaited<ReturnType<typeof getErratum>>['fix_list'][number]

/** What it says of packages by version, release by release. */
export function ErratumFixes({ fixes }: { fixes: Fix[] }) {
  return (
    <Section title={`About ${plural(fixes.length, 'package')}`}>
      <ul className={classes.fixes}>
        {fixes.map((fix) => (
          <li key={[fix.release, fix.package, fix.module, fix.arches.join(), fix.fixed, fix.versions].join(' ')}>
            <span className={classes.fixed}>
              <AppLink href={listPath('/package-versions', { q: fix.package })}>{fix.package}</AppLink>{' '}
              {fix.of === 'source' && <span className="faint">source</span>}
              <span className="dim">
                {' '}
                {[sentence(fix.distribution), fix.release, fix.module && `module ${fix.module}`, ...fix.arches]
                  .filter(Boolean)
                  .join(' ')}
              </span>
              {fix.pocket && <span className="dim">, only with Ubuntu Pro ({fix.pocket})</span>}
              {fix.note && <span className="dim">, {fix.note}</span>}
            </span>
            <span>
              {fix.state === 'fixed' ? fix.fixed || fix.versions : <CveStateMark state={fix.state} note={fix.note} />}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
