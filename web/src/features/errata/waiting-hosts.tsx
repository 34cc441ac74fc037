import { useQuery } from '@tanstack/react-query'
import type { Erratum } from '../../api/types.ts'
import { CountLink } from '../../components/facts/count-link.tsx'
import { listPath } from '../../components/paths.ts'
import { listErratumHosts } from './errata-api.ts'

/** Of hosts that wait for it: counted after the list is there, for all of its rows at once. */
export function WaitingHosts({ erratum: { name, type } }: { erratum: Erratum }) {
  const { data } = useQuery({ queryKey: ['errata', 'hosts', name], queryFn: () => loadWaiting(name) })
  if (data === undefined) return null
  return (
    <CountLink
      value={data}
      href={listPath('/hosts', { erratum: name })}
      tone={type === 'security' ? 'security' : 'bugfix'}
    />
  )
}

type Counts = Map<string, number>
let asked: { names: string[]; counts: Promise<Counts> } | undefined

/** What is asked for in one turn is one request. */
async function loadWaiting(name: string): Promise<number> {
  asked ??= { names: [], counts: Promise.resolve().then(loadAsked) }
  asked.names.push(name)
  return (await asked.counts).get(name) ?? 0
}

async function loadAsked(): Promise<Counts> {
  const names = asked?.names ?? []
  asked = undefined
  const { items } = await listErratumHosts(names)
  return new Map(items.map((one) => [one.name, one.waiting_hosts]))
}
