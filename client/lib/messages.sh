# shellcheck shell=dash
# What the client says, and how it ends. Everything but asked-for output goes to standard error.

# Exit codes, as patchman-client(8) documents them; 1 is anything else.
# shellcheck disable=SC2034 # used by the other parts
readonly EXIT_USAGE=2 EXIT_FACTS=3 EXIT_UNREACHABLE=4 EXIT_REFUSED=5 EXIT_REJECTED=6 EXIT_SERVER=7

TAB=$(printf '\t')
readonly TAB

verbose=false
debug=false

warn() { printf 'patchman-client: %s\n' "$*" >&2; }

say() { if [ "$verbose" = true ]; then warn "$@"; fi; }

debug() { if [ "$debug" = true ]; then warn "$@"; fi; }

# fail CODE MESSAGE…
fail() {
  local code="$1"
  shift
  warn "$@"
  exit "$code"
}
