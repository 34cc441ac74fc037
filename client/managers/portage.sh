# shellcheck shell=bash
# portage: Gentoo and its relatives.

portage_present() {
  local slot
  command -v portageq >/dev/null || return 1
  for slot in "$SYSROOT"/var/db/pkg/*/*/SLOT; do
    if [[ -e $slot ]]; then return 0; fi
  done
  return 1
}

# From the files of its database (PMS names them): a folder a package, with its slot and the repository that it is from.
portage_packages() {
  local arch
  arch=$(portage_arch) || return 1
  find "$SYSROOT/var/db/pkg" -mindepth 3 -maxdepth 3 \( -name SLOT -o -name repository \) \
    -exec awk 'FNR == 1 { print FILENAME "\t" $0 }' {} + | sort |
    awk -f "$PARTS/lib/portage-packages.awk" arch="$arch" -
}

portage_repos() {
  portage_ask repos_config "${SYSROOT:-/}" >"$work/portage-repos" || return 1
  awk -f "$PARTS/lib/address.awk" -f "$PARTS/lib/ini.awk" -f "$PARTS/lib/portage-repos.awk" \
    host="$(os_release NAME)" arch="$fact_arch" "$work/portage-repos"
}

# What is masked by name: `category/name`, or that with a slot. A mask of some versions, or of a repository, is no name.
portage_excludes() {
  local place="$SYSROOT/etc/portage/package.mask"
  [[ -e $place ]] || return 0
  # A folder has files, also in folders; what editors leave there does not count
  find "$place" -type f ! -name '.*' ! -name '*~' -exec cat -- {} + |
    awk '{ sub(/#.*/, "") } $1 ~ /^[A-Za-z0-9*_][^:]*\/[^:]*(:[^:]+)?$/ { print $1 }'
}

# `amd64`, or `~amd64` where the host accepts versions in testing for all packages
portage_arch() {
  local answer arch accepted
  answer=$(portage_ask envvar ARCH ACCEPT_KEYWORDS) || return 1
  arch=${answer%%$'\n'*}
  accepted=" ${answer#*$'\n'} "
  arch=${arch:-$fact_arch}
  case $accepted in
    *" ~$arch "* | *' ** '* | *' ~* '*) printf '~%s' "$arch" ;;
    *) printf '%s' "$arch" ;;
  esac
}

portage_ask() {
  timeout 300 portageq "$@" 2>"$work/portage-errors" </dev/null || {
    warn "portageq: $(head -n 3 "$work/portage-errors")"
    return 1
  }
}
