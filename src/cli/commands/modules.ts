import { toModule } from '../../api/answers/modules.ts'
import { listModules, type ModuleRow } from '../../db/module-list.ts'
import { listCommand } from '../list-command.ts'

/** `patchman list_modules`: builds that repositories describe or hosts have active. */
export const listModulesCommand = listCommand<ModuleRow>({
  prog: 'patchman list_modules',
  description: 'List module streams, by build.',
  filters: {
    name: 'only this module',
    stream: 'only this stream',
    host: 'active on this host',
    repository: 'described by the repository with this id',
    q: 'words that occur in name, stream or summary',
  },
  columns: [
    { title: 'Module', value: (one) => one.name },
    { title: 'Stream', value: (one) => one.stream },
    { title: 'Version', value: (one) => one.version },
    { title: 'Context', value: (one) => one.context },
    { title: 'Arch', value: (one) => one.arch },
    { title: 'Default', value: (one) => (one.is_default === 1 ? 'yes' : '') },
    { title: 'Repositories', value: (one) => one.repositories },
    { title: 'Packages', value: (one) => one.packages },
    { title: 'Hosts', value: (one) => one.hosts },
  ],
  list: ({ db }, request) => listModules(db, request),
  toItem: toModule,
})
