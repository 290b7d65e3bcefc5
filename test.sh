#!/usr/bin/env bash
# Builds and runs every test on a throwaway PostgreSQL of its own; ends with the line "N passed, N failed" (and ", N skipped" where there are any).
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and run this again." >&2; exit 1; }
deploy/ensure-packages.sh postgresql tzdata rabbitmq-server || exit 1
# The page's own tests need these; without them they are skipped and say so.
deploy/ensure-packages.sh nodejs npm chromium || echo "test.sh: going on without the browser tests."
dotnet restore --locked-mode -v quiet || exit 1
dotnet build --no-restore -c Release -v quiet -tl:off --disable-build-servers || exit 1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
dotnet test --no-build -c Release -tl:off --results-directory "$results" --logger trx || status=$?

results_with() { cat "$results"/*.trx 2>/dev/null | grep -oE "<UnitTestResult [^>]* outcome=\"$1\"[^>]*>"; }
count() { results_with "$1" | wc -l; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count NotExecuted)
[ "$failed" -eq 0 ] || { echo; echo "Failed:"; results_with Failed | sed -E 's/.* testName="([^"]*)".*/  \1/' | sort; }
[ "$passed" -gt 0 ] || status=1
[ "$failed" -gt 0 ] || [ "$status" -eq 0 ] || echo "The run broke off: see above."
[ "$failed" -eq 0 ] || status=1
line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line+=", $skipped skipped"
echo "$line"
exit "$status"
