import type { World } from './world.ts'

export interface Command {
  /** One line of the help. */
  help: string
  /** Answers the exit code. Throws CliError, ConfigError or whatever went wrong. */
  load(): Promise<(world: World, args: string[]) => Promise<number>>
}

/** By name; a hyphen may be written for an underscore. Each is loaded when it is called. */
export const COMMANDS: Record<string, Command> = {
  serve: { help: 'start the server', load: async () => (await import('./commands/serve.ts')).serve },
  config: {
    help: 'print the effective settings and where each came from',
    load: async () => (await import('./commands/config.ts')).config,
  },
  doctor: {
    help: 'check database, repositories, reports, jobs, clock and disk',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  explain: {
    help: 'say why a host is, or is not, offered an update of a package',
    load: async () => (await import('./commands/explain.ts')).explainUpdate,
  },
  vercmp: {
    help: 'compare versions as a package manager does',
    load: async () => (await import('./commands/vercmp.ts')).vercmp,
  },
  list_mirrors: {
    help: 'list mirrors, with what was read of them',
    load: async () => (await import('./commands/mirrors.ts')).listMirrorsCommand,
  },
  link_mirrors: {
    help: 'make mirrors of one index mirrors of one repository',
    load: async () => (await import('./commands/mirrors.ts')).linkMirrors,
  },
  list_modules: {
    help: 'list module streams, by build',
    load: async () => (await import('./commands/modules.ts')).listModulesCommand,
  },
  list_feeds: {
    help: 'list what errata and CVEs are read from, and what fails',
    load: async () => (await import('./commands/feeds.ts')).listFeedsCommand,
  },
  list_errata: {
    help: 'list errata, the newest first',
    load: async () => (await import('./commands/errata.ts')).listErrataCommand,
  },
  cve: {
    help: 'say what is known of a CVE, which hosts have it, and what fixes it',
    load: async () => (await import('./commands/cve.ts')).showCve,
  },
  list_cves: {
    help: 'list CVEs that hosts have, the most urgent first',
    load: async () => (await import('./commands/cves.ts')).listCvesCommand,
  },
  list_exceptions: {
    help: 'list CVEs and errata that somebody accepts',
    load: async () => (await import('./commands/exceptions.ts')).listExceptionsCommand,
  },
  create_exception: {
    help: 'accept a CVE or an erratum, for some hosts or for all, until a day',
    load: async () => (await import('./commands/exceptions.ts')).createExceptionCommand,
  },
  end_exception: {
    help: 'end an exception before its day',
    load: async () => (await import('./commands/exceptions.ts')).endExceptionCommand,
  },
  create_api_key: {
    help: 'create a key for clients or scripts; it is shown once',
    load: async () => (await import('./commands/api-keys.ts')).createKey,
  },
  list_api_keys: { help: 'list the keys', load: async () => (await import('./commands/api-keys.ts')).listKeys },
  revoke_api_key: {
    help: 'revoke a key, by its prefix or its name',
    load: async () => (await import('./commands/api-keys.ts')).revokeKey,
  },
  create_user: { help: 'create a user', load: async () => (await import('./commands/users.ts')).createUserCommand },
  set_password: {
    help: 'give a user another password',
    load: async () => (await import('./commands/users.ts')).setPassword,
  },
  list_users: { help: 'list the users', load: async () => (await import('./commands/users.ts')).listUsersCommand },
  change_user: {
    help: 'give a user another role; disable or enable',
    load: async () => (await import('./commands/users.ts')).changeUserCommand,
  },
  delete_user: { help: 'delete a user', load: async () => (await import('./commands/users.ts')).deleteUserCommand },
}

export function findCommand(name: string): Command | undefined {
  const key = name.replaceAll('-', '_')
  return Object.hasOwn(COMMANDS, key) ? COMMANDS[key] : undefined
}
