# A repository of pacman as the report has it. With lib/address.awk; input: its servers, one a line; set name and id.

{
  url = clean_address($0)
  if (url == "" || url in seen || is_too_long(url)) next
  seen[url] = 1
  urls = urls "\t" url
}

END { if (urls != "") print "arch\t" substr(name, 1, 255) "\t" id "\t\t\t\t" urls }
