# shellcheck shell=bash
# Options and settings. Settings files are shell; what the command line says wins over them.

readonly DEFAULT_CONFIG=/etc/patchman/patchman-client.conf

# What the command line said, by the name of the setting.
declare -A given=()
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
  while getopts ':vdnuryhVs:c:t:H:p:k:-:' option; do
    case $option in
      v) verbose=true ;;
      d) verbose=true debug=true ;;
      n) repo_check=false ;;
      y) dry_run=true ;;
      u) given[local_updates]=true ;;
      r) given[report]=true ;;
      s) given[server]=$OPTARG ;;
      c) given[config]=$OPTARG ;;
      t) given[tags]=$OPTARG ;;
      H) given[hostname]=$OPTARG ;;
      p) given[protocol]=$OPTARG ;;
      k) given[api_key]=$OPTARG ;;
      h) print_and_exit usage ;;
      V) print_and_exit version ;;
      -) parse_long_option "$OPTARG" ;;
      :) fail "$EXIT_USAGE" "option -$OPTARG needs a value (--help lists the options)" ;;
      *) fail "$EXIT_USAGE" "unknown option -$OPTARG (--help lists the options)" ;;
    esac
  done
  shift $((OPTIND - 1))
  [[ $# -eq 0 ]] || fail "$EXIT_USAGE" "unexpected argument: $1 (--help lists the options)"
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
  local file=${given[config]-$DEFAULT_CONFIG}
  if [[ -e $file || -n ${given[config]+set} ]]; then read_settings "$file"; fi
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
  [[ -f $1 ]]
}

read_settings() {
  local file=$1 problem
  [[ $file = */* ]] || file=./$file
  [[ -r $file ]] || fail "$EXIT_USAGE" "cannot read the settings file $1"
  # The status of sourcing is that of the last command in the file, so it tells nothing: look first.
  problem=$(bash -n "$file" 2>&1) || fail "$EXIT_USAGE" "the settings file $1 is not valid shell: $problem"
  debug "settings file $file"
  set +u
  # shellcheck source=/dev/null
  . "$file"
  set -u
}

apply_command_line() {
  server=${given[server]-${server-}}
  hostname=${given[hostname]-${hostname-}}
  tags=${given[tags]-${tags-}}
  report=${given[report]-${report-}}
  protocol=${given[protocol]-${protocol-}}
  api_key=${given[api_key]-${api_key-}}
  local_updates=${given[local_updates]-${local_updates-}}
}

check_settings() {
  local name
  for name in timeout attempts retry_delay; do
    [[ ${!name-} =~ ^[0-9]*$ ]] || fail "$EXIT_USAGE" "setting $name must be a number: ${!name}"
  done
  timeout=${timeout:-120} attempts=${attempts:-3} retry_delay=${retry_delay:-5} protocol=${protocol:-1}
  [[ $protocol = [12] ]] || fail "$EXIT_USAGE" "protocol must be 1 or 2: $protocol"
  [[ $api_key != *[[:cntrl:]]* ]] || fail "$EXIT_USAGE" 'the API key holds a control character'
  report=$(true_or_false "$report") local_updates=$(true_or_false "$local_updates")
  while [[ $server = */ ]]; do server=${server%/}; done
  case $server in
    http://?* | https://?*) ;;
    *://*) fail "$EXIT_USAGE" "the server must be an http or https address: $server" ;;
    '') [[ $dry_run = true ]] || fail "$EXIT_USAGE" "no server: use -s URL, or server= in $DEFAULT_CONFIG" ;;
    *) server=http://$server ;;
  esac
}

true_or_false() {
  case ${1,,} in
    true | yes | on | 1) echo true ;;
    *) echo false ;;
  esac
}
