#!/usr/bin/env bash
# Checks formatting, builds once with warnings as errors, and runs every test project one after the other.
#   ./eng/test.sh                      everything
#   ./eng/test.sh Grains.Tests ...     the named test projects only, without the formatting and README checks
# The last line is "N passed, N failed" (", N skipped" may follow). The exit code is 0 only when tests ran and none failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly configuration=Release
readonly project_time_limit=1500   # seconds; a hung test project is a failure, not a hung build
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*"; }

finish() {
  local line="$passed passed, $failed failed"
  [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
  printf '\n%s\n' "$line"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

fail_step() { printf '%s\n' "FAILED: $*"; failed=$((failed + 1)); }

# Debian and Ubuntu keep PostgreSQL's programs out of the PATH.
find_programs() {
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    [ -d "$folder" ] && PATH="$PATH:$folder"
  done
  export PATH
}

# program, or folder -> Debian package
readonly needed="curl:curl git:git initdb:postgresql redis-server:redis-server snmpd:snmpd snmpget:snmp vpcs:vpcs vtysh:frr busybox:busybox ip:iproute2 ifconfig:net-tools fping:fping traceroute:traceroute dropbear:dropbear-bin dot:graphviz /usr/lib/python3/dist-packages/pysnmp_mibs:python3-pysnmp4-mibs lldpd:lldpd patch:patch"

install_programs() {
  local pair missing=()
  find_programs
  for pair in $needed; do
    command -v "${pair%%:*}" >/dev/null || [ -d "${pair%%:*}" ] || missing+=("${pair##*:}")
  done
  compgen -G '/usr/lib/*/frr/modules/ospfd_snmp.so' >/dev/null || missing+=(frr-snmp)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q </dev/null >/dev/null &&
      apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null >/dev/null ||
      echo "Could not install ${missing[*]}; the tests that need them will say so."
    find_programs
  else
    echo "Missing: ${missing[*]}. Install them with your package manager; the tests that need them are skipped."
  fi
}

check_formatting() {
  say "Formatting"
  # Code style is checked by the build (EnforceCodeStyleInBuild); this is the white space.
  if timeout 180 dotnet format whitespace Nms.sln --verify-no-changes --no-restore; then
    passed=$((passed + 1)); echo "ok"
  else
    fail_step "formatting (run: dotnet format whitespace Nms.sln)"
  fi
}

build() {
  say "Build ($configuration)"
  if ! dotnet build "$1" -c "$configuration" -v q -nologo -nodeReuse:false </dev/null; then
    fail_step "build"
    finish
  fi
}

# Each test project is a program; its summary ends with "total/failed/succeeded/skipped" lines.
run_project() {
  local name=$1 program output log code
  program="tests/$name/bin/$configuration/net10.0/Nms.$name"
  log=$(mktemp)
  say "$name"
  timeout --kill-after=20 "$project_time_limit" "$program" --no-ansi --progress off --results-directory "TestResults/$name" \
    </dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  output=$(sed -n '/^Test run summary/,$p' "$log")
  rm -f "$log"
  count() { sed -n "s/^  $1: \([0-9]*\).*/\1/p" <<<"$output" | tail -1; }
  local project_passed project_failed project_skipped
  project_passed=$(count succeeded); project_failed=$(count failed); project_skipped=$(count skipped)
  passed=$((passed + ${project_passed:-0}))
  skipped=$((skipped + ${project_skipped:-0}))
  failed=$((failed + ${project_failed:-0}))
  if [ -z "$output" ] || { [ "$code" -ne 0 ] && [ "$code" -ne 8 ] && [ "${project_failed:-0}" -eq 0 ]; }; then
    fail_step "$name ended with exit code $code without reporting a failed test"
  fi
  echo "$name: ${project_passed:-0} passed, ${project_failed:-0} failed, ${project_skipped:-0} skipped"
}

check_readme() {
  say "README commands"
  if ./eng/check-readme.sh; then
    passed=$((passed + 1))
  else
    fail_step "README commands"
  fi
}

command -v dotnet >/dev/null || { echo "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download"; failed=1; finish; }
install_programs

if [ "$#" -gt 0 ]; then
  for name in "$@"; do build "tests/$name"; run_project "$name"; done
  finish
fi

build Nms.sln
check_formatting
# The quick and the telling ones first.
run_project Architecture.Tests
for folder in tests/*.Tests; do
  name=$(basename "$folder")
  case "$name" in Architecture.Tests | Acceptance.Tests) ;; *) run_project "$name" ;; esac
done
run_project Acceptance.Tests
check_readme
finish
