# What both wire formats need of strings. Bytes come in; valid UTF-8 goes out.

BEGIN {
  for (i = 1; i < 256; i++) byte[sprintf("%c", i)] = i
  REPLACEMENT = sprintf("%c%c%c", 239, 191, 189)
}

# s with U+FFFD in the place of every byte that is not part of a well-formed character (Unicode, table 3-7)
function utf8(s,   out, i, n) {
  if (s ~ /^[\001-\177]*$/) return s
  for (i = 1; i <= length(s); i += n) {
    n = character_length(s, i)
    out = out (n ? substr(s, i, n) : REPLACEMENT)
    if (!n) n = 1
  }
  return out
}

# Bytes of the character that starts at i; 0 where none does
function character_length(s, i,   first, second, low, high) {
  first = byte[substr(s, i, 1)]
  if (first < 128) return 1
  if (first < 194 || first > 244) return 0
  second = byte[substr(s, i + 1, 1)]
  low = first == 224 ? 160 : first == 240 ? 144 : 128
  high = first == 237 ? 159 : first == 244 ? 143 : 191
  if (second < low || second > high) return 0
  if (first < 224) return 2
  if (!continues(s, i + 2)) return 0
  if (first < 240) return 3
  return continues(s, i + 3) ? 4 : 0
}

function continues(s, i,   b) {
  b = byte[substr(s, i, 1)]
  return b >= 128 && b <= 191
}
