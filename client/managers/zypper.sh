# shellcheck shell=bash
# zypper: SUSE Linux Enterprise, openSUSE.

zypper_present() { is_rpm_host zypper; }

zypper_packages() { rpm_list_packages; }

# What is asked for is what is there: zypper refreshes what it wants when it is used.
zypper_repos() {
  zypper_lock_lines repo >"$work/zypper-repo-locks" || return 1
  zypper_xml --no-refresh repos || return 1
  awk -f "$PARTS/lib/xml.awk" -f "$PARTS/lib/zypper-repos.awk" "$work/zypper-repo-locks" "$work/zypper-xml" |
    rpm_report_repos "$(os_release NAME) $(os_release VERSION_ID)"
}

zypper_locks() { zypper_lock_lines all; }

# Updates as `zypper list-updates` has them; security where a needed security patch fixes a version above the
# installed one.
zypper_updates() {
  local name arch version alias installed fixes kind
  zypper_xml list-updates --type package && mv -- "$work/zypper-xml" "$work/zypper-list" &&
    zypper_xml --no-refresh list-patches && zypper_fixes >"$work/zypper-fixes" || return 1
  awk -f "$PARTS/lib/xml.awk" -f "$PARTS/lib/zypper-updates.awk" "$work/zypper-fixes" "$work/zypper-list" |
    while IFS=$'\t' read -r name arch version alias installed fixes; do
      kind=bugfix
      if zypper_is_older "$installed" "$fixes"; then kind=security; fi
      printf '%s\t' "$kind" "$name" "$arch" "$version"
      printf '%s\n' "$alias"
    done
}

# libzypp leaves a file where a package that it installed asks for a reboot; newer ones compare libraries too.
zypper_reboot() {
  [[ -e $SYSROOT/run/reboot-needed ]] || rpm_wants_reboot zypper --non-interactive needs-rebooting
}

# zypper_xml WORDS…: what zypper answers, in $work/zypper-xml. 6: it has no repositories; 100 and 101: it has patches.
zypper_xml() {
  timeout 600 zypper ${SYSROOT:+--root "$SYSROOT"} --non-interactive --xmlout "$@" \
    >"$work/zypper-xml" 2>"$work/zypper-errors" </dev/null
  case $? in
    0 | 6 | 100 | 101) ;;
    *)
      warn "zypper: $(zypper_problem)"
      return 1
      ;;
  esac
}

# zypper says it in XML too.
zypper_problem() {
  local text
  text=$(sed -n 's/.*<message type="error">\([^<]*\).*/\1/p' "$work/zypper-xml" | head -n 1)
  printf '%s' "${text:-$(head -n 3 "$work/zypper-errors")}"
}

# What the needed security patches conflict with: `libfoo.x86_64 < 1.2-3`, or without an architecture; as name or
# name.arch, tab, version. Only `info` tells it, as text.
zypper_fixes() {
  local patches
  patches=$(awk -f "$PARTS/lib/xml.awk" -f "$PARTS/lib/zypper-patches.awk" "$work/zypper-xml")
  [[ -n $patches ]] || return 0
  # shellcheck disable=SC2086 # names of patches are words
  timeout 600 zypper ${SYSROOT:+--root "$SYSROOT"} --non-interactive --no-refresh info --type patch $patches \
    2>"$work/zypper-errors" </dev/null |
    sed -n -e 's/^Conflicts *: //' -e $'s/^ *\\([^ ]*\\) < \\([^ ]*\\)$/\\1\t\\2/p'
}

# zypper_is_older VERSION 'VERSION …': whether it is older than one of them
zypper_is_older() {
  local version
  for version in $2; do
    if [[ $(zypper --terse versioncmp "$1" "$version" 2>/dev/null </dev/null) = -1* ]]; then return 0; fi
  done
  return 1
}

# zypper_lock_lines all|repo: names that are locked, or for repo: alias, tab, name, of locks for one repository.
# From the file: it has the patterns as they were meant, and can be read while zypper is locked.
zypper_lock_lines() {
  local file=$SYSROOT/etc/zypp/locks
  [[ -r $file ]] || return 0
  awk -f "$PARTS/lib/zypper-locks.awk" wanted="$1" "$file"
}
