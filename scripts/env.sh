# shellcheck shell=bash
# Sourced by ./run, ./test and ./patchman: puts Node.js 24 on PATH and installs the locked dependencies
# when they are missing or the lock file changed. Works as root or not, from any working directory.

NODE_VERSION=24.21.0
NPM_VERSION=11.19.1
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Compiled once: a command starts in half the time.
export NODE_COMPILE_CACHE=${NODE_COMPILE_CACHE:-$ROOT/node_modules/.cache/compiled}

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# fetch <folder under .tools> <package@version …>: packages from the npm registry, without their install
# scripts; there as a whole or not at all.
fetch() {
  local home=$ROOT/.tools/$1 staging=$ROOT/.tools/staging.$$
  shift
  command -v npm >/dev/null || fail "npm is needed to set up (Debian, Ubuntu: apt-get install nodejs npm)"
  rm -rf "$staging"
  mkdir -p "$staging"
  printf '{"private":true}\n' >"$staging/package.json"
  (cd "$staging" && npm install --no-package-lock --ignore-scripts --no-fund --no-audit --loglevel=error "$@" >&2) \
    || { rm -rf "$staging"; fail "could not fetch $* from the npm registry"; }
  rm -rf "$home"
  mv "$staging" "$home"
}

machine_arch() {
  case $(uname -m) in
    x86_64) echo x64 ;;
    aarch64) echo arm64 ;;
    *) uname -m ;;
  esac
}

# Node.js 24: the one that was fetched before (asking the machine's for its version costs a start of it), else the
# machine's where it is right, else from the npm registry, with an npm that suits it.
use_node() {
  local home=$ROOT/.tools/node-$NODE_VERSION arch
  arch=$(machine_arch)
  if [ ! -x "$home/node_modules/node-linux-$arch/bin/node" ] || [ ! -e "$home/node_modules/npm/bin/npm-cli.js" ]; then
    case $(node --version 2>/dev/null) in v24.*) return ;; esac
    say "Fetching Node.js $NODE_VERSION"
    fetch "node-$NODE_VERSION" "node-linux-$arch@$NODE_VERSION" "npm@$NPM_VERSION"
  fi
  PATH=$home/node_modules/.bin:$home/node_modules/node-linux-$arch/bin:$PATH
  export PATH
}

use_dependencies() {
  local stamp=$ROOT/node_modules/.locked
  cmp -s "$ROOT/package-lock.json" "$stamp" && return
  say "Installing dependencies"
  (cd "$ROOT" && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error >&2) || fail "npm ci failed"
  cp "$ROOT/package-lock.json" "$stamp"
}

# The web interface, built again when a file that it is made of is newer than the last build.
use_web() {
  local built=$ROOT/web/dist/index.html
  if [ -e "$built" ] && [ -z "$(find "$ROOT/web" "$ROOT/src/http" "$ROOT/package-lock.json" \
      -path "$ROOT/web/dist" -prune -o -type f -newer "$built" -print -quit)" ]; then return; fi
  say "Building the web interface"
  (cd "$ROOT" && npm run --silent build:web >&2) || fail "the web interface could not be built"
}
