# shellcheck shell=dash
# Protocol 2: one JSON object.

build_protocol_2() {
  local section names=''
  # shellcheck disable=SC2034 # send.sh uses it
  endpoint=/api/report/
  write_facts >"$work/facts"
  set -- section=facts "$work/facts"
  for section in packages repos modules sec_updates bug_updates $LISTS; do
    [ -e "$work/$section" ] || continue
    names="$names$section "
    set -- "$@" "section=$section" "$work/$section"
  done
  awk -f "$PARTS/lib/text.awk" -f "$PARTS/lib/report-json.awk" "sections=$names" "$@" \
    >"$work/report.json" || fail 1 'cannot write the report'
  printf '%s\n' 'header = "Content-Type: application/json"' \
    "data-binary = \"$(config_quoted "@$work/report.json")\"" >"$work/body"
}

write_facts() {
  write_fact host "$fact_host"
  write_fact arch "$fact_arch"
  write_fact kernel "$fact_kernel"
  write_fact os "$fact_os"
  write_fact tags "$fact_tags"
  write_fact reboot "$fact_reboot"
  write_fact local_updates "$fact_local_updates"
  write_fact machine_id "$fact_machine_id"
  write_fact boot_time "$fact_boot_time"
  write_fact client_version "$fact_client_version"
}

write_fact() { printf '%s\t%s\n' "$1" "$(printf '%s' "$2" | tr '\t\n' '  ')"; }
