import type { JobDeps } from '../jobs/job.ts'
import { type Flags, formatHelp, parseFlags } from './flags.ts'
import { createOutput, type Output } from './output.ts'
import { EXIT, type World } from './world.ts'

/** Does what the flags ask for. A step that fails is told, and the others are done nevertheless. */
export async function runFlags(world: World): Promise<number> {
  const flags = parseFlags(world)
  if (!flags) {
    world.stdout.write(formatHelp(world))
    return EXIT.ok
  }
  const output = await createOutput(world, flags)
  return (await runSteps(world, flags, output)) ? EXIT.ok : EXIT.failed
}

/** Answers whether all went well. */
async function runSteps(world: World, flags: Flags, output: Output): Promise<boolean> {
  const { withDeps } = await import('./session.ts')
  return withDeps(world, flags, async (deps) => {
    let isAllWell = true
    for (const step of await listSteps(deps, flags, output)) {
      try {
        isAllWell = (await step()) && isAllWell
      } catch (error) {
        isAllWell = false
        for (const line of (error as Error).message.split('\n')) output.complain(line)
        deps.log.debug('step failed', { error })
      }
    }
    return isAllWell
  })
}

function doesWork(flags: Flags): boolean {
  const { processReports, refreshRepos, repo, updateErrata, erratumType, hostUpdates, dnsChecks } = flags
  const { updateCves, cve, fetchNistData } = flags
  if (updateErrata || erratumType !== undefined || updateCves || cve !== undefined || fetchNistData) return true
  const { cleanReports, dbCheck } = flags
  return processReports || refreshRepos || repo !== undefined || hostUpdates || dnsChecks || cleanReports || dbCheck
}

function changesHosts(flags: Flags): boolean {
  return (
    flags.deleteHosts || flags.setHostReposOnly || flags.unsetHostReposOnly || flags.setCheckDns || flags.unsetCheckDns
  )
}

type Step = () => Promise<boolean>

async function listSteps(deps: JobDeps, flags: Flags, output: Output): Promise<Step[]> {
  const steps: Step[] = []
  if (changesHosts(flags)) {
    const { changeHosts } = await import('./host-changes.ts')
    steps.push(() => changeHosts(deps, flags, output))
  }
  if (doesWork(flags)) {
    const { listWork } = await import('./work.ts')
    steps.push(...listWork(deps, flags, output))
  }
  if (flags.listHosts || flags.listRepos) {
    const { printHosts } = await import('./host-list.ts')
    const { printRepos } = await import('./repo-list.ts')
    if (flags.listRepos) steps.push(() => printRepos(deps, flags, output))
    if (flags.listHosts) steps.push(() => printHosts(deps, flags, output))
  }
  if (flags.diff) {
    const [a, b] = flags.diff
    const { printDiff } = await import('./diff.ts')
    steps.push(() => printDiff(deps, [a, b], flags, output))
  }
  return steps
}
