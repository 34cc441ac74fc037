# Repositories of apk as the report has them. With lib/address.awk; input: after part=world the world, after
# part=repositories lines of apk-repositories(5); set distribution, version and arch.

part == "world" {
  for (i = 1; i <= NF; i++) pin($i)
  next
}

{ sub(/\r$/, "") }

# `set [-default] key=value`, of apk-tools 3
$1 == "set" {
  i = $2 == "-default" ? 3 : 2
  at = index($i, "=")
  key = substr($i, 1, at - 1)
  if (at && !($2 == "-default" && key in variable)) variable[key] = expanded(substr($i, at + 1))
  next
}

# [@tag] address
NF && $1 !~ /^#/ {
  i = $1 ~ /^@/ ? 2 : 1
  tag = i == 2 ? $1 : ""
  url = clean_address(expanded($i))
  sub(/\/+$/, "", url)
  # The same package sources by several tags are as many repositories of the host
  if (url == "" || (tag, url) in seen || is_too_long(url)) next
  seen[tag, url] = 1
  print "apk\t" substr(repo_name(), 1, 255) "\t" tag "\t\t\t" \
    (tag != "" && !(tag in pinned) ? "*" : "") "\t" (tag == "" ? "" : pinned[tag]) "\t" url
}

# apk-world(5): name{@tag}{[<>~=]version}
function pin(word,   name, tag) {
  if (word ~ /^!/ || !match(word, /@[^<>~=]+/)) return
  tag = substr(word, RSTART, RLENGTH)
  name = word
  sub(/[<>~=@].*/, "", name)
  pinned[tag] = pinned[tag] (pinned[tag] == "" ? "" : " ") name
}

# `Alpine Linux v3.20 main x86_64`: the last two parts of its address tell them apart
function repo_name(   n, parts) {
  n = split(url, parts, "/")
  return distribution (n > 1 ? " " parts[n - 1] : "") " " parts[n] " " arch (tag == "" ? "" : " " tag)
}

function expanded(text,   out, name) {
  while (match(text, /\$\{[A-Za-z0-9_]+\}/)) {
    name = substr(text, RSTART + 2, RLENGTH - 3)
    out = out substr(text, 1, RSTART - 1) (name in variable ? variable[name] : builtin(name))
    text = substr(text, RSTART + RLENGTH)
  }
  return out text
}

function builtin(name) {
  if (name == "APK_ARCH") return arch
  return name == "VERSION_ID" ? version : "${" name "}"
}
