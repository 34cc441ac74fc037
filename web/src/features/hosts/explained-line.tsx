import { AppLink } from '../../components/app-link.tsx'
import { type Tone, ToneBadge } from '../../components/facts/tone-badge.tsx'
import { repositoryPath } from '../../components/paths.ts'
import classes from './explain.module.css'
import type { LineExplanation, VersionExplanation } from './explanation.ts'

/** One architecture: the rule that decided in words, then every version with where it comes from. */
export function ExplainedLine({ line }: { line: LineExplanation }) {
  return (
    <section className={classes.line} aria-label={line.arch}>
      <ul className={classes.sentences}>
        {line.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h3>
        Versions seen <span className="faint">{line.arch}</span>
      </h3>
      <ol className={classes.versions}>
        {line.versions.map((version) => (
          <Version key={version.version} version={version} line={line} />
        ))}
      </ol>
    </section>
  )
}

function Version({ version, line }: { version: VersionExplanation; line: LineExplanation }) {
  const isCandidate = version.version === line.candidate
  return (
    <li className={classes.version} data-candidate={isCandidate || undefined}>
      <div className={classes.head}>
        <span className={classes.number}>{version.version}</span>
        {version.installed && <ToneBadge tone="quiet">installed</ToneBadge>}
        <Verdict version={version} />
        {(version.priority !== 0 || version.repositories.length > 0) && (
          <span className={classes.priority} title="What it counts with">
            priority {version.priority}
          </span>
        )}
      </div>
      <ul className={classes.sources}>
        {version.repositories.map((source) => (
          <li key={`${source.id}-${source.arch}`}>
            <AppLink href={repositoryPath(source.id)}>{source.label}</AppLink>
            <span className="faint">{source.arch}</span>
            {source.security && <ToneBadge tone="bad">security</ToneBadge>}
            {source.phased < 100 && <ToneBadge tone="quiet">phased {source.phased} %</ToneBadge>}
            <span className={classes.priority}>{source.priority}</span>
          </li>
        ))}
        {version.repositories.length === 0 && <li className="faint">offered by no repository of the host</li>}
      </ul>
    </li>
  )
}

const TONES: Record<string, Tone> = { candidate: 'accent' }

function Verdict({ version }: { version: VersionExplanation }) {
  if (version.verdict === '' || version.verdict === 'installed') return null
  return <ToneBadge tone={TONES[version.verdict] ?? 'quiet'}>{version.verdict.replaceAll('-', ' ')}</ToneBadge>
}
