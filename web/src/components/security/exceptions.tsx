import { useQuery } from '@tanstack/react-query'
import { AppLink } from '../app-link.tsx'
import { day } from '../format.ts'
import { Section } from '../page/section.tsx'
import { listPath } from '../paths.ts'
import { EndButton, ExceptionScope } from './exception-parts.tsx'
import classes from './exceptions.module.css'
import { type ExceptionKind, listExceptions } from './exceptions-api.ts'

/** Where one CVE or erratum is accepted now, by whom and why; nothing where it is not. */
export function Exceptions({ kind, name }: { kind: ExceptionKind; name: string }) {
  const query = { kind, name, active: 'true', per_page: '100' }
  const { data } = useQuery({ queryKey: ['exceptions', 'of', query], queryFn: () => listExceptions(query) })
  if (!data || data.total === 0) return null
  return (
    <Section
      title={data.total === 1 ? 'Accepted' : `Accepted ${data.total} times`}
      aside={
        <AppLink href={listPath('/exceptions', { name })} className="link">
          Also past ones
        </AppLink>
      }
    >
      <ul className={classes.list}>
        {data.items.map((one) => (
          <li key={one.id}>
            <div className={classes.first}>
              <ExceptionScope exception={one} />
              <span className="dim">until {one.ends_at && day(one.ends_at)}</span>
              <EndButton exception={one} />
            </div>
            <p className={classes.reason}>{one.reason}</p>
            <p className="faint">
              {one.author}, {one.created_at && day(one.created_at)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
