# Protocol 2: the facts and sections as one JSON object. Input: tab-separated files, each after section=NAME;
# sections=NAMES before the first, all that are sent, also the empty ones.

BEGIN { FS = "\t" }

section == "facts" { fact[$1] = $2; next }

section == "packages" {
  add(string("name", $1) "," string("epoch", $2) "," string("version", $3) "," string("release", $4) "," \
    string("arch", $5) "," string("type", $6) "," string("category", $7) "," string("repo", $8) \
    optional("source", $9) optional("source_version", $10) ($11 == "held" ? ",\"held\":true" : "") \
    optional("vendor", $12) ($13 == "" ? "" : ",\"install_time\":" integer($13)))
  next
}

section == "repos" {
  add(string("type", $1) "," string("name", $2) "," string("id", $3) ",\"priority\":" integer($4) \
    ",\"urls\":" list(8) ($5 == "hotfix" ? ",\"module_hotfixes\":true" : "") \
    ($6 == "" ? "" : ",\"excludes\":" words($6, " ")) ($7 == "" ? "" : ",\"includes\":" words($7, " ")))
  next
}

section == "modules" {
  add(string("name", $1) "," string("stream", $2) "," string("version", $3) "," string("context", $4) "," \
    string("arch", $5) "," string("repo", $6) ",\"packages\":" list(7))
  next
}

section == "sec_updates" || section == "bug_updates" {
  add(string("name", $1) "," string("version", $3) "," string("arch", $2) "," string("repo", $4))
  next
}

# excludes, locks, disabled_modules, repo_order: one a line
{ append(quoted($0)) }

END {
  printf "{\"protocol\":2,%s,%s,%s,%s,\"tags\":%s", string("hostname", fact["host"]), string("arch", fact["arch"]), \
    string("kernel", fact["kernel"]), string("os", fact["os"]), words(fact["tags"], ",")
  # Not sent where the host cannot tell: "false" would say that it needs none.
  if (fact["reboot"] == "yes") printf ",\"reboot_required\":true"
  if (fact["local_updates"] == "true") printf ",\"local_updates\":true"
  printf "%s%s", optional("machine_id", fact["machine_id"]), optional("client_version", fact["client_version"])
  if (fact["boot_time"] != "") printf ",\"boot_time\":%s", integer(fact["boot_time"])
  split(sections, order, " ")
  for (i = 1; i in order; i++) printf ",\n\"%s\":[\n%s\n]", order[i], items[order[i]]
  print "}"
}

function add(members) { append("{" members "}") }

function append(item) { items[section] = items[section] (sent[section]++ ? ",\n" : "") item }

function string(name, value) { return "\"" name "\":" quoted(value) }

function optional(name, value) { return value == "" ? "" : "," string(name, value) }

function integer(text) { return text ~ /^-?(0|[1-9][0-9]*)$/ ? text : 0 }

# The fields from `first` on
function list(first,   i, out) {
  for (i = first; i <= NF; i++) out = out (i > first ? "," : "") quoted($i)
  return "[" out "]"
}

function words(text, separator,   n, i, parts, out) {
  n = split(text, parts, separator)
  for (i = 1; i <= n; i++) out = out (i > 1 ? "," : "") quoted(parts[i])
  return "[" out "]"
}

# RFC 8259, section 7
function quoted(s,   out, i, c) {
  if (s ~ /^[ !#-[\]-~]*$/) return "\"" s "\""
  s = utf8(s)
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (c == "\"" || c == "\\") out = out "\\" c
    else if (byte[c] < 32 || byte[c] == 127) out = out sprintf("\\u%04x", byte[c])
    else out = out c
  }
  return "\"" out "\""
}
