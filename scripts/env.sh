# Sourced by ./run, ./test and ./patchman: puts Node.js 24 on PATH and installs the locked dependencies
# when they are missing or the lock file changed. Works as root or not, from any working directory.

NODE_VERSION=24.21.0
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }

node_is_right() { [ "$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/')" = 24 ]; }

use_node() {
  local home=$ROOT/.tools/node-$NODE_VERSION arch
  if [ ! -x "$home/bin/node" ]; then
    node_is_right && return
    command -v npm >/dev/null || { say "npm is needed to set up (Debian, Ubuntu: apt-get install nodejs npm)"; exit 1; }
    case $(uname -m) in
      x86_64) arch=x64 ;;
      aarch64) arch=arm64 ;;
      *) say "no Node.js $NODE_VERSION for $(uname -m); put Node.js 24 on PATH"; exit 1 ;;
    esac
    say "Fetching Node.js $NODE_VERSION from the npm registry"
    local staging=$ROOT/.tools/staging.$$
    mkdir -p "$staging"
    npm install --prefix "$staging" --no-save --no-package-lock --silent "node-linux-$arch@$NODE_VERSION" >&2 \
      || { rm -rf "$staging"; say "could not fetch Node.js from the npm registry"; exit 1; }
    rm -rf "$home"
    mv "$staging/node_modules/node-linux-$arch" "$home"
    rm -rf "$staging"
  fi
  PATH=$home/bin:$PATH
  export PATH

}

# Locked dependencies, once for each state of the lock file.
use_dependencies() {
  local stamp=$ROOT/node_modules/.locked
  cmp -s "$ROOT/package-lock.json" "$stamp" && return
  say "Installing dependencies"
  (cd "$ROOT" && npm ci --no-fund --no-audit --loglevel=error >&2) || { say "npm ci failed"; exit 1; }
  cp "$ROOT/package-lock.json" "$stamp"
}
