/** What a person may do: `viewer` reads, `editor` also changes data, `admin` also manages users and keys. */
export const USER_ROLES = ['viewer', 'editor', 'admin'] as const
export type UserRole = (typeof USER_ROLES)[number]
