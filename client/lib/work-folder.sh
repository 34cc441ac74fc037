# shellcheck shell=dash
# One private folder for everything temporary; removed whatever the end, kept with -d.

work=''

make_work_folder() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/patchman-client.XXXXXXXXXX") || fail 1 'cannot create a temporary folder'
  trap remove_work_folder EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

remove_work_folder() {
  if [ "$debug" = true ]; then
    warn "temporary files kept in $work"
  else
    rm -rf -- "$work"
  fi
}
