import { IconExternalLink } from '@tabler/icons-react'
import classes from './reference-list.module.css'

/** An address that a vendor names: a link only where a browser can follow it. */
export function WebLink({ url, title = url }: { url: string; title?: string }) {
  if (!/^https?:\/\//.test(url)) return <span className={classes.address}>{url}</span>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" className={classes.address} title={url}>
      {title}
      <IconExternalLink size={12} aria-hidden />
    </a>
  )
}
