"""What dnf 4 says of itself, through its API: tab-separated lines on standard output.

dnf4.sh runs this with dnf's own interpreter, on Python 3.6 or newer:

    dnf4.py config     "repo" lines (as lib/rpm-repos.awk takes them), "exclude" and "lock" lines
    dnf4.py modules    the builds of each enabled stream, as the report has them; from the cache only
    dnf4.py updates    what `dnf check-update` lists, with "security" or "bugfix" before

Plugins are loaded, as dnf does: some make repositories, or change their addresses.
"""

import configparser
import os
import sys

import dnf
import dnf.cli
import dnf.cli.cli
import dnf.conf
import hawkey

# Another root to read the host below; tests use it.
ROOT = os.environ.get("PATCHMAN_CLIENT_SYSROOT", "")


def main(section):
    out = own_standard_output()
    with dnf.Base(dnf.conf.Conf()) as base:
        configure(base, cache_only=section == "modules")
        for fields in {"config": config_lines, "modules": module_lines, "updates": update_lines}[section](base):
            line = "\t".join(" ".join(str(field).split()) for field in fields)
            out.write(line.encode("utf-8", "surrogateescape") + b"\n")
    out.flush()


def own_standard_output():
    """Plugins print what they like: that goes to standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def configure(base, cache_only):
    """The order in which dnf and dnf-automatic do it."""
    if ROOT:
        base.conf.installroot = ROOT
    # Repositories take it over when they are made
    base.conf.cacheonly = cache_only
    # Nobody is there to wait for: a locked cache is an error
    base.conf.exit_on_lock = True
    cli = dnf.cli.cli.Cli(base)
    cli._read_conf_file()
    base.init_plugins(cli=cli)
    base.pre_configure_plugins()
    base.read_all_repos()
    base.configure_plugins()


def config_lines(base):
    conf = base.conf
    ignored = set(conf.disable_excludes)
    no_main = "all" in ignored or "main" in ignored
    main_includes = [] if no_main else list(conf.includepkgs)
    for repo in base.repos.iter_enabled():
        free = "all" in ignored or repo.id in ignored
        excludes = [] if free else list(repo.excludepkgs)
        # Includes of [main] and of the repository add up
        includes = main_includes + ([] if free else list(repo.includepkgs))
        urls = [url for url in [repo.metalink, repo.mirrorlist] + list(repo.baseurl) if url]
        hotfix = "hotfix" if getattr(repo, "module_hotfixes", False) else ""
        yield ["repo", repo.id, repo.name, repo.priority, hotfix, " ".join(excludes), " ".join(includes)] + urls
    for glob in [] if no_main else conf.excludepkgs:
        yield "exclude", glob
    yield from lock_lines(conf)


def lock_lines(conf):
    """The list of the versionlock plugin, where dnf loads it."""
    path = versionlock_list(conf)
    if not path:
        return
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        for line in file:
            spec = line.partition("#")[0].strip()
            if spec:
                yield "lock", spec


def versionlock_list(conf):
    if not conf.plugins or not any(os.path.exists(os.path.join(folder, "versionlock.py")) for folder in conf.pluginpath):
        return None
    settings = configparser.ConfigParser(interpolation=None)
    settings.read([ROOT + os.path.join(folder, "versionlock.conf") for folder in conf.pluginconfpath])
    if not settings.getboolean("main", "enabled", fallback=True):
        return None
    path = ROOT + settings.get("main", "locklist", fallback="/etc/dnf/plugins/versionlock.list")
    return path if os.path.exists(path) else None


def module_lines(base):
    for repo in base.repos.iter_enabled():
        repo.skip_if_unavailable = True
    base.fill_sack(load_system_repo=False)
    container = base._moduleContainer
    for module in container.getModulePackages():
        name, stream = module.getName(), module.getStream()
        if container.getModuleState(name) == container.ModuleState_ENABLED and container.getEnabledStream(name) == stream:
            yield [name, stream, module.getVersion(), module.getContext(), module.getArch(), module.getRepoID()] + sorted(
                module.getArtifacts())


def update_lines(base):
    base.fill_sack()
    fixes = list_security_fixes(base.sack)
    # The keys that dnf's own list of upgrades uses: a better repository hides the others
    seen = set()
    for package in base.sack.query().filterm(upgrades_by_priority=True).latest():
        key = (package.name, package.arch, package.evr)
        if package.arch in ("src", "nosrc") or key in seen:
            continue
        seen.add(key)
        fixed = fixes.get(key[:2], [])
        security = any(base.sack.evr_cmp(evr, package.evr) <= 0 for evr in fixed)
        yield "security" if security else "bugfix", package.name, package.arch, package.evr, package.reponame


def list_security_fixes(sack):
    """(name, arch) to the versions above the installed one that security advisories name."""
    fixes = {}
    for installed in sack.query().installed():
        for advisory in installed.get_advisories(hawkey.GT):
            if advisory.type != hawkey.ADVISORY_SECURITY:
                continue
            for fixed in advisory.packages:
                if fixed.name == installed.name and sack.evr_cmp(fixed.evr, installed.evr) > 0:
                    fixes.setdefault((fixed.name, fixed.arch), []).append(fixed.evr)
    return fixes


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except (dnf.exceptions.Error, OSError) as problem:
        sys.exit("dnf: %s" % problem)
