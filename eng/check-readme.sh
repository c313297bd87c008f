#!/usr/bin/env bash
# Runs the commands of README.md in a copy of the tree: every line of its fenced `sh` blocks, in order.
# "dotnet run --project Silo" is started in the background and waited for; every other line must succeed.
# The port and the data folder are the copy's own, so that a hub that runs already is left alone. NMS_PASSWORD is the one that the first
# start shows, as the reader copies it.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly start_time_limit=240 line_time_limit=60
copy=$(mktemp -d)
server=""

finish() {
  local code=$?
  [ -z "$server" ] || { kill -TERM -- "-$server" 2>/dev/null; wait "$server" 2>/dev/null; }
  [ "$code" -eq 0 ] || { echo "--- output of the server"; tail -40 "$copy/server.log" 2>/dev/null; }
  rm -rf "$copy"
  exit "$code"
}
trap finish EXIT

# A port nobody listens on; below the ephemeral range, so that no outgoing connection takes it meanwhile.
free_port() {
  local port
  for port in $(shuf -i 20000-30000 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

fail() { echo "README: $*"; exit 1; }

git ls-files -co --exclude-standard -z | while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
  xargs -0 cp --parents -t "$copy" || fail "cannot copy the tree"

mapfile -t lines < <(awk '/^```sh$/ {inside=1; next} /^```/ {inside=0} inside && NF && !/^#/' README.md)
[ "${#lines[@]}" -gt 0 ] || fail "no fenced sh block found"

cd "$copy"
port=$(free_port)
export ASPNETCORE_URLS="http://127.0.0.1:$port" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
set -m

for line in "${lines[@]}"; do
  line=${line//127.0.0.1:8080/127.0.0.1:$port}
  line=${line//localhost:8080/127.0.0.1:$port}
  case "$line" in
    "git clone"* | "cd "* | "./eng/test.sh"*) continue ;; # the copy stands for the clone, and test.sh is what runs this
    "dotnet run --project Silo"*)
      echo "+ $line &"
      bash -c "exec $line" >"$copy/server.log" 2>&1 </dev/null &
      server=$!
      for ((second = 0; second < start_time_limit; second++)); do
        curl -fsS -m 2 "http://127.0.0.1:$port/health/ready" >/dev/null 2>&1 && break
        kill -0 "$server" 2>/dev/null || fail "the server ended: $line"
        sleep 1
      done
      [ "$second" -lt "$start_time_limit" ] || fail "not ready after $start_time_limit s: $line"
      # The banner follows readiness.
      for ((second = 0; second < line_time_limit; second++)); do
        NMS_PASSWORD=$(sed -n 's/^  Sign in  name admin, password //p' "$copy/server.log")
        [ -z "$NMS_PASSWORD" ] || break
        sleep 1
      done
      export NMS_PASSWORD
      [ -n "$NMS_PASSWORD" ] || fail "the first start showed no password"
      ;;
    *)
      echo "+ $line"
      answer=$(timeout "$line_time_limit" bash -o pipefail -c "${line/#curl /curl -f }" </dev/null) || fail "failed: $line"
      echo "${answer:0:200}"
      ;;
  esac
done
