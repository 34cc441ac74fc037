# shellcheck shell=bash
# Protocol 1: a form, multipart/form-data.

# What curl gets; filled by build_protocol_N.
body_options=()
endpoint=''

build_protocol_1() {
  endpoint=/reports/upload/
  body_options=()
  add_form_field host "${facts[host]}"
  add_form_field tags "${facts[tags]}"
  add_form_field kernel "${facts[kernel]//+/%2b}"
  add_form_field arch "${facts[arch]}"
  add_form_field protocol 1
  add_form_field os "${facts[os]}"
  add_form_field report "$report"
  local section
  for section in packages repos sec_updates bug_updates modules; do
    add_form_section "$section"
  done
  if [[ ${facts[reboot]} = yes ]]; then add_form_field reboot True; else add_form_field reboot ServerCheck; fi
  # Fields that older servers ignore
  for section in "${LISTS[@]}"; do add_form_section "$section"; done
  for section in hotfix_repos repo_excludes repo_includes; do add_form_section "$section" repos; done
  add_form_field machine_id "${facts[machine_id]}"
  add_form_field boot_time "${facts[boot_time]}"
  add_form_field client_version "${facts[client_version]}"
}

# form-string: a value that starts with @ or < names no file
add_form_field() { body_options+=(--form-string "$1=$2"); }

# add_form_section NAME [FROM]: what the field NAME has of the section FROM. A section that is not sent is an empty field.
add_form_section() {
  local name=$1 from=${2-$1}
  if [[ ! -s $work/$from ]]; then
    add_form_field "$name" ''
    return
  fi
  awk -f "$PARTS/lib/text.awk" -f "$PARTS/lib/report-text.awk" section="$name" "$work/$from" >"$work/$name.txt" ||
    fail 1 "cannot write the report's $name"
  body_options+=(--form "$name=<$work/$name.txt")
}
