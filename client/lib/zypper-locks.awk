# /etc/zypp/locks: blocks of `key: value`, an empty line between. wanted=all prints the globs of packages that are
# locked wherever they come from, wanted=repo an alias, a tab and the glob for locks of one repository.
# A lock of some versions, and one by a regular expression, cannot be said by a glob: they are left out.

BEGIN { FS = ":" }

/^[ \t\r]*$/ { finish(); next }
/^[ \t]*#/ { next }

{
  value = $0
  sub(/^[^:]*:[ \t]*/, "", value)
  sub(/[ \t\r]*$/, "", value)
  key = $1
  gsub(/[ \t]/, "", key)
  lock[key] = value
}

END { finish() }

function finish(   glob, key) {
  glob = package_glob()
  if (glob != "" && wanted == "all" && lock["repo"] == "") print glob
  if (glob != "" && wanted == "repo" && lock["repo"] != "") print lock["repo"] "\t" glob
  for (key in lock) delete lock[key]
}

function package_glob(   glob) {
  glob = lock["solvable_name"]
  if (glob == "" || lock["type"] !~ /^(package)?$/ || lock["version"] != "") return ""
  if (lock["match_type"] == "regex") return ""
  if (lock["match_type"] == "substring") glob = "*" glob "*"
  return glob (lock["solvable_arch"] == "" ? "" : "." lock["solvable_arch"])
}
