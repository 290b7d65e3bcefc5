#!/usr/bin/env bash
# Generated and mutated requests over every endpoint of the OpenAPI document, over a real socket; fails on any 5xx, on the program's insides in an answer, and on an answer that takes over 10 s.
# usage: bench/fuzz.sh [requests] [seed]     prints one JSON line, with what became of the requests to each operation
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
deploy/ensure-packages.sh postgresql tzdata
export IMPACT_FUZZ_REQUESTS="${1:-120000}" IMPACT_FUZZ_SEED="${2:-20251031}"
IMPACT_FUZZ_FIGURES="$(mktemp)"
export IMPACT_FUZZ_FIGURES
trap 'rm -f "$IMPACT_FUZZ_FIGURES"' EXIT
dotnet build tests/ImpactApi.Tests -c Release -v quiet -tl:off --disable-build-servers >&2
status=0
dotnet test tests/ImpactApi.Tests --no-build -c Release -tl:off --filter FullyQualifiedName~Fuzzing.EveryEndpointTests >&2 || status=$?
cat "$IMPACT_FUZZ_FIGURES"
exit "$status"
