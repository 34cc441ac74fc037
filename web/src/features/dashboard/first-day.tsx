import { AppLink } from '../../components/app-link.tsx'
import { CopyLine } from '../../components/copy-line.tsx'
import classes from './first-day.module.css'

/** Nothing has reported yet: how the first host is connected, with the commands to copy. */
export function FirstDay() {
  const server = window.location.origin
  return (
    <div className={classes.page}>
      <h1>Connect your first host</h1>
      <p className="dim">
        A host sends what it has installed and where it gets it from; this server works out what it should install. It
        never installs anything itself.
      </p>
      <ol className={classes.steps}>
        <li>
          <h2>Make a key for your hosts</h2>
          <p className="dim">
            In{' '}
            <AppLink href="/settings" className="link">
              Settings
            </AppLink>
            , create an API key that may report. One key can serve every host. Protocol 1 clients need none.
          </p>
        </li>
        <li>
          <h2>Try it on one host</h2>
          <p className="dim">
            With <code>patchman-client</code> from this server’s <code>client/</code> folder on the host, as root:
          </p>
          <CopyLine label="the command" text={`patchman-client -s ${server} -p 2 -k YOUR-KEY`} />
        </li>
        <li>
          <h2>Make it permanent</h2>
          <p className="dim">
            Put the same into <code>/etc/patchman/patchman-client.conf</code> and let cron run it daily:
          </p>
          <CopyLine label="the settings" text={`server=${server}\nprotocol=2\napi_key=YOUR-KEY`} />
        </li>
      </ol>
      <p className={classes.waiting}>
        <i /> Waiting for the first report. This page changes by itself when it arrives.
      </p>
    </div>
  )
}
