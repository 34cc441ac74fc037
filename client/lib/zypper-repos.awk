# Enabled repositories of zypper, as lib/rpm-repos.awk takes them. With lib/xml.awk; input: what locks say of
# repositories (alias, tab, package name), then `zypper --xmlout repos`.

BEGIN { OFS = "\t" }

# The first file holds no brackets: it is one record
FILENAME == ARGV[1] {
  n = split($0, lines, "\n")
  for (i = 1; i <= n; i++) {
    tab = index(lines[i], "\t")
    if (tab) locked[substr(lines[i], 1, tab - 1)] = locked[substr(lines[i], 1, tab - 1)] " " substr(lines[i], tab + 1)
  }
  next
}

tag_name() == "repo" {
  alias = attribute("alias")
  name = attribute("name")
  priority = attribute("priority")
  enabled = attribute("enabled") == "1"
  path = attribute("path")
  # What the list of mirrors gives is the server's to find out
  mirrors = attribute("metalink") != "" ? attribute("metalink") : attribute("mirrorlist")
  urls = ""
}

tag_name() == "/url" { urls = urls "\t" with_path(text_before()) }

tag_name() == "/repo" && enabled {
  print alias, name, priority, "", substr(locked[alias], 2), "" (mirrors == "" ? urls : "\t" mirrors)
}

# The repository may be in a folder below its address
function with_path(url,   query) {
  if (path == "" || path == "/") return url
  query = url
  if (!sub(/^[^?]*/, "", query)) query = ""
  url = substr(url, 1, length(url) - length(query))
  sub(/\/$/, "", url)
  return url path query
}
