# Updates of dnf 5 as the report has them. Input: `advisory list --available --security --json`, then lines of
# `repoquery --upgrades` (name, architecture, version, repository).

BEGIN { FS = OFS = "\t" }

# Advisories are about versions above the installed ones: "nevra":"vim-data-2:9.1.0-1.fc41.noarch"
FILENAME == ARGV[1] {
  while (match($0, /"nevra" *: *"[^"]*"/)) {
    nevra = substr($0, RSTART, RLENGTH - 1)
    $0 = substr($0, RSTART + RLENGTH)
    sub(/^"nevra" *: *"/, "", nevra)
    arch = nevra
    sub(/^.*\./, "", arch)
    sub(/-[^-]*-[^-]*$/, "", nevra)
    fixed[nevra "\t" arch] = 1
  }
  next
}

NF == 4 && !(($1, $2, $3) in seen) {
  seen[$1, $2, $3] = 1
  print (($1 "\t" $2) in fixed ? "security" : "bugfix"), $1, $2, $3, $4
}
