# shellcheck shell=dash
# Asks every package manager that this host has; managers/README.md says what each provides.

# Whether something that belongs in the report is missing from it: it is sent, but the run has not succeeded.
incomplete=false

# Whether a package manager was asked for updates, and answered.
fact_local_updates=false

# What the configuration alone tells, so that a hook may ask for it: a report without them means that there are none.
readonly LISTS='excludes locks disabled_modules repo_order'

collect_sections() {
  local file manager found=''
  for file in "$PARTS"/managers/*.sh; do
    if needs_bash "$file"; then continue; fi
    # shellcheck source=/dev/null # each has its test
    . "$file"
    manager=${file##*/}
    manager=${manager%.sh}
    "${manager}_present" || continue
    found="$found $manager"
    collect_from "$manager"
  done
  [ -n "$found" ] || fail "$EXIT_FACTS" 'no package manager that this client knows: nothing to report'
  say "package managers:$found"
  # A whole look at the host that met no module says that there is none.
  if [ -e "$work/repos" ] && [ "$incomplete" = false ]; then : >>"$work/modules"; fi
  [ -s "$work/packages" ] || fail "$EXIT_FACTS" "no installed package found by:$found"
}

# Whether this shell cannot read a manager's file: its first line says for which one it is written.
needs_bash() { [ -z "${BASH_VERSION-}" ] && head -n 1 "$1" | grep -q 'shell=bash'; }

# Packages are the report. A manager that cannot list them ends it: half a list would tell the server "removed".
collect_from() {
  local manager="$1" section
  "${manager}_packages" >>"$work/packages" || fail "$EXIT_FACTS" "$manager cannot list the installed packages"
  for section in $LISTS; do collect_section "$manager" "$section"; done
  if [ "$repo_check" = true ]; then
    collect_section "$manager" repos
    collect_section "$manager" modules
  fi
  if [ "$local_updates" = true ]; then collect_section "$manager" updates; fi
  if [ "$fact_reboot" != yes ] && wants_reboot "$manager"; then fact_reboot=yes; fi
}

wants_reboot() { ! in_container && command -v "$1_reboot" >/dev/null && "$1_reboot"; }

# A section that fails is left out: the server keeps what it knows of it.
collect_section() {
  local manager="$1" section="$2"
  command -v "${manager}_$section" >/dev/null || return 0
  if "${manager}_$section" >"$work/section"; then
    keep_section "$section"
  else
    warn "$manager: its $section could not be read, the report goes without them"
    incomplete=true
  fi
  rm -f -- "$work/section"
}

keep_section() {
  if [ "$1" = updates ]; then
    fact_local_updates=true
    sed -n "s/^security$TAB//p" "$work/section" >>"$work/sec_updates"
    sed -n "s/^bugfix$TAB//p" "$work/section" >>"$work/bug_updates"
  elif [ -s "$work/section" ]; then
    cat -- "$work/section" >>"$work/$1"
  fi
}
