# /etc/dnf/versionlock.toml as locks of dnf 4: `name-version`, `!name-version` for a version that is excluded, and the
# name alone where the conditions are others. With lib/toml.awk.

table_name() == "packages" { finish() }
table_name() == "packages.conditions" { condition() }
key() == "name" { name = value() }
key() == "key" { subject = value() }
key() == "comparator" { comparator = value() }
key() == "value" { version = value() }

END { finish() }

function finish() {
  condition()
  if (name != "" && locked) print name (exact == "" ? "" : "-" exact)
  else if (name != "") printf "%s", excluded
  name = exact = excluded = ""
  locked = 0
}

# All conditions of a package must hold
function condition() {
  if (subject == "evr" && comparator == "!=") excluded = excluded "!" name "-" version "\n"
  else if (subject != "") locked = 1
  if (subject == "evr" && (comparator == "=" || comparator == "==")) exact = version
  subject = comparator = version = ""
}
