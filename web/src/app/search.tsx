import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import {
  IconBug,
  IconComponents,
  IconDatabase,
  IconPackage,
  IconSearch,
  IconServer2,
  IconShieldCheck,
  IconStack2,
  IconTag,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { api, unwrap } from '../api/client.ts'
import { toTarget } from '../components/search-params.ts'
import { ISSUES_NAV, MAIN_NAV } from './navigation.ts'
import classes from './search.module.css'
import { selectFirst, spotlightStore } from './spotlight-store.ts'
import { receiveTyped } from './typed-ahead.ts'

const ICONS = {
  host: IconServer2,
  package: IconPackage,
  repository: IconDatabase,
  'os-release': IconStack2,
  tag: IconTag,
  module: IconComponents,
  erratum: IconShieldCheck,
  cve: IconBug,
}

/** Ctrl-K: hosts, packages, repositories, errata, CVEs, systems and tags by any part of their names, and the pages. */
export function Search() {
  const [text, setText] = useState('')
  useEffect(() => receiveTyped((add) => setText((before) => before + add)), [])
  const [q] = useDebouncedValue(text.trim(), 120)
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => unwrap(api.GET('/search', { params: { query: { q } } })),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  })
  const navigate = useNavigate()
  const go = (href: string) => void navigate(toTarget(href))
  const pages = [...MAIN_NAV, ISSUES_NAV].filter((item) => item.label.toLowerCase().includes(text.trim().toLowerCase()))
  const items = q === '' ? [] : (found.data?.items ?? [])
  // Enter opens the best match: whatever is first once the answer is there
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows changed
  useEffect(selectFirst, [found.data, text])
  return (
    <Spotlight.Root
      store={spotlightStore}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight={440}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 80 }}
      radius="lg"
    >
      <Spotlight.Search
        placeholder="Find a host, package, repository…"
        aria-label="Find anything"
        leftSection={<IconSearch size={17} />}
      />
      <Spotlight.ActionsList>
        {items.map((item) => {
          const Icon = ICONS[item.kind] ?? IconSearch
          return (
            <Spotlight.Action
              key={item.href + item.label}
              onClick={() => go(item.href)}
              className={classes.action ?? ''}
            >
              <Icon size={16} className="faint" />
              <span className={classes.label}>{item.label}</span>
              <span className={classes.detail}>{item.detail}</span>
            </Spotlight.Action>
          )
        })}
        {pages.map(({ label, href, icon: Icon, key }) => (
          <Spotlight.Action key={href} onClick={() => go(href)} className={classes.action ?? ''}>
            <Icon size={16} className="faint" />
            <span className={classes.label}>Go to {label}</span>
            <span className={classes.detail}>
              <kbd>g</kbd> <kbd>{key}</kbd>
            </span>
          </Spotlight.Action>
        ))}
        {items.length + pages.length === 0 && (
          <Spotlight.Empty>{found.isFetching ? 'Searching…' : 'Nothing has that name'}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
