# Installed packages of pacman as the report has them. Input: the `desc` files of its local database, one after the
# other: `%KEY%`, lines of values, an empty line. Each begins with %NAME%.

/^%[A-Z0-9]+%$/ {
  key = $0
  if (key == "%NAME%") finish()
  next
}

$0 == "" { key = ""; next }
key == "%NAME%" { name = $0 }
key == "%VERSION%" { version = $0 }
key == "%ARCH%" { arch = $0 }
key == "%INSTALLDATE%" { installed = $0 }

END { finish() }

# [epoch:]version-release
function finish(   epoch, release) {
  if (name != "" && version != "") {
    epoch = version ~ /:/ ? substr(version, 1, index(version, ":") - 1) : ""
    sub(/^[^:]*:/, "", version)
    release = match(version, /-[^-]*$/) ? substr(version, RSTART + 1) : ""
    sub(/-[^-]*$/, "", version)
    print name "\t" epoch "\t" version "\t" release "\t" arch "\tarch\t\t\t\t\t\t\t" installed
  }
  name = version = arch = installed = ""
}
