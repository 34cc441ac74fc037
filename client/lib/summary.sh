# shellcheck shell=dash
# What a dry run prints, and -v before it sends.

print_summary() {
  printf '%s\n' \
    "host          $fact_host" \
    "os            $fact_os" \
    "kernel        $fact_kernel ($fact_arch)" \
    "tags          $fact_tags" \
    "reboot        $fact_reboot" \
    "packages      $(count_lines packages)"
  print_count 'repositories' repos
  print_count 'modules' modules
  print_count 'security' sec_updates
  print_count 'bugfix' bug_updates
  printf '%s\n' "protocol      $protocol" "server        $(server_shown)"
}

# A section that is not sent, or empty, is not shown
print_count() {
  if [ -s "$work/$2" ]; then printf '%-13s %s\n' "$1" "$(count_lines "$2")"; fi
}

count_lines() { awk 'END { print NR }' "$work/$1"; }

# The address, without a user name and password
server_shown() {
  local address="${server:-none}" scheme rest
  scheme=${address%%://*}
  rest=${address#*://}
  if [ "$rest" != "$address" ]; then
    case ${rest%%/*} in
      *@*) address=$scheme://${rest#*@} ;;
    esac
  fi
  printf '%s' "$address"
}
