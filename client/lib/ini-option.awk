# Prints one option of one section, its lines with a blank between. With lib/ini.awk; set section and option.

{
  kind = read_ini()
  if (ini_section != section || ini_key != option) next
  if (kind == "option") found = ini_value
  if (kind == "more") found = found " " ini_value
}

END { if (found != "") print found }
