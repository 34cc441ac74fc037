import classes from './priority-bar.module.css'
import { PRIORITY_PARTS } from './priority-parts.ts'

interface PriorityBarProps {
  score: number
  parts: Record<(typeof PRIORITY_PARTS)[number]['key'], number>
}

/** A score of 0 to 100, and what of it comes from what. */
export function PriorityBar({ score, parts }: PriorityBarProps) {
  const words = PRIORITY_PARTS.filter(({ key }) => parts[key] > 0).map(({ key, word }) => `${word} ${parts[key]}`)
  return (
    <span className={classes.bar} title={words.join(' + ')}>
      <b className="num">{score.toFixed(1)}</b>
      <span className={classes.track} role="img" aria-label={`${score} of 100: ${words.join(', ')}`}>
        {PRIORITY_PARTS.map(
          ({ key }) => parts[key] > 0 && <i key={key} data-part={key} style={{ width: `${parts[key]}%` }} />,
        )}
      </span>
    </span>
  )
}
