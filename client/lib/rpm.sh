# shellcheck shell=bash
# What all hosts with rpm packages share. Their front ends are managers of their own, one of them is the host's.

# zypper, dnf5, dnf4 or yum; empty where there are no rpm packages
rpm_front_end=''

# is_rpm_host NAME: whether the host's packages are rpm's, and NAME its front end
is_rpm_host() {
  [[ -n $rpm_front_end ]] || rpm_front_end=$(find_rpm_front_end)
  [[ $rpm_front_end = "$1" ]]
}

# SUSE hosts may have a dnf, and the others a zypper, that nobody uses. microdnf and tdnf read yum's files.
find_rpm_front_end() {
  local dnf
  if ! has_rpm_packages; then
    echo none
    return
  fi
  dnf=$(dnf_program)
  if is_suse && command -v zypper >/dev/null; then
    echo zypper
  elif [[ -n $dnf ]]; then
    if is_dnf4 "$dnf"; then echo dnf4; else echo dnf5; fi
  elif command -v yum >/dev/null || command -v tdnf >/dev/null || command -v microdnf >/dev/null; then
    echo yum
  elif command -v zypper >/dev/null; then
    echo zypper
  else
    echo yum
  fi
}

# The tool alone is no database, and an empty one is no rpm host: Debian has rpm too.
has_rpm_packages() {
  local file
  command -v rpm >/dev/null || return 1
  for file in "$SYSROOT"/{var/lib/rpm,usr/lib/sysimage/rpm,usr/share/rpm}/{rpmdb.sqlite,Packages.db,Packages}; do
    if [[ -s $file ]]; then
      [[ -n $(rpm_query 'x\n' 2>/dev/null | head -n 1) ]]
      return
    fi
  done
  return 1
}

is_suse() {
  case " $(os_release ID) $(os_release ID_LIKE) " in
    *suse* | *' sles '* | *' sle-micro '* | *' sl-micro '*) return 0 ;;
    *) return 1 ;;
  esac
}

# The real program behind dnf, dnf5, or a yum that is one of them
dnf_program() {
  local name path
  for name in dnf dnf5 dnf-3 yum; do
    path=$(command -v "$name") || continue
    path=$(readlink -f "$path")
    case ${path##*/} in
      dnf | dnf5 | dnf-3 | dnf-2 | dnf4) printf '%s' "$path" && return ;;
    esac
  done
}

# dnf 4 is written in Python, dnf 5 is not.
is_dnf4() { [[ $(program_interpreter "$1") = *python* ]]; }

# The first line of a script, without its #!
program_interpreter() {
  local line=''
  line=$(head -c 200 "$1" | tr -d '\000' | head -n 1)
  [[ $line != '#!'* ]] || printf '%s' "${line#'#!'}"
}

rpm_list_packages() {
  rpm_query \
    '%{NAME}\t%|EPOCH?{%{EPOCH}}|\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%|VENDOR?{%{VENDOR}}|\t%{INSTALLTIME}\n' |
    awk -F '\t' '
      BEGIN { OFS = "\t" }
      # Keys of repositories are in the database too. Another number of fields: a line end in a vendor
      NF == 7 && $1 != "gpg-pubkey" { print $1, $2, $3, $4, $5, "rpm", "", "", "", "", "", $6, $7 }
    '
}

rpm_query() { rpm ${SYSROOT:+--root "$SYSROOT"} -qa --queryformat "$1"; }

# rpm_report_repos [DISTRIBUTION]: from the lines of a front end to those of the report
rpm_report_repos() {
  awk -f "$PARTS/lib/address.awk" -f "$PARTS/lib/rpm-repos.awk" arch="$fact_arch" distribution="${1-}" -
}

# A front end's own word that a reboot is due. The exit code is 1 for it, but also where the program fails.
rpm_wants_reboot() {
  local answer
  answer=$(timeout 60 "$@" 2>/dev/null </dev/null)
  [[ $answer = *'Reboot is required'* || $answer = *'Reboot is suggested'* ]]
}
