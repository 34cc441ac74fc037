# shellcheck shell=bash
# What settings may hold only on bash.

# As the function of this name in lib/send.sh, also where curl_options is an array
with_curl_options() {
  if [[ $(declare -p curl_options 2>/dev/null) = 'declare -a'* ]]; then
    "$@" ${curl_options[@]+"${curl_options[@]}"}
  else
    # shellcheck disable=SC2086 # words between blanks
    "$@" ${curl_options-}
  fi
}
