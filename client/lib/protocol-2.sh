# shellcheck shell=bash
# Protocol 2: one JSON object.

build_protocol_2() {
  endpoint=/api/report/
  local section names='' files=()
  write_facts >"$work/facts"
  for section in packages repos modules sec_updates bug_updates "${LISTS[@]}"; do
    [[ -e $work/$section ]] || continue
    names+="$section "
    files+=("section=$section" "$work/$section")
  done
  awk -f "$PARTS/lib/text.awk" -f "$PARTS/lib/report-json.awk" \
    "sections=$names" section=facts "$work/facts" "${files[@]}" \
    >"$work/report.json" || fail 1 'cannot write the report'
  body_options=(--header 'Content-Type: application/json' --data-binary "@$work/report.json")
}

write_facts() {
  local name value
  for name in "${!facts[@]}"; do
    value=${facts[$name]//[$'\t\n']/ }
    printf '%s\t%s\n' "$name" "$value"
  done
}
