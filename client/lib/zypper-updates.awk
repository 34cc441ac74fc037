# Updates of zypper: name, architecture, version, repository, installed version, and by blanks the versions that
# needed security patches fix. With lib/xml.awk; input: those fixes (name or name.arch, tab, version), then
# `zypper --xmlout list-updates`.

BEGIN { OFS = "\t" }

# The first file holds no brackets: it is one record
FILENAME == ARGV[1] {
  n = split($0, lines, "\n")
  for (i = 1; i <= n; i++) {
    tab = index(lines[i], "\t")
    key = substr(lines[i], 1, tab - 1)
    if (tab) fixed[key] = fixed[key] " " substr(lines[i], tab + 1)
  }
  next
}

tag_name() == "update" && attribute("kind") == "package" {
  name = attribute("name")
  arch = attribute("arch")
  version = attribute("edition")
  installed = attribute("edition-old")
}

tag_name() == "source" && name != "" {
  print name, arch, version, attribute("alias"), (installed == "" ? "0" : installed), fixed[name] fixed[name "." arch]
  name = ""
}
