/** Most items of each section that a report may have; what comes after is left out, with a reject that says so. */
export const MAX_PACKAGES = 100_000
export const MAX_REPOS = 10_000
export const MAX_MODULES = 10_000
export const MAX_UPDATES = 100_000
export const MAX_TAGS = 200
/** Excludes, repository order, services: each. */
export const MAX_LIST = 5_000

/** Urls of one repository; packages of one module. */
export const MAX_URLS = 1_000
export const MAX_MODULE_PACKAGES = 5_000

/** Characters of a field, of a url, of a line of protocol 1 (a module lists all its packages in one). */
export const MAX_TEXT = 255
export const MAX_URL = 512
export const MAX_LINE = 1_000_000

/** Rejects that are kept with their text; one more says how many there were. */
export const MAX_REJECTS = 1_000
