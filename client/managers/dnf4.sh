# shellcheck shell=bash
# dnf 4 (and the yum that is one): Red Hat Enterprise Linux 8 to 10 and its relatives, Amazon Linux 2023, Fedora to 40.
# It is asked through its own API by dnf4.py: no command of it tells priorities, excludes and hotfix repositories.

dnf4_present() { is_rpm_host dnf4; }

dnf4_packages() { rpm_list_packages; }

dnf4_repos() { dnf4_config repo | rpm_report_repos; }

dnf4_excludes() { dnf4_config exclude; }

dnf4_locks() { dnf4_config lock; }

dnf4_disabled_modules() { dnf4_module_states disabled; }

# Streams whose metadata is not in dnf's cache are told by name, and the server knows their packages.
dnf4_modules() {
  dnf4_module_states enabled >"$work/dnf4-enabled" || return 1
  if [[ -s $work/dnf4-enabled ]]; then
    dnf4_ask modules >"$work/dnf4-modules" || : >"$work/dnf4-modules"
    awk -F '\t' '
      FILENAME != ARGV[2] { print; known[$1 "\t" $2] = 1; next }
      !($0 in known) { print $0 "\t\t\t\t" }
    ' "$work/dnf4-modules" "$work/dnf4-enabled"
  fi
}

dnf4_updates() { dnf4_ask updates; }

dnf4_reboot() {
  if command -v needs-restarting >/dev/null; then
    rpm_wants_reboot needs-restarting -r
  else
    rpm_wants_reboot dnf -q needs-restarting -r
  fi
}

# dnf4_config KIND: the lines of one kind, without the kind. dnf is asked once.
dnf4_config() {
  [[ -e $work/dnf4-config ]] || dnf4_ask config >"$work/dnf4-config.part" || return 1
  [[ -e $work/dnf4-config ]] || mv -- "$work/dnf4-config.part" "$work/dnf4-config"
  sed -n "s/^$1"$'\t//p' "$work/dnf4-config"
}

# By the interpreter that dnf itself has: it finds dnf's modules.
dnf4_ask() {
  local interpreter
  IFS=' ' read -r -a interpreter <<<"$(program_interpreter "$(dnf_program)")"
  if timeout 600 "${interpreter[@]}" "$PARTS/managers/dnf4.py" "$1" 2>"$work/dnf4-errors" </dev/null; then
    debug "dnf: $(<"$work/dnf4-errors")"
  else
    warn "dnf: $(tail -n 3 "$work/dnf4-errors")"
    return 1
  fi
}

# dnf4_module_states enabled|disabled: names, and streams of enabled ones. dnf keeps one file for each module.
dnf4_module_states() {
  local files=("$SYSROOT"/etc/dnf/modules.d/*.module)
  [[ -e ${files[0]} ]] || return 0
  awk -v wanted="$1" '
    function finish() {
      if (state == wanted && name != "") print (wanted == "enabled" ? name "\t" stream : name)
      name = stream = state = ""
    }
    /^\[/ { finish(); name = substr($0, 2, index($0, "]") - 2) }
    /^stream *=/ { stream = value() }
    /^state *=/ { state = value() }
    END { finish() }
    function value(   text) {
      text = substr($0, index($0, "=") + 1)
      gsub(/^[ \t]+|[ \t\r]+$/, "", text)
      return text
    }
  ' "${files[@]}"
}
