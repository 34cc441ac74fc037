import { explain } from '../../updates/explain-service.ts'
import type { Explanation, LineExplanation, VersionExplanation } from '../../updates/explanation.ts'
import { toJson } from '../output.ts'
import { createParser } from '../parser.ts'
import { withDeps } from '../session.ts'
import { EXIT, type World } from '../world.ts'

/** `patchman explain HOST PACKAGE`: versions, where they come from, and the rule that decided. */
export async function explainUpdate(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman explain',
    description: 'Say why a host is, or is not, offered an update of a package.',
  })
  parser.add_argument('host', { metavar: 'HOST' })
  parser.add_argument('package', { metavar: 'PACKAGE', help: 'its name; Gentoo: also category/name' })
  parser.add_argument('--arch', { metavar: 'ARCH', help: 'of one architecture only' })
  parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
  const given = parser.parse_args<{ config?: string; host: string; package: string; arch?: string; json: boolean }>(
    args,
  )
  const arch = given.arch ?? undefined
  const explanation = await withDeps(world, given, (deps) =>
    explain(deps, given.host.toLowerCase(), given.package, arch),
  )
  world.stdout.write(given.json ? toJson(explanation) : toText(explanation))
  return EXIT.ok
}

function toText({ hostname, package: name, lines, unknown, sentences }: Explanation): string {
  return [
    `${name} on ${hostname}`,
    ...lines.flatMap((line) => toLines(line, line.name === name ? '' : `${line.name} `)),
    ...sentences.map((sentence) => `  ${sentence}`),
    ...unknown.map((source) => `  not known: ${source.name}: ${source.reason}`),
    '',
  ].join('\n')
}

function toLines(line: LineExplanation, title: string): string[] {
  const { arch, installed, candidate, state, security, versions, sentences } = line
  const verdict = state === 'none' ? 'no update' : `${security ? 'security update' : 'update'}, ${state}`
  return [
    `  ${title}${arch}: installed ${installed || 'none'}, candidate ${candidate || 'none'}: ${verdict}`,
    ...sentences.map((sentence) => `    ${sentence}`),
    ...versions.flatMap(toVersionLines),
  ]
}

function toVersionLines({ version, installed, priority, verdict, repositories }: VersionExplanation): string[] {
  const marks = [`priority ${priority}`, verdict, ...(installed ? ['installed'] : [])]
  return [
    `    ${version} (${marks.join(', ')})`,
    ...repositories.map((repo) => {
      const also = [repo.security && 'security', repo.phased < 100 && `phased ${repo.phased} %`].filter(Boolean)
      return `      ${repo.priority} ${repo.label} ${repo.arch}${also.length > 0 ? ` (${also.join(', ')})` : ''}`
    }),
  ]
}
