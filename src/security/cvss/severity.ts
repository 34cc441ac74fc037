/** A score in words, as the specifications (3.x: 5, 4.0: 6) have them; those of version 2 are NVD's, without `critical`. */
export type CvssSeverity = 'none' | 'low' | 'medium' | 'high' | 'critical'

/** `score`: 0 to 10, of one decimal. */
export function toSeverity(score: number, hasCritical: boolean): CvssSeverity {
  if (score >= 9 && hasCritical) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score > 0 || !hasCritical ? 'low' : 'none'
}
