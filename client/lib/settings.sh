# shellcheck shell=dash
# Options and settings. Settings files are shell; what the command line says wins over them.

# Checks a settings file before it is read. bash has its own syntax
SETTINGS_SHELL=${BASH_VERSION:+bash}
readonly SETTINGS_SHELL=${SETTINGS_SHELL:-sh}

readonly DEFAULT_CONFIG=/etc/patchman/patchman-client.conf

# What the command line said is in given_SETTING.
unset given_server given_config given_tags given_hostname given_protocol given_api_key given_local_updates given_report
dry_run=false
repo_check=true

usage() {
  cat <<'TEXT'
Usage: patchman-client [options]

Reports this host's packages and repositories to a Patchman server.

  -s URL      server, for example https://patchman.example.com
  -c FILE     settings file (/etc/patchman/patchman-client.conf)
  -t TAG,TAG  tags of this host
  -H NAME     name to report as (the host's full name)
  -p 1|2      protocol (1)
  -k KEY      API key; better kept in the settings file: others can see a command line
  -n          leave the repositories out: for hooks, while the package manager is locked
  -u          also report the updates that the package manager itself finds
  -r          print the server's echo of the report
  -y          dry run: collect, print a summary, send nothing
  -v          say what is done
  -d          debug: as -v, and keep the temporary files
  -h, --help
  -V, --version

Exit codes: 0 accepted, 2 wrong option or setting, 3 facts not collected, 4 server not reached,
5 refused (key or network), 6 report rejected, 7 server failed, 1 anything else.
TEXT
}

parse_options() {
  local option
  OPTIND=1
  while getopts ':vdnuryhVs:c:t:H:p:k:-:' option; do
    case $option in
      v) verbose=true ;;
      d) verbose=true debug=true ;;
      n) repo_check=false ;;
      y) dry_run=true ;;
      u) given_local_updates=true ;;
      r) given_report=true ;;
      s) given_server=$OPTARG ;;
      c) given_config=$OPTARG ;;
      t) given_tags=$OPTARG ;;
      H) given_hostname=$OPTARG ;;
      p) given_protocol=$OPTARG ;;
      k) given_api_key=$OPTARG ;;
      h) print_and_exit usage ;;
      V) print_and_exit version ;;
      -) parse_long_option "$OPTARG" ;;
      :) fail "$EXIT_USAGE" "option -$OPTARG needs a value (--help lists the options)" ;;
      *) fail "$EXIT_USAGE" "unknown option -$OPTARG (--help lists the options)" ;;
    esac
  done
  shift $((OPTIND - 1))
  [ $# -eq 0 ] || fail "$EXIT_USAGE" "unexpected argument: $1 (--help lists the options)"
}

parse_long_option() {
  case $1 in
    help) print_and_exit usage ;;
    version) print_and_exit version ;;
    *) fail "$EXIT_USAGE" "unknown option --$1 (--help lists the options)" ;;
  esac
}

print_and_exit() {
  "$1"
  exit 0
}

version() { echo "patchman-client $CLIENT_VERSION"; }

load_settings() {
  clear_settings
  local file="${given_config-$DEFAULT_CONFIG}"
  if [ -e "$file" ] || [ -n "${given_config+set}" ]; then read_settings "$file"; fi
  local extra
  for extra in "$(dirname -- "$file")"/conf.d/*; do
    if is_settings_file "$extra"; then read_settings "$extra"; fi
  done
  apply_command_line
  check_settings
}

# Also hides variables of these names that the environment holds.
clear_settings() {
  unset curl_options
  server='' hostname='' tags='' report='' protocol='' api_key='' curl_options='' local_updates=''
  timeout='' attempts='' retry_delay=''
}

# What editors and package managers leave behind is not a setting.
is_settings_file() {
  case $1 in
    *~ | *.bak | *.swp | *.dpkg-* | *.ucf-* | *.rpmnew | *.rpmsave | *.rpmorig) return 1 ;;
  esac
  [ -f "$1" ]
}

read_settings() {
  local file="$1" problem
  case $file in
    */*) ;;
    *) file=./$file ;;
  esac
  [ -r "$file" ] || fail "$EXIT_USAGE" "cannot read the settings file $1"
  # The status of sourcing is that of the last command in the file, so it tells nothing: look first.
  problem=$("$SETTINGS_SHELL" -n "$file" 2>&1) || fail "$EXIT_USAGE" "the settings file $1 is not valid shell: $problem"
  debug "settings file $file"
  set +u
  # shellcheck source=/dev/null
  . "$file"
  set -u
  unset IFS
}

apply_command_line() {
  server=${given_server-${server-}}
  hostname=${given_hostname-${hostname-}}
  tags=${given_tags-${tags-}}
  report=${given_report-${report-}}
  protocol=${given_protocol-${protocol-}}
  api_key=${given_api_key-${api_key-}}
  local_updates=${given_local_updates-${local_updates-}}
}

check_settings() {
  check_number timeout "${timeout-}"
  check_number attempts "${attempts-}"
  check_number retry_delay "${retry_delay-}"
  timeout=${timeout:-120} attempts=${attempts:-3} retry_delay=${retry_delay:-5} protocol=${protocol:-1}
  case $protocol in
    1 | 2) ;;
    *) fail "$EXIT_USAGE" "protocol must be 1 or 2: $protocol" ;;
  esac
  case $api_key in
    *[[:cntrl:]]*) fail "$EXIT_USAGE" 'the API key holds a control character' ;;
  esac
  report=$(true_or_false "$report") local_updates=$(true_or_false "$local_updates")
  server=${server%"${server##*[!/]}"}
  case $server in
    http://?* | https://?*) ;;
    *://*) fail "$EXIT_USAGE" "the server must be an http or https address: $server" ;;
    '') [ "$dry_run" = true ] || fail "$EXIT_USAGE" "no server: use -s URL, or server= in $DEFAULT_CONFIG" ;;
    *) server=http://$server ;;
  esac
}

check_number() {
  case $2 in
    *[!0-9]*) fail "$EXIT_USAGE" "setting $1 must be a number: $2" ;;
  esac
}

true_or_false() {
  case $1 in
    [Tt][Rr][Uu][Ee] | [Yy][Ee][Ss] | [Oo][Nn] | 1) echo true ;;
    *) echo false ;;
  esac
}
