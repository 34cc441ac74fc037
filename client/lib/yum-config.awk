# The configuration of yum: "repo" lines (as lib/rpm-repos.awk takes them) of enabled repositories, "exclude" lines.
# With lib/ini.awk; input: variables (name, tab, value), then after part=config the main file and the .repo files.
# priorities=1 where the priorities of repositories count.

BEGIN { OFS = "\t" }

part == "" {
  tab = index($0, "\t")
  if (tab < length($0)) variable[substr($0, 1, tab - 1)] = substr($0, tab + 1)
  next
}

# A file begins without a section
FNR == 1 { ini_section = ini_key = "" }

{
  kind = read_ini()
  # yum takes the first of two repositories of one id
  if (kind == "section") {
    id = expanded(ini_section)
    twice = id != "main" && id in known
    if (!twice && id != "main") ids[++count] = id
    known[id] = 1
  }
  if (twice || kind == "" || kind == "section") next
  if (kind == "option") option[id, ini_key] = expanded(ini_value)
  else option[id, ini_key] = option[id, ini_key] " " expanded(ini_value)
}

END {
  includes = globs("main", "includepkgs")
  n = split(globs("main", "exclude") " " globs("main", "excludepkgs"), parts, " ")
  for (i = 1; i <= n; i++) print "exclude", parts[i]
  for (i = 1; i <= count; i++) if (is_on(ids[i], "enabled", 1)) print_repo(ids[i])
}

function print_repo(id,   name, urls, n, i, list) {
  name = option[id, "name"]
  gsub(/\t/, " ", name)
  if (option[id, "metalink"] != "") urls = urls OFS option[id, "metalink"]
  if (option[id, "mirrorlist"] != "") urls = urls OFS option[id, "mirrorlist"]
  n = split(option[id, "baseurl"], list, /[ ,\t]+/)
  for (i = 1; i <= n; i++) if (list[i] != "") urls = urls OFS list[i]
  print "repo", id, name, (priorities ? option[id, "priority"] : ""), (is_on(id, "module_hotfixes", 0) ? "hotfix" : ""), \
    joined(globs(id, "exclude"), globs(id, "excludepkgs")), joined(includes, globs(id, "includepkgs")) urls
}

function is_on(id, key, otherwise) {
  if (!((id, key) in option)) return otherwise
  return tolower(option[id, key]) ~ /^(1|yes|true|on)$/
}

function globs(id, key,   text) {
  text = option[id, key]
  gsub(/[ ,\t]+/, " ", text)
  return trimmed(text)
}

function joined(a, b) { return a (a != "" && b != "" ? " " : "") b }

# $name or ${name}; one that nobody defines stays as it is
function expanded(text,   out, name, whole) {
  while (match(text, /\$([A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_]*\})/)) {
    whole = name = substr(text, RSTART, RLENGTH)
    gsub(/[${}]/, "", name)
    out = out substr(text, 1, RSTART - 1) (name in variable ? variable[name] : whole)
    text = substr(text, RSTART + RLENGTH)
  }
  return out text
}
