#!/usr/bin/env bash
# Starts everything on this machine: private PostgreSQL, migrations, sample market, a trained model, API and Swagger UI.
# The second start finds its data and takes seconds. Ctrl-C stops all of it.
#   PORT=8080           where the API listens (loopback only)
#   IMPACT_DATA=./data  where the private PostgreSQL cluster lives
#   IMPACT_CONNECTION   a connection string of a PostgreSQL of your own, instead of the private one
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export IMPACT_DATA="${IMPACT_DATA:-$PWD/data}"
port="${PORT:-8080}"

command -v dotnet >/dev/null || { echo "run.sh: the .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and run this again." >&2; exit 1; }
[ -n "${IMPACT_CONNECTION:-}" ] || deploy/ensure-packages.sh postgresql

dotnet build -c Release -v quiet --nologo src/ImpactCli src/ImpactApi 2>&1 | { grep -E 'error|warn' || true; }
impact() { dotnet src/ImpactCli/bin/Release/net10.0/impact.dll "$@"; }

impact sample          # makes, loads and trains what is not there yet; says nothing more on a second start
exec dotnet src/ImpactApi/bin/Release/net10.0/ImpactApi.dll --urls "http://localhost:$port"
