# Configuration of yum and dnf: sections, `key = value`, continuation lines that start with a blank.

# Reads this line. Answers "section" (its name in ini_section), "option" (ini_key, ini_value), "more" (ini_value goes
# on the option before) or "" for nothing.
function read_ini(   at, colon) {
  sub(/\r$/, "")
  if ($0 ~ /^[ \t]*$/ || $0 ~ /^[ \t]*[#;]/) return ""
  if ($0 ~ /^\[/) {
    ini_section = substr($0, 2, index($0 "]", "]") - 2)
    ini_key = ""
    return "section"
  }
  if ($0 ~ /^[ \t]/ && ini_key != "") {
    ini_value = trimmed($0)
    return "more"
  }
  at = index($0, "=")
  colon = index($0, ":")
  if (colon && (!at || colon < at)) at = colon
  if (!at) return ""
  ini_key = tolower(trimmed(substr($0, 1, at - 1)))
  ini_value = trimmed(substr($0, at + 1))
  return "option"
}

function trimmed(text) {
  gsub(/^[ \t]+|[ \t]+$/, "", text)
  return text
}
