/** Now, in milliseconds since 1970. A parameter everywhere, so that tests can hold it still. */
export type Clock = () => number

export const systemClock: Clock = () => Date.now()
