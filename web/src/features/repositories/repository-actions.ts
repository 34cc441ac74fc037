import { plural } from '../../components/format.ts'
import { type BulkAction, countedAction } from '../../components/list/bulk-bar.tsx'
import { actOnRepositories } from './repositories-api.ts'

const action = countedAction(actOnRepositories, (n) => plural(n, 'repository', 'repositories'))

export const REPOSITORY_ACTIONS: BulkAction[] = [
  action('refresh', 'Refresh', 'will be read again now'),
  action('enable', 'Enable', 'enabled'),
  action('disable', 'Disable', 'disabled: their packages are no candidates any more'),
  action('mark-security', 'Mark security', 'marked as security'),
  action('mark-non-security', 'Mark non-security', 'not marked as security any more'),
  action('mute', 'Mute', 'muted: their failures are no issue'),
  action('unmute', 'Unmute', 'unmuted'),
  action('delete', 'Delete…', 'deleted', {
    danger: true,
    confirm: () =>
      'Their mirrors and what they offer go too. A repository that a host still reports comes back with its next report.',
  }),
]
