/** What a priority is made of, in the order of the formula. */
export const PRIORITY_PARTS = [
  { key: 'exploited', word: 'Exploited', meaning: 'known to be, by CISA' },
  { key: 'epss', word: 'EPSS', meaning: 'how likely it is exploited in 30 days' },
  { key: 'severity', word: 'Severity', meaning: 'CVSS score, or the word of the vendor' },
  { key: 'exposure', word: 'Exposure', meaning: 'share of hosts that have it' },
  { key: 'age', word: 'Age', meaning: 'since it was published, at most a year' },
] as const
