# shellcheck shell=bash
# Facts about the host itself: name, operating system, kernel, whether it wants a reboot.

# Bytes of a fact that servers take at most
readonly FACT_LIMIT=255

# Another root to read files of the host below; tests use it.
readonly SYSROOT=${PATCHMAN_CLIENT_SYSROOT-}

collect_host_facts() {
  facts[host]=${hostname:-$(host_name)}
  facts[kernel]=$(uname -r)
  facts[arch]=$(uname -m)
  facts[os]=$(os_name)
  facts[tags]=$(tag_list "$tags")
  facts[reboot]=$(reboot_state)
  facts[machine_id]=$(first_line /etc/machine-id)
  facts[boot_time]=$(boot_time)
  facts[client_version]=$CLIENT_VERSION
  bound_facts
}

# One odd value must not lose the report: old servers refuse one that holds a longer text.
bound_facts() {
  local name
  for name in host kernel arch os machine_id boot_time; do
    facts[$name]=${facts[$name]:0:$FACT_LIMIT}
  done
}

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
  local id name codename cpe
  id=$(os_release ID)
  codename=$(os_codename)
  if [[ $id = debian ]]; then
    # os-release of Debian knows no point release
    name="Debian $(first_line /etc/debian_version)"
    # `Debian trixie/sid` has its codename already
    [[ $name = *[0-9]* ]] || codename=''
  elif [[ $id = centos && $(first_line /etc/centos-release) = *' release '*.* ]]; then
    # nor does that of CentOS: `CentOS Linux release 7.9.2009 (Core)`
    name=$(first_line /etc/centos-release)
    name=${name/ release / }
    name=${name% \(*\)}
  else
    name=$(os_release PRETTY_NAME)
    name=${name:-$(os_release NAME) $(os_release VERSION_ID)}
    name=${name% \(*\)}
  fi
  cpe=$(os_release CPE_NAME)
  [[ $name = *[![:space:]]* ]] || name=$(uname -s)
  printf '%s' "$name${codename:+ ($codename)}${cpe:+ [$cpe]}"
}

# VERSION_CODENAME, or what VERSION holds in parentheses: `8 (jessie)`
os_codename() {
  local codename version
  codename=$(os_release VERSION_CODENAME)
  version=$(os_release VERSION)
  if [[ -z $codename && $version = *'('*')' ]]; then
    version=${version##*\(}
    codename=${version%\)}
  fi
  printf '%s' "$codename"
}

# os_release KEY: os-release(5), read without running it. The last assignment counts, as in a shell.
os_release() {
  local file line value=''
  for file in "$SYSROOT/etc/os-release" "$SYSROOT/usr/lib/os-release"; do
    [[ -r $file ]] || continue
    while IFS= read -r line || [[ -n $line ]]; do
      [[ $line = "$1="* ]] && value=${line#*=}
    done <"$file"
    break
  done
  unquote_shell "$value"
}

# One shell-quoted word as os-release allows it: '…', "…" with backslashes, or bare.
unquote_shell() {
  local text=${1%$'\r'} out=''
  text=${text%"${text##*[![:space:]]}"}
  case $text in
    \'*\') printf '%s' "${text:1:${#text}-2}" && return ;;
    \"*\") text=${text:1:${#text}-2} ;;
  esac
  while [[ $text = *\\* ]]; do
    out+=${text%%\\*}
    text=${text#*\\}
    out+=${text:0:1}
    text=${text:1}
  done
  printf '%s' "$out$text"
}

# tag_list 'web, prod,': trimmed, without empty ones; a host without tags has the tag Default
tag_list() {
  local rest=$1, tag list=''
  while [[ -n $rest ]]; do
    tag=${rest%%,*}
    rest=${rest#*,}
    tag=${tag#"${tag%%[![:space:]]*}"}
    tag=${tag%"${tag##*[![:space:]]}"}
    list+=${tag:+${list:+,}$tag}
  done
  printf '%s' "${list:-Default}"
}

# `yes` where the host knows that it needs one, else `unknown`: then the server looks at the kernels.
reboot_state() {
  local file
  for file in /run/reboot-required /var/run/reboot-required; do
    if [[ -e $SYSROOT$file ]]; then echo yes && return; fi
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
  [[ -e $SYSROOT/run/.containerenv || -e $SYSROOT/.dockerenv || -e $SYSROOT/run/systemd/container ]]
}

# Seconds since 1970
boot_time() {
  local key value _
  [[ -r $SYSROOT/proc/stat ]] || return 0
  while read -r key value _; do
    if [[ $key = btime ]]; then printf '%s' "$value" && return; fi
  done <"$SYSROOT/proc/stat"
}

first_line() {
  local line=''
  if [[ -r $SYSROOT$1 ]]; then IFS= read -r line <"$SYSROOT$1" || true; fi
  printf '%s' "$line"
}
