# Reads XML as zypper prints it, a tag a record: $1 is the text before the tag, $2 the tag without its brackets.
# No comments, no CDATA, and no bracket inside a value.

BEGIN {
  RS = ">"
  FS = "<"
}

# The name of this record's tag, "/repo" for the end of one
function tag_name(   name) {
  name = $2
  sub(/[ \t\n\/]*$/, "", name)
  sub(/[ \t\n].*/, "", name)
  return name
}

# The value of an attribute of this record's tag, "" where it has none
function attribute(name,   start, text) {
  text = $2
  gsub(/[\t\n]/, " ", text)
  start = index(text, " " name "=\"")
  if (!start) return ""
  text = substr(text, start + length(name) + 3)
  return plain(substr(text, 1, index(text, "\"") - 1))
}

# The text before this record's tag
function text_before(   text) {
  text = plain($1)
  gsub(/^[ \t\n]+|[ \t\n]+$/, "", text)
  return text
}

function plain(s) {
  gsub(/&lt;/, "<", s)
  gsub(/&gt;/, ">", s)
  gsub(/&quot;/, "\"", s)
  gsub(/&apos;|&#39;/, "\047", s)
  gsub(/&amp;/, "\\&", s)
  gsub(/[\t\n]/, " ", s)
  return s
}
