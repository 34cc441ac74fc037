# shellcheck shell=dash
# Facts about the host itself: name, operating system, kernel, whether it wants a reboot.

# Bytes of a fact that servers take at most
readonly FACT_LIMIT=255

# Another root to read files of the host below; tests use it.
readonly SYSROOT=${PATCHMAN_CLIENT_SYSROOT-}

collect_host_facts() {
  fact_host=${hostname:-$(host_name)}
  fact_kernel=$(uname -r)
  fact_arch=$(uname -m)
  fact_os=$(os_name)
  fact_tags=$(tag_list "$tags")
  fact_reboot=$(reboot_state)
  fact_machine_id=$(first_line /etc/machine-id)
  fact_boot_time=$(boot_time)
  fact_client_version=$CLIENT_VERSION
  bound_facts
}

# One odd value must not lose the report: old servers refuse one that holds a longer text.
bound_facts() {
  fact_host=$(bounded "$fact_host")
  fact_kernel=$(bounded "$fact_kernel")
  fact_arch=$(bounded "$fact_arch")
  fact_os=$(bounded "$fact_os")
  fact_machine_id=$(bounded "$fact_machine_id")
  fact_boot_time=$(bounded "$fact_boot_time")
}

bounded() { printf "%.${FACT_LIMIT}s" "$1"; }

# The full name; where the resolver knows none, or only the loopback's, the kernel's name.
host_name() {
  local name
  name=$(timeout 10 hostname -f 2>/dev/null) || name=''
  case $name in
    '' | localhost | localhost.*) uname -n ;;
    *) printf '%s' "$name" ;;
  esac
}

# `Debian 12.8 (bookworm)`, `Ubuntu 24.04.1 LTS (noble)`, `Rocky Linux 9.5 (Blue Onyx) [cpe:/o:…]`
os_name() {
  local name codename cpe
  codename=$(os_codename)
  name=$(point_release)
  case $name in
    '') name=$(os_release PRETTY_NAME) && name=${name:-$(os_release NAME) $(os_release VERSION_ID)} ;;
    # `Debian trixie/sid` has its codename already
    Debian*[0-9]*) ;;
    Debian*) codename='' ;;
  esac
  name=${name% (*)}
  cpe=$(os_release CPE_NAME)
  case $name in
    *[![:space:]]*) ;;
    *) name=$(uname -s) ;;
  esac
  printf '%s' "$name${codename:+ ($codename)}${cpe:+ [$cpe]}"
}

# The name where PRETTY_NAME has no point release; else nothing
point_release() {
  local name
  case $(os_release ID) in
    debian) printf 'Debian %s' "$(first_line /etc/debian_version)" ;;
    centos)
      # `CentOS Linux release 7.9.2009 (Core)`
      name=$(first_line /etc/centos-release)
      case $name in
        *' release '*.*) printf '%s' "${name%% release *} ${name#* release }" ;;
      esac
      ;;
    alpine)
      # Of edge it is a date: 3.21_alpha20240807
      name=$(os_release VERSION_ID)
      case $name in
        *[!0-9.]*) ;;
        ?*) printf '%s %s' "$(os_release NAME)" "$name" ;;
      esac
      ;;
  esac
}

# VERSION_CODENAME, or what VERSION holds in parentheses: `8 (jessie)`
os_codename() {
  local codename version
  codename=$(os_release VERSION_CODENAME)
  version=$(os_release VERSION)
  case $codename:$version in
    :*'('*')')
      version=${version##*'('}
      codename=${version%')'}
      ;;
  esac
  printf '%s' "$codename"
}

# os_release KEY: os-release(5), read without running it. The last assignment counts, as in a shell.
os_release() {
  local file line value=''
  for file in "$SYSROOT/etc/os-release" "$SYSROOT/usr/lib/os-release"; do
    [ -r "$file" ] || continue
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in
        "$1="*) value=${line#*=} ;;
      esac
    done <"$file"
    break
  done
  unquote_shell "$value"
}

# One shell-quoted word as os-release allows it: '…', "…" with backslashes, or bare.
unquote_shell() {
  local text="$1"
  # Blanks, and the carriage return of a foreign editor
  text=${text%"${text##*[![:space:]]}"}
  case $text in
    \'*\') text=${text#?} && printf '%s' "${text%?}" && return ;;
    \"*\") text=${text#?} && text=${text%?} ;;
  esac
  printf '%s' "$text" | sed 's/\\\(.\)/\1/g'
}

# tag_list 'web, prod,': trimmed, without empty ones; a host without tags has the tag Default
tag_list() {
  local rest="$1," tag list=''
  while [ -n "$rest" ]; do
    tag=${rest%%,*}
    rest=${rest#*,}
    tag=${tag#"${tag%%[![:space:]]*}"}
    tag=${tag%"${tag##*[![:space:]]}"}
    list=$list${tag:+${list:+,}$tag}
  done
  printf '%s' "${list:-Default}"
}

# `yes` where the host knows that it needs one, else `unknown`: then the server looks at the kernels.
reboot_state() {
  local file
  for file in /run/reboot-required /var/run/reboot-required; do
    if [ -e "$SYSROOT$file" ]; then echo yes && return; fi
  done
  if needrestart_wants_reboot; then echo yes; else echo unknown; fi
}

# needrestart's batch format: KSTA 2 is a newer compatible kernel, 3 a newer one. It needs to be root.
needrestart_wants_reboot() {
  command -v needrestart >/dev/null || return 1
  timeout 30 needrestart -b -k 2>/dev/null </dev/null | grep -q '^NEEDRESTART-KSTA: *[23]$'
}

# A container has no kernel of its own, and no boot: what a package manager concludes from them is another host's.
in_container() {
  [ -e "$SYSROOT/run/.containerenv" ] || [ -e "$SYSROOT/.dockerenv" ] || [ -e "$SYSROOT/run/systemd/container" ]
}

# Seconds since 1970
boot_time() {
  local key value _
  [ -r "$SYSROOT/proc/stat" ] || return 0
  while read -r key value _; do
    if [ "$key" = btime ]; then printf '%s' "$value" && return; fi
  done <"$SYSROOT/proc/stat"
}

first_line() {
  local line=''
  if [ -r "$SYSROOT$1" ]; then IFS= read -r line <"$SYSROOT$1" || true; fi
  printf '%s' "$line"
}
