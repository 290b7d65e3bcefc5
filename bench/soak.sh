#!/usr/bin/env bash
# Ten minutes of 500 estimates a second (open loop), a quarter of them about an instrument that is being fed with 1,000 rows a second over HTTP, against an API process of its own; fails on any error and on memory that grows by 5 % after the warm-up.
# usage: bench/soak.sh [seconds]     prints one JSON line
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
deploy/ensure-packages.sh postgresql tzdata
export IMPACT_SOAK_SECONDS="${1:-600}"
IMPACT_SOAK_FIGURES="$(mktemp)"
export IMPACT_SOAK_FIGURES
trap 'rm -f "$IMPACT_SOAK_FIGURES"' EXIT
dotnet build tests/ImpactApi.Tests -c Release -v quiet -tl:off --disable-build-servers >&2
status=0
dotnet test tests/ImpactApi.Tests --no-build -c Release -tl:off --filter FullyQualifiedName~Soak.SoakTests >&2 || status=$?
cat "$IMPACT_SOAK_FIGURES"
exit "$status"
