# dnf5 --dump-main-config --dump-repo-config=*: "repo" lines (as lib/rpm-repos.awk takes them) of enabled
# repositories, and "exclude" lines.

BEGIN { OFS = "\t" }

# ======== "fedora" repository configuration: ========
/^======== ".*" repository configuration: ========$/ {
  finish()
  id = $0
  sub(/^======== "/, "", id)
  sub(/" repository configuration: ========$/, "", id)
  ids[++count] = id
  next
}

/^======== / { finish(); next }

{
  at = index($0, " = ")
  if (at) option[substr($0, 1, at - 1)] = substr($0, at + 3)
}

END {
  finish()
  split_words(main["disable_excludes"], ignored)
  no_main = "main" in ignored || "all" in ignored || "*" in ignored
  n = split(no_main ? "" : main["excludepkgs"], globs, /[ ,]+/)
  for (i = 1; i <= n; i++) if (globs[i] != "") print "exclude", globs[i]
  for (i = 1; i <= count; i++) if (ids[i] in lines) print "repo", ids[i], lines[ids[i]]
}

# What was read belongs to the repository `id`, or to none: the main configuration
function finish(   name) {
  if (id == "") {
    for (name in option) main[name] = option[name]
  } else if (option["enabled"] == "1") {
    lines[id] = option["name"] OFS option["priority"] OFS (option["module_hotfixes"] == "1" ? "hotfix" : "") OFS \
      globs_of("excludepkgs") OFS globs_of("includepkgs") addresses()
  }
  for (name in option) delete option[name]
  id = ""
}

function globs_of(name,   text, words) {
  split_words(main["disable_excludes"], words)
  if ("all" in words || "*" in words || id in words) return name == "includepkgs" ? main_includes(words) : ""
  text = option[name]
  gsub(/[ ,]+/, " ", text)
  # Includes of [main] and of the repository add up
  if (name == "includepkgs" && main_includes(words) != "") text = main_includes(words) (text == "" ? "" : " " text)
  return text
}

function main_includes(words,   text) {
  if ("main" in words || "all" in words || "*" in words) return ""
  text = main["includepkgs"]
  gsub(/[ ,]+/, " ", text)
  return text
}

function addresses(   n, i, urls, out) {
  if (option["metalink"] != "") out = out OFS option["metalink"]
  if (option["mirrorlist"] != "") out = out OFS option["mirrorlist"]
  n = split(option["baseurl"], urls, /, *| +/)
  for (i = 1; i <= n; i++) if (urls[i] != "") out = out OFS urls[i]
  return out
}

function split_words(text, words,   n, i, parts) {
  for (i in words) delete words[i]
  n = split(text, parts, /[ ,]+/)
  for (i = 1; i <= n; i++) words[parts[i]] = 1
}
