# Protocol 1: one section as lines of fields in single quotes. Input: a tab-separated file, section=NAME before it.

BEGIN { FS = "\t" }

section == "packages" {
  line = quoted(plus($1)) " " quoted(plus($2)) " " quoted(plus($3)) " " quoted(plus($4)) " " quoted($5) " " quoted($6)
  if ($6 == "gentoo") line = line " " quoted($7) " " quoted($8)
  # What the format did not know at first follows by name
  print line named("source", $9) named("source_version", $10) named("held", $11 == "held" ? 1 : "") \
    named("vendor", $12) named("install_time", $13)
}

section == "repos" {
  line = quoted($1) " " quoted($2)
  if ($1 != "deb") line = line " " quoted($3)
  if ($1 != "arch") line = line " " quoted($4)
  print line fields(8)
}

# A line of repos has no room for these: all that follows the priority is an address there.
section == "hotfix_repos" && $5 == "hotfix" { print utf8($3) }
section == "repo_excludes" && $6 != "" { print quoted($3) words($6) }
section == "repo_includes" && $7 != "" { print quoted($3) words($7) }

section ~ /^(excludes|locks|disabled_modules|repo_order)$/ { print utf8($0) }

section == "modules" { print substr(fields(1), 2) }

section == "sec_updates" || section == "bug_updates" { print utf8($1 "." $2 " " $3 " " $4) }

function fields(first,   i, out) {
  for (i = first; i <= NF; i++) out = out " " quoted($i)
  return out
}

function words(text,   n, i, parts, out) {
  n = split(text, parts, " ")
  for (i = 1; i <= n; i++) out = out " " quoted(parts[i])
  return out
}

# The format has no way to write a quote.
function quoted(s) {
  gsub(/\047/, "", s)
  return "\047" utf8(s) "\047"
}

function named(name, value) { return value == "" ? "" : " " quoted(name "=" plus(value)) }

function plus(s) {
  gsub(/\+/, "%2b", s)
  return s
}
