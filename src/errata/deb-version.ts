/** Whether it is one as deb-version(7) has it: it begins with a digit, and has no other characters. */
export const isDebVersion = (text: string) => /^(?:\d+:)?\d[0-9A-Za-z.+~:-]*$/.test(text)

/** Without an epoch of 0, as dpkg prints it. */
export const withoutZeroEpoch = (version: string) => version.replace(/^0+:/, '')
