# Joins apt's three answers about its package indexes. Input: after part=host one line `Debian 12 x86_64`, after
# part=policy what `apt-cache policy` prints, after part=targets a line `description<TAB>address` an index.

BEGIN { FS = "\t" }

part == "host" { host = $0; next }

# " 500 http://deb.debian.org/debian bookworm/main amd64 Packages"
part == "policy" && /^ *-?[0-9]+ / {
  split($0, words, " ")
  sub(/^ *-?[0-9]+ /, "")
  priority[$0] = words[1]
}

part == "policy" { next }

{
  url = $2
  # The folder of the index
  sub(/\/Packages$/, "", url)
  url = clean_address(url)
  if (url == "" || url in seen || is_too_long(url)) next
  seen[url] = 1
  name = substr(host " repo at " url, 1, 255)
  printf "deb\t%s\t\t%s\t\t\t\t%s\n", name, ($1 in priority ? priority[$1] : 500), url
}
