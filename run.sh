#!/usr/bin/env bash
# Starts everything on this machine: a private PostgreSQL, the sample market, a trained model, the API and Swagger UI.
# The second start finds its data and takes seconds. Ctrl-C stops all of it.
#   PORT=8080           where the API listens (loopback only)
#   IMPACT_DATA=./data  where the private PostgreSQL keeps its files
#   IMPACT_CONNECTION   connection string of a PostgreSQL of your own instead of the private one
set -euo pipefail
cd "$(dirname "$0")"
# A script that starts this one in the background hands SIGINT down as ignored, and a shell cannot undo that itself.
if [ -z "${IMPACT_RUN:-}" ] && env --default-signal=INT true 2>/dev/null; then
    IMPACT_RUN=1 exec env --default-signal=INT ./run.sh
fi
unset IMPACT_RUN
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export IMPACT_DATA="${IMPACT_DATA:-$PWD/data}"
port="${PORT:-8080}"

fail() { echo "run.sh: $*" >&2; exit 1; }

# Runs a step so that a signal to this script reaches it: a shell that waits for a foreground command leaves that command behind.
# SIGTERM for Ctrl-C too, since commands in the background ignore SIGINT.
step() {
    "$@" &
    local child=$! status=0 signal=
    trap 'signal=130; kill -TERM "$child" 2>/dev/null || true' INT
    trap 'signal=143; kill -TERM "$child" 2>/dev/null || true' TERM HUP
    while wait "$child" && status=0 || status=$?; kill -0 "$child" 2>/dev/null; do :; done
    trap - INT TERM HUP
    [ -z "$signal" ] || exit "$signal"
    [ "$status" -eq 0 ] || exit "$status"
}

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and run this again."
[[ "$port" =~ ^[0-9]{1,5}$ ]] && ((10#$port >= 1 && 10#$port <= 65535)) || fail "PORT is '$port'; valid: 1 to 65535."
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is in use: stop what listens there, or choose another one with PORT=8081 ./run.sh"
fi
if [ -z "${IMPACT_CONNECTION:-}" ]; then
    step deploy/ensure-packages.sh postgresql tzdata
else
    step deploy/ensure-packages.sh tzdata
fi

# The page needs Node.js to be built; the API does not.
deploy/ensure-packages.sh nodejs npm || echo "run.sh: going on without the page."

# Build servers would outlive this script.
echo "Building ..."
step dotnet build deploy/service.slnf -c Release -v quiet -tl:off -clp:NoSummary --disable-build-servers
step dotnet src/ImpactCli/bin/Release/net10.0/impact.dll sample
step dotnet src/ImpactCli/bin/Release/net10.0/impact.dll keys create --name development --tenant development --scopes estimate,ingest,admin --if-none
exec dotnet src/ImpactApi/bin/Release/net10.0/ImpactApi.dll --urls "http://localhost:$port"
