import type { User } from '../../api/types.ts'

export type Role = User['role']

/** What each may do, in words. */
export const ROLES: Record<Role, { word: string; may: string }> = {
  viewer: { word: 'viewer', may: 'sees everything, changes nothing' },
  editor: { word: 'editor', may: 'also changes hosts, repositories and jobs' },
  admin: { word: 'administrator', may: 'also manages users and API keys' },
}

export const ROLE_OPTIONS = (Object.keys(ROLES) as Role[]).map((value) => ({ value, label: ROLES[value].word }))

/** What is asked about before it is done. */
export type UserAct = 'disable' | 'reset' | 'delete'
