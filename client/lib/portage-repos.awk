# Repositories of portage as the report has them. With lib/address.awk and lib/ini.awk; input: what
# `portageq repos_config` prints, which is repos.conf as portage(5) describes it; set host and arch.

{
  kind = read_ini()
  if (kind == "section") finish()
  else if (kind == "option") option[ini_key] = ini_value
}

END { ini_section = ""; finish() }

# What was read belongs to the section `id`
function finish(   key, url) {
  if (id == "DEFAULT") main = option["main-repo"]
  else if (id != "") {
    url = clean_address(address())
    if (url != "" && !is_too_long(url)) {
      print "gentoo\t" substr(host " " id " " arch, 1, 255) "\t" id "\t" \
        (option["priority"] ~ /^-?[0-9]+$/ ? option["priority"] : 0) "\t\t\t\t" url
    }
  }
  for (key in option) delete option[key]
  id = ini_section
}

# The main tree that is fetched as a snapshot may have any word for its address. One that only this host has is where it
# is kept.
function address() {
  if (option["sync-type"] == "webrsync" && id == main) return "rsync://rsync.gentoo.org/gentoo-portage"
  return option["sync-uri"] != "" ? option["sync-uri"] : option["location"]
}
