# The addresses of repositories, as they may leave the host.

# Without credentials, dot segments and bytes that an address cannot hold.
function clean_address(url,   scheme, authority) {
  if (match(url, /^[a-z0-9+.-]+:\/\/[^\/]*/)) {
    authority = substr(url, 1, RLENGTH)
    url = substr(url, RLENGTH + 1)
    scheme = substr(authority, 1, index(authority, "://") + 2)
    authority = substr(authority, length(scheme) + 1)
    sub(/^.*@/, "", authority)
  }
  while (sub(/\/\.\//, "/", url));
  sub(/\/\.$/, "", url)
  url = scheme authority url
  gsub(/ /, "%20", url)
  gsub(/\047/, "%27", url)
  gsub(/[\001-\037\177]/, "", url)
  return url
}

# Servers take 512 bytes. Cut, it would be another address.
function is_too_long(url) {
  if (length(url) <= 512) return 0
  print "patchman-client: not reported, its address is too long: " url > "/dev/stderr"
  return 1
}
