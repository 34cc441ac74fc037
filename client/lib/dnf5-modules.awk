# /usr/lib/sysimage/libdnf5/modules.toml: wanted=Enabled prints modules as the report has them, wanted=Disabled names.
# With lib/toml.awk.

table_name() != "" {
  finish()
  name = table_name()
  if (!sub(/^modules\./, "", name)) name = ""
}

key() == "enabled_stream" { stream = value() }
key() == "state" { state = value() }

END { finish() }

function finish() {
  if (name != "" && state == wanted) print name (wanted == "Enabled" ? "\t" stream "\t\t\t\t" : "")
  name = stream = state = ""
}
