#!/usr/bin/env bash
# Builds and runs every test; ends with the line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet restore --locked-mode
dotnet build --no-restore -c Release -v quiet
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
dotnet test --no-build -c Release --results-directory "$results" --logger "trx" || status=$?
count() { cat "$results"/*.trx | grep -oE "<Counters [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{n += $1} END {print n + 0}'; }
echo "$(count passed) passed, $(count failed) failed"
exit "$status"
