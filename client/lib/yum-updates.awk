# Updates of yum as the report has them. Input: `yum --security check-update`, then `yum check-update`. A row is
# `name.arch version repository`; long ones go on in the next line.

BEGIN { OFS = "\t" }

FNR == 1 { obsoleting = held = 0 }
/^Obsoleting Packages/ { obsoleting = 1 }
obsoleting { next }

{
  # A row starts at the left edge
  if ($0 !~ /^[ \t]/) held = 0
  for (i = 1; i <= NF; i++) word[++held] = $i
  if (held == 3 && word[1] ~ /\.[^.]+$/) row()
  if (held >= 3) held = 0
}

function row(   name, arch) {
  name = arch = word[1]
  sub(/\.[^.]*$/, "", name)
  sub(/^.*\./, "", arch)
  if (FILENAME == ARGV[1]) security[word[1]] = 1
  else if (!((word[1], word[2]) in seen)) {
    seen[word[1], word[2]] = 1
    print (word[1] in security ? "security" : "bugfix"), name, arch, word[2], word[3]
  }
}
