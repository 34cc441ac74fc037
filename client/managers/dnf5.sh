# shellcheck shell=bash
# dnf 5: Fedora from 41 on. Its dumps of the configuration need no lock and no network.

dnf5_present() { is_rpm_host dnf5; }

dnf5_packages() { rpm_list_packages; }

dnf5_repos() { dnf5_config repo | rpm_report_repos; }

dnf5_excludes() { dnf5_config exclude; }

dnf5_locks() { dnf5_read_toml dnf5-locks /etc/dnf/versionlock.toml; }

dnf5_disabled_modules() { dnf5_read_toml dnf5-modules /usr/lib/sysimage/libdnf5/modules.toml Disabled; }

# The streams by name; the server knows their packages.
dnf5_modules() { dnf5_read_toml dnf5-modules /usr/lib/sysimage/libdnf5/modules.toml Enabled; }

dnf5_updates() {
  local fields=$'%{name}\t%{arch}\t%{evr}\t%{repoid}\n'
  dnf5_run repoquery --upgrades --latest-limit=1 --queryformat "$fields" >"$work/dnf5-upgrades" &&
    dnf5_run advisory list --available --security --json >"$work/dnf5-security" || return 1
  awk -f "$PARTS/lib/dnf5-updates.awk" "$work/dnf5-security" "$work/dnf5-upgrades"
}

dnf5_reboot() { rpm_wants_reboot "$(dnf_program)" needs-restarting; }

# dnf5_config KIND: the lines of one kind, without the kind. dnf is asked once.
dnf5_config() {
  if [[ ! -e $work/dnf5-config ]]; then
    dnf5_run --dump-main-config '--dump-repo-config=*' >"$work/dnf5-dump" || return 1
    awk -f "$PARTS/lib/dnf5-config.awk" "$work/dnf5-dump" >"$work/dnf5-config" || return 1
  fi
  sed -n "s/^$1"$'\t//p' "$work/dnf5-config"
}

dnf5_run() {
  timeout 600 "$(dnf_program)" ${SYSROOT:+--installroot="$SYSROOT"} --quiet "$@" 2>"$work/dnf5-errors" </dev/null || {
    warn "dnf5: $(tail -n 3 "$work/dnf5-errors")"
    return 1
  }
}

# dnf5_read_toml READER FILE [WANTED]
dnf5_read_toml() {
  [[ -r $SYSROOT$2 ]] || return 0
  awk -f "$PARTS/lib/toml.awk" -f "$PARTS/lib/$1.awk" wanted="${3-}" "$SYSROOT$2"
}
