# shellcheck shell=dash
# apk: Alpine Linux and its relatives. From its files, as they are described in apk-installed(5) of its manual pages: they
# can be read while apk is locked, and no command tells the tags.

apk_present() { [ -s "$(apk_database)" ]; }

# A package is held where the world asks for a version of it.
apk_packages() {
  apk_world >"$work/apk-world" &&
    awk -f "$PARTS/lib/apk-packages.awk" part=world "$work/apk-world" part=installed "$(apk_database)"
}

# A tagged repository is for the packages that the world pins to its tag, and for no others.
apk_repos() {
  apk_world >"$work/apk-world" && apk_repository_lines >"$work/apk-lines" || return 1
  awk -f "$PARTS/lib/address.awk" -f "$PARTS/lib/apk-repos.awk" \
    distribution="$(os_release NAME)" arch="$(apk_arch)" version="$(os_release VERSION_ID)" \
    part=world "$work/apk-world" part=repositories "$work/apk-lines"
}

# As far as the indexes are downloaded. apk knows no security updates.
apk_updates() {
  apk --no-network list --upgradable >"$work/apk-upgradable" 2>"$work/apk-errors" </dev/null || return 1
  # "musl-1.2.5-r1 x86_64 {musl} (MIT) [upgradable from: musl-1.2.5-r0]"
  sed -n "s/^\([^ ]*\)-\([^- ]*-r[0-9]*\) \([^ ]*\) {.*\[upgradable from: .*\]\$/bugfix$TAB\1$TAB\3$TAB\2$TAB/p" \
    "$work/apk-upgradable"
}

# A new kernel takes the modules of the running one away.
apk_reboot() {
  local folder
  [ ! -e "$SYSROOT/lib/modules/$fact_kernel" ] || return 1
  for folder in "$SYSROOT"/lib/modules/*/modules.dep; do
    if [ -e "$folder" ]; then return 0; fi
  done
  return 1
}

# Where /lib and /usr/lib are one folder it may be found by the other name.
apk_database() {
  local file="$SYSROOT/lib/apk/db/installed"
  [ -e "$file" ] || file=$SYSROOT/usr/lib/apk/db/installed
  printf '%s' "$file"
}

apk_arch() {
  local arch
  arch=$(first_line /etc/apk/arch)
  printf '%s' "${arch:-$fact_arch}"
}

apk_world() { if [ -r "$SYSROOT/etc/apk/world" ]; then cat -- "$SYSROOT/etc/apk/world"; fi; }

# apk-repositories(5). Of files with one name in the folders, the first counts.
apk_repository_lines() {
  local file name seen=' '
  for file in "$SYSROOT"/etc/apk/repositories "$SYSROOT"/etc/apk/repositories.d/*.list \
    "$SYSROOT"/lib/apk/repositories.d/*.list; do
    [ -r "$file" ] || continue
    name=${file##*/}
    case $seen in
      *" $name "*) continue ;;
    esac
    seen="$seen$name "
    # Its last line may lack an end
    awk 1 "$file" || return 1
  done
}
