# shellcheck shell=bash
# apt and dpkg: Debian, Ubuntu and what descends from them.

apt_present() {
  command -v dpkg-query >/dev/null && [[ -s $SYSROOT/var/lib/dpkg/status ]]
}

# Every package whose files are on the disk, which is what apt takes as installed: also those that are to be
# removed (deinstall), or that wait for their triggers while a hook runs. Not config-files, not half-installed.
apt_packages() {
  # shellcheck disable=SC2016 # these are dpkg's variables
  dpkg-query -W -f='${Status}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n' |
    awk -F '\t' '
      BEGIN { OFS = "\t" }
      {
        split($1, status, " ")
        if (status[3] !~ /^(installed|unpacked|half-configured|triggers-awaited|triggers-pending)$/) next
        own_source = $5 == $2 && $6 == $3
        print $2, epoch($3), upstream($3), revision($3), $4, "deb", "", "", \
          (own_source ? "" : $5), (own_source ? "" : $6), (status[1] == "hold" ? "held" : "")
      }
      # [epoch:]upstream[-revision]; the revision is what follows the last hyphen: deb-version(7)
      function epoch(v) { return v ~ /:/ ? substr(v, 1, index(v, ":") - 1) : "" }
      function revision(v) { return match(v, /-[^-]*$/) ? substr(v, RSTART + 1) : "" }
      function upstream(v) {
        sub(/-[^-]*$/, "", v)
        return substr(v, index(v, ":") + 1)
      }
    '
}

# The package indexes that apt has. Their priorities are only in `apt-cache policy`, which names an index by its
# description. An index that is not downloaded (no such component, or never updated) is unknown to apt as well.
apt_repos() {
  local options=()
  # Without a cache of its own (containers) apt would build one for each of the two commands.
  [[ -e /var/cache/apt/pkgcache.bin ]] || options=(-o "Dir::Cache::pkgcache=$work/apt-pkgcache")
  apt_run apt-get ${options[@]+"${options[@]}"} indextargets --format $'$(DESCRIPTION)\t$(URI)' 'Created-By: Packages' \
    >"$work/apt-targets" &&
    apt_run apt-cache ${options[@]+"${options[@]}"} policy >"$work/apt-policy" &&
    apt_join_priorities
  local status=$?
  rm -f -- "$work/apt-pkgcache"
  if [[ $status = 0 && ! -s $work/apt-targets ]]; then warn 'apt has no package lists (see apt-get update): no repositories reported'; fi
  return "$status"
}

apt_run() { "$@" 2>"$work/apt-errors" || { warn "$1: $(<"$work/apt-errors")" && return 1; }; }

apt_join_priorities() {
  printf '%s\n' "$(apt_distribution) $fact_arch" >"$work/apt-host"
  awk -f "$PARTS/lib/address.awk" -f "$PARTS/lib/apt-repos.awk" \
    part=host "$work/apt-host" part=policy "$work/apt-policy" part=targets "$work/apt-targets"
}

# `Debian 12`
apt_distribution() {
  local name
  name=$(os_release NAME)
  printf '%s %s' "${name% GNU/Linux}" "$(os_release VERSION_ID)"
}

# What `apt-get dist-upgrade` would do, simulated: "Inst openssl [3.0.11-1] (3.0.15-1 Debian:12/stable [amd64])".
# Packages that are new to the host have no installed version there.
apt_updates() {
  apt_run apt-get -s -q -o Debug::NoLocking=true dist-upgrade >"$work/apt-upgrade" || return 1
  awk '
    BEGIN { OFS = "\t" }
    $1 == "Inst" && $3 ~ /^\[/ && match($0, /\([^ ]+ .* \[[^]]*\]\)/) {
      offer = substr($0, RSTART + 1, RLENGTH - 2)
      version = substr(offer, 1, index(offer, " ") - 1)
      arch = origins = substr(offer, index(offer, " ") + 1)
      sub(/^.*\[/, "", arch)
      sub(/\]$/, "", arch)
      sub(/ \[[^]]*\]$/, "", origins)
      repo = origins
      sub(/,.*/, "", repo)
      gsub(/ /, "_", repo)
      name = $2
      sub(/:[^:]*$/, "", name)
      print (origins ~ /-[Ss]ecurity/ ? "security" : "bugfix"), name, arch, version, repo
    }
  ' "$work/apt-upgrade"
}
