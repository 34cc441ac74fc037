# shellcheck shell=dash
# Protocol 1: a form, multipart/form-data.

# Of the server; set by build_protocol_N, which also writes what curl sends as its options into $work/body.
endpoint=''

build_protocol_1() {
  local section
  endpoint=/reports/upload/
  {
    add_form_field host "$fact_host"
    add_form_field tags "$fact_tags"
    add_form_field kernel "$(printf '%s' "$fact_kernel" | sed 's/+/%2b/g')"
    add_form_field arch "$fact_arch"
    add_form_field protocol 1
    add_form_field os "$fact_os"
    add_form_field report "$report"
    for section in packages repos sec_updates bug_updates modules; do
      add_form_section "$section"
    done
    if [ "$fact_reboot" = yes ]; then add_form_field reboot True; else add_form_field reboot ServerCheck; fi
    # Fields that older servers ignore
    for section in $LISTS; do add_form_section "$section"; done
    for section in hotfix_repos repo_excludes repo_includes; do add_form_section "$section" repos; done
    add_form_field local_updates "$fact_local_updates"
    add_form_field machine_id "$fact_machine_id"
    add_form_field boot_time "$fact_boot_time"
    add_form_field client_version "$fact_client_version"
  } >"$work/body"
}

# form-string: a value that starts with @ or < names no file
add_form_field() { printf 'form-string = "%s"\n' "$(config_quoted "$1=$2")"; }

# add_form_section NAME [FROM]: what the field NAME has of the section FROM. A section that is not sent is an empty field.
add_form_section() {
  local name="$1" from="${2-$1}"
  if [ ! -s "$work/$from" ]; then
    add_form_field "$name" ''
    return
  fi
  awk -f "$PARTS/lib/text.awk" -f "$PARTS/lib/report-text.awk" section="$name" "$work/$from" >"$work/$name.txt" ||
    fail 1 "cannot write the report's $name"
  printf 'form = "%s"\n' "$(config_quoted "$name=<$work/$name.txt")"
}
