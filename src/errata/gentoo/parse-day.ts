/**
 * Milliseconds since 1970 of a day as GLSAs write it: `2023-05-21`, `2004-01-01: 02` (with the count of revisions),
 * `October 20, 2003`. 0 for anything else.
 */
export function parseDay(text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?::\s*\d+)?$/.exec(text.trim()) ?? []
  if (year !== undefined) return toTime(Number(year), Number(month) - 1, Number(day))
  const [, word = '', dayOfMonth, wordYear] =
    /^([A-Z][a-z]{2})[a-z]* (\d{1,2}),? (\d{4})(?::\s*\d+)?$/.exec(text.trim()) ?? []
  return word === '' ? 0 : toTime(Number(wordYear), MONTHS.indexOf(word), Number(dayOfMonth))
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 0 for a day that no calendar has. */
function toTime(year: number, month: number, day: number): number {
  const time = new Date(Date.UTC(year, month, day))
  return month >= 0 && time.getUTCMonth() === month && time.getTime() > 0 ? time.getTime() : 0
}
