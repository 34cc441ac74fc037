import classes from './version-change.module.css'

/** `3.0.11-1 → 3.0.15-1~deb12u1`: what both have in common is quiet, the difference is not. */
export function VersionChange({ from, to }: { from: string; to: string }) {
  const shared = sharedPrefix(from, to)
  return (
    <span className={classes.change} title={`${from} → ${to}`}>
      <span className={classes.from}>{from}</span>
      <span className={classes.arrow}>→</span>
      <span>
        <span className={classes.shared}>{to.slice(0, shared)}</span>
        <span className={classes.differs}>{to.slice(shared)}</span>
      </span>
    </span>
  )
}

/** Where the versions part, at a boundary between their parts. */
function sharedPrefix(a: string, b: string): number {
  let end = 0
  for (let i = 0; i < Math.min(a.length, b.length) && a[i] === b[i]; i++) {
    if (/[.:+~-]/.test(a[i] ?? '')) end = i + 1
  }
  return end
}
