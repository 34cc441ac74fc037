# Installed packages of apk as the report has them. Input: after part=world the world, after part=installed the database:
# records with an empty line behind, a line a field, one letter and a colon before its value.

part == "world" {
  for (i = 1; i <= NF; i++) hold($i)
  next
}

$0 == "" { finish(); next }
/^P:/ { name = substr($0, 3) }
/^V:/ { version = substr($0, 3) }
/^A:/ { arch = substr($0, 3) }
/^o:/ { origin = substr($0, 3) }

END { finish() }

# apk-world(5): name{@tag}{[<>~=]version}. What sets only a lower bound holds nothing back.
function hold(word,   constraint) {
  if (word ~ /^!/ || !match(word, /[<>~=]+/)) return
  constraint = substr(word, RSTART, RLENGTH)
  sub(/[<>~=@].*/, "", word)
  if (constraint ~ /[~=<]/ && constraint !~ /^>[=~]$/) held[word] = 1
}

# version-rRELEASE. A name that begins with a dot stands for the wishes of `apk add --virtual`, no software.
function finish(   release) {
  if (name != "" && version != "" && name !~ /^\./) {
    release = match(version, /-r[0-9]+$/) ? substr(version, RSTART + 1) : ""
    sub(/-r[0-9]+$/, "", version)
    print name "\t\t" version "\t" release "\t" arch "\tapk\t\t\t" (origin == name ? "" : origin) "\t\t" \
      (name in held ? "held" : "") "\t\t"
  }
  name = version = arch = origin = ""
}
