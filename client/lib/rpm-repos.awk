# Enabled repositories of an rpm host as the report has them. Input: what a front end says of each, between tabs:
# id, name, priority, "hotfix" or nothing, excludes and includes by blanks, address, more addresses. Set arch; and
# distribution, where the front end's names do not say it.

BEGIN { FS = OFS = "\t" }

$1 != "" && !($1 in known) {
  known[$1] = 1
  urls = addresses()
  if (urls == "") next
  print "rpm", substr(full_name($2 == "" ? $1 : $2), 1, 255), $1, ($3 == "" ? 99 : $3), $4, $5, $6 urls
}

function addresses(   i, url, seen, out) {
  for (i = 7; i <= NF; i++) {
    url = clean_address(without_token($i))
    if (url == "" || url in seen || is_too_long(url)) continue
    seen[url] = 1
    out = out "\t" url
  }
  return out
}

# A query that is one long word without a name is SUSE's token of a subscription.
function without_token(url) {
  if (!match(url, /\?[A-Za-z0-9_-]*$/)) return url
  return RLENGTH == 1 || RLENGTH > 20 ? substr(url, 1, RSTART - 1) : url
}

# `Rocky Linux 9 - BaseOS x86_64`; Fedora's names end in the architecture already
function full_name(name) {
  if (distribution != "") name = distribution " " name
  if (length(name) > length(arch) && substr(name, length(name) - length(arch)) == " " arch) {
    sub(/ (- )?[^ ]+$/, "", name)
  }
  return name " " arch
}
