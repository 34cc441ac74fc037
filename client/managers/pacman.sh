# shellcheck shell=bash
# pacman: Arch Linux and its relatives.

pacman_present() {
  command -v pacman-conf >/dev/null && [[ -r $SYSROOT/etc/pacman.conf && -r $(pacman_local)/ALPM_DB_VERSION ]]
}

# From the files of its database: no command tells the architectures of all packages.
pacman_packages() {
  local files
  files=$(pacman_local)
  find "$files" -mindepth 2 -maxdepth 2 -name desc -exec cat -- {} + | awk -f "$PARTS/lib/pacman-packages.awk"
}

# Its mirrors are given in the order that the host tries them.
pacman_repos() {
  local repo
  pacman_repo_order >"$work/pacman-repos" || return 1
  while IFS= read -r repo; do
    pacman_ask --repo="$repo" Server >"$work/pacman-servers" || return 1
    awk -f "$PARTS/lib/address.awk" -f "$PARTS/lib/pacman-servers.awk" \
      name="$(os_release NAME) $repo $fact_arch" id="$repo" "$work/pacman-servers"
  done <"$work/pacman-repos"
}

# Those that give updates: one that is only searched does not.
pacman_repo_order() {
  local repo usage
  pacman_ask --repo-list >"$work/pacman-all" || return 1
  while IFS= read -r repo; do
    usage=$(pacman_ask --repo="$repo" Usage) || return 1
    case $'\n'$usage$'\n' in
      *$'\nAll\n'* | *$'\nUpgrade\n'*) printf '%s\n' "$repo" ;;
    esac
  done <"$work/pacman-all"
}

# Packages by name or glob, and those of ignored groups
pacman_excludes() {
  local group
  pacman_ask IgnorePkg && pacman_ask IgnoreGroup >"$work/pacman-groups" || return 1
  while IFS= read -r group; do
    pacman_run -Sgq "$group" || : # no repository has such a group
  done <"$work/pacman-groups"
}

# As far as the databases are synchronised. pacman knows no security updates.
pacman_updates() {
  pacman_run -Qu >"$work/pacman-updates" || [[ ! -s $work/pacman-updates ]] || return 1
  pacman_packages >"$work/pacman-packages" &&
    awk '
      FILENAME == ARGV[1] { split($0, fields, "\t"); arch[fields[1]] = fields[5]; next }
      # "linux 6.6-1 -> 6.7-1 [ignored]"
      $3 == "->" && NF == 4 { print "bugfix\t" $1 "\t" arch[$1] "\t" $4 "\t" }
    ' "$work/pacman-packages" "$work/pacman-updates"
}

pacman_local() {
  local folder
  folder=$(pacman_ask DBPath) || return 1
  printf '%slocal' "${folder%/}/"
}

pacman_ask() { pacman-conf ${SYSROOT:+--config "$SYSROOT/etc/pacman.conf"} "$@"; }

pacman_run() { pacman ${SYSROOT:+--config "$SYSROOT/etc/pacman.conf"} "$@" 2>"$work/pacman-errors" </dev/null; }
