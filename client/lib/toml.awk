# The little of TOML that dnf 5 writes: tables, arrays of tables, `key = "text"`.

# The name of the table that this line begins, "" if it begins none: `[modules.nodejs]`, `[[packages]]`
function table_name(   name) {
  if ($0 !~ /^[ \t]*\[/) return ""
  name = $0
  gsub(/^[ \t]*\[+[ \t]*|[ \t]*\]+[ \t\r]*$/, "", name)
  gsub(/["\047]/, "", name)
  return name
}

function key(   name) {
  name = $0
  if (!sub(/[ \t]*=.*$/, "", name)) return ""
  gsub(/[ \t"\047]/, "", name)
  return name
}

function value(   text) {
  text = $0
  sub(/^[^=]*=[ \t]*/, "", text)
  sub(/[ \t\r]*$/, "", text)
  if (text ~ /^".*"$/ || text ~ /^\047.*\047$/) text = substr(text, 2, length(text) - 2)
  return text
}
