# Installed packages of portage as the report has them. Input: sorted lines `…/category/name-version/SLOT`, tab, what the
# file holds, and the same of `repository`; set arch.

BEGIN { FS = "\t" }

{
  n = split($1, parts, "/")
  folder = parts[n - 2] "/" parts[n - 1]
  if (folder != current) finish()
  current = folder
  if (parts[n] == "SLOT") slot = $2
  else repository = $2
}

END { finish() }

# PMS 3.2: versions. What is being merged has a name that begins with a hyphen.
function finish(   category, name, version, release) {
  category = substr(current, 1, index(current, "/") - 1)
  name = substr(current, length(category) + 2)
  # The sub-slot says nothing of which packages are together
  sub(/\/.*/, "", slot)
  if (slot != "" && name !~ /^-/ && \
    match(name, /-[0-9]+(\.[0-9]+)*[a-z]?(_(alpha|beta|pre|rc|p)[0-9]*)*(-r[0-9]+)?$/)) {
    version = substr(name, RSTART + 1)
    name = substr(name, 1, RSTART - 1)
    release = match(version, /-r[0-9]+$/) ? substr(version, RSTART + 1) : ""
    sub(/-r[0-9]+$/, "", version)
    print name "\t" slot "\t" version "\t" release "\t" arch "\tgentoo\t" category "\t" repository "\t\t\t\t\t"
  }
  slot = repository = current = ""
}
