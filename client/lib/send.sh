# shellcheck shell=dash
# Sends the report, tries again where that may help, and says how it ended.

# KiB of an answer that are kept at most
readonly ANSWER_LIMIT=16384

send_report() {
  command -v curl >/dev/null || fail 1 'curl is not installed'
  local attempt=1
  while :; do
    post_report
    if [ "$(outcome)" != again ] || [ "$attempt" -ge "$attempts" ]; then break; fi
    say "attempt $attempt: $(problem_text); next in $((retry_delay * attempt)) s"
    sleep "$((retry_delay * attempt))"
    attempt=$((attempt + 1))
  done
  finish
}

# Sets curl_status and http_status. The address and the key go to curl by a pipe: others can read a command line.
post_report() {
  rm -f -- "$work/answer"
  http_status=$(
    ulimit -f "$ANSWER_LIMIT"
    # The options of the settings are words, not patterns
    set -f
    curl_config | with_curl_options curl --silent --show-error --connect-timeout 10 --max-time "$timeout" \
      --user-agent "patchman-client/$CLIENT_VERSION" --header 'Expect:' \
      --output "$work/answer" --write-out '%{http_code}' --config "$work/body" --config - 2>"$work/curl-errors"
  )
  curl_status=$?
  debug "curl ended with $curl_status, the server answered $http_status"
}

# with_curl_options COMMAND…: the command with the curl_options of the settings, which are words between blanks
with_curl_options() {
  # shellcheck disable=SC2086
  "$@" ${curl_options-}
}

curl_config() {
  printf 'url = "%s"\n' "$(config_quoted "$server$endpoint")"
  if [ -n "$api_key" ]; then printf 'header = "Authorization: Api-Key %s"\n' "$(config_quoted "$api_key")"; fi
}

# config_quoted TEXT: as it stands between quotes in a configuration of curl, on one line
config_quoted() {
  printf '%s\n' "$1" | sed 's/["\\]/\\&/g' | awk '{ printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }'
}

# accepted, refused, rejected, failed, unreachable, misused; again where a later attempt may end otherwise
outcome() {
  case $curl_status in
    0) answer_outcome ;;
    # scheme, option, address
    1 | 2 | 3) echo misused ;;
    # name, proxy, connection, time-out, TLS handshake, empty answer, sending, receiving
    5 | 6 | 7 | 28 | 35 | 52 | 55 | 56) echo again ;;
    # writing the answer: it is longer than what is kept
    23 | 153) echo failed ;;
    *) echo unreachable ;;
  esac
}

answer_outcome() {
  case $protocol:$http_status in
    1:204) echo accepted ;;
    1:200) if [ "$report" = true ]; then echo accepted; else echo failed; fi ;;
    2:20[0-2]) if grep -q '"status" *: *"accepted"' "$work/answer"; then echo accepted; else echo failed; fi ;;
    ?:401 | ?:403) echo refused ;;
    ?:408 | ?:429 | ?:5??) echo again ;;
    ?:4??) echo rejected ;;
    *) echo failed ;;
  esac
}

finish() {
  local ending
  ending=$(outcome)
  # The attempts are used up
  if [ "$ending" = again ] && [ "$curl_status" = 0 ]; then ending=failed; fi
  case $ending in
    accepted) finish_accepted ;;
    misused) fail "$EXIT_USAGE" "$(problem_text)" ;;
    refused) fail "$EXIT_REFUSED" "$(problem_text)" ;;
    rejected) fail "$EXIT_REJECTED" "$(problem_text)" ;;
    failed) fail "$EXIT_SERVER" "$(problem_text)" ;;
    *) fail "$EXIT_UNREACHABLE" "$(problem_text)" ;;
  esac
}

finish_accepted() {
  if [ "$report" = true ] && [ -s "$work/answer" ]; then
    cat -- "$work/answer"
    echo
  fi
  say "$(server_shown) accepted the report"
  [ "$incomplete" = false ] || fail "$EXIT_FACTS" 'the report was accepted, but a part of it could not be collected'
}

problem_text() {
  local server_name
  server_name=$(server_shown)
  case $curl_status in
    0) ;;
    1 | 2 | 3) printf 'curl does not take the address or curl_options: %s' "$(curl_problem)" && return ;;
    23 | 153) printf '%s sends an answer without end' "$server_name" && return ;;
    *) printf '%s cannot be reached: %s' "$server_name" "$(curl_problem)" && return ;;
  esac
  case $http_status in
    401 | 403) printf '%s refuses this host: wrong or missing API key, or its network may not report' "$server_name" ;;
    404 | 405) printf '%s has no address for reports at %s: is it a Patchman server?' "$server_name" "$endpoint" ;;
    4??) printf '%s rejects the report' "$server_name" ;;
    3??) printf '%s redirects elsewhere: set the address that it names as the server' "$server_name" ;;
    5??) printf '%s failed' "$server_name" ;;
    *) printf '%s gave an answer that does not accept the report' "$server_name" ;;
  esac
  printf ' (HTTP %s)%s' "$http_status" "$(answer_excerpt)"
}

curl_problem() {
  local text
  text=$(cat -- "$work/curl-errors")
  printf '%s' "${text:-curl ended with code $curl_status}"
}

# The start of the answer, safe to print on a terminal
answer_excerpt() {
  local text=''
  if [ -s "$work/answer" ]; then text=$(head -c 1000 -- "$work/answer" | tr -c '[:print:]' ' '); fi
  case $text in
    *[!\ ]*) printf ': %s' "$text" ;;
  esac
}
