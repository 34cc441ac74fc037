# shellcheck shell=bash
# yum 3 (Red Hat Enterprise Linux 7 and its relatives, Amazon Linux 2), and what reads its files: microdnf, tdnf.
# No command of theirs tells priorities or excludes: the files do, as yum.conf(5) has them.

yum_present() { is_rpm_host yum; }

yum_packages() { rpm_list_packages; }

yum_repos() { yum_config repo | rpm_report_repos; }

yum_excludes() { yum_config exclude; }

# The list of the versionlock plugin
yum_locks() {
  local file
  yum_has_plugin "$(yum_main_file)" versionlock || return 0
  file=$(yum_option "$SYSROOT/etc/yum/pluginconf.d/versionlock.conf" main locklist)
  file=$SYSROOT${file:-/etc/yum/pluginconf.d/versionlock.list}
  [[ -r $file ]] || return 0
  sed -e 's/[[:space:]]*#.*//' -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$file"
}

# `yum check-update` ends with 100 where there are updates. microdnf has no such command.
yum_updates() {
  local tool
  for tool in yum tdnf; do
    command -v "$tool" >/dev/null || continue
    yum_check "$tool" && mv -- "$work/yum-check" "$work/yum-updates" || return 1
    yum_check "$tool" --security || : >"$work/yum-check"
    awk -f "$PARTS/lib/yum-updates.awk" "$work/yum-check" "$work/yum-updates"
    return
  done
}

yum_reboot() { command -v needs-restarting >/dev/null && rpm_wants_reboot needs-restarting -r; }

yum_check() {
  timeout 600 "$1" -q "${@:2}" check-update >"$work/yum-check" 2>"$work/yum-errors" </dev/null
  case $? in
    0 | 100) ;;
    *)
      warn "$1: $(tail -n 3 "$work/yum-errors")"
      return 1
      ;;
  esac
}

# yum_config KIND: the lines of one kind, without the kind. The files are read once.
yum_config() {
  local main files=() folder folders file
  if [[ ! -e $work/yum-config ]]; then
    main=$(yum_main_file)
    read -r -a folders <<<"$(yum_option "$main" main reposdir | tr ',' ' ')"
    [[ ${#folders[@]} -gt 0 ]] || folders=(/etc/yum.repos.d /etc/yum/repos.d /etc/distro.repos.d)
    for folder in "${folders[@]}"; do
      for file in "$SYSROOT$folder"/*.repo; do if [[ -r $file ]]; then files+=("$file"); fi; done
    done
    yum_variables "$main" >"$work/yum-variables"
    awk -f "$PARTS/lib/ini.awk" -f "$PARTS/lib/yum-config.awk" priorities="$(yum_has_priorities "$main")" \
      "$work/yum-variables" part=config "$main" ${files[@]+"${files[@]}"} >"$work/yum-config.part" || return 1
    mv -- "$work/yum-config.part" "$work/yum-config"
  fi
  sed -n "s/^$1"$'\t//p' "$work/yum-config"
}

yum_main_file() {
  local file=/etc/dnf/dnf.conf
  if command -v yum >/dev/null; then
    file=/etc/yum.conf
  elif command -v tdnf >/dev/null; then
    file=/etc/tdnf/tdnf.conf
  fi
  if [[ -r $SYSROOT$file ]]; then printf '%s' "$SYSROOT$file"; else printf /dev/null; fi
}

# What `$releasever` and the like stand for: name, tab, value. Files of the variables' folders come last, they win.
yum_variables() {
  local file line
  printf '%s\t%s\n' basearch "$(yum_basearch)" arch "$fact_arch" releasever "$(yum_releasever "$1")"
  for file in "$SYSROOT"/etc/{yum,dnf,tdnf}/vars/*; do
    [[ -f $file ]] || continue
    line=''
    IFS= read -r line <"$file"
    printf '%s\t%s\n' "${file##*/}" "$line"
  done
}

yum_basearch() {
  case $fact_arch in
    i?86 | athlon) echo i386 ;;
    armv[67]*) echo armhfp ;;
    amd64) echo x86_64 ;;
    *) printf '%s\n' "$fact_arch" ;;
  esac
}

# The version of the package that stands for the distribution, or what that one says in its provides.
yum_releasever() {
  local name version
  version=$(yum_rpm -q --provides --whatprovides 'system-release(releasever)' |
    sed -n 's/^system-release(releasever) *= *\([^-]*\).*/\1/p' | head -n 1)
  for name in "$(yum_option "$1" main distroverpkg)" 'system-release(releasever)' system-release redhat-release; do
    [[ -z $version && -n $name ]] || continue
    version=$(yum_rpm -q --queryformat '%{VERSION}\n' --whatprovides "$name") || version=''
    version=${version%%$'\n'*}
  done
  printf '%s' "$version"
}

yum_rpm() { rpm ${SYSROOT:+--root "$SYSROOT"} "$@" 2>/dev/null; }

# yum itself knows no priorities: its plugin does.
yum_has_priorities() {
  if ! command -v yum >/dev/null || yum_has_plugin "$1" priorities; then echo 1; else echo 0; fi
}

yum_has_plugin() {
  local folder
  yum_is_on "$(yum_option "$1" main plugins)" || return 1
  yum_is_on "$(yum_option "$SYSROOT/etc/yum/pluginconf.d/$2.conf" main enabled)" || return 1
  for folder in /usr/lib/yum-plugins /usr/share/yum-plugins; do
    if [[ -e $SYSROOT$folder/$2.py ]]; then return 0; fi
  done
  return 1
}

yum_is_on() {
  case ${1,,} in
    1 | yes | true | on) return 0 ;;
    *) return 1 ;;
  esac
}

# yum_option FILE SECTION KEY
yum_option() {
  [[ -r $1 ]] || return 0
  awk -f "$PARTS/lib/ini.awk" -f "$PARTS/lib/ini-option.awk" section="$2" option="$3" "$1"
}
