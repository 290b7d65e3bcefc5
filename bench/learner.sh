#!/usr/bin/env bash
# The booster beside its peers on the same data, in one run: one JSON line per figure.
# usage: bench/learner.sh DATA_DIR [train1m|train100k] [all|impact]     (peers: Debian's python3-sklearn python3-xgboost python3-numpy python3-scipy)
# PEERS_DIR holds make_data.py and peers.py (default ../shared/peers beside the repository). "impact" leaves the peers out.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=${1:?usage: bench/learner.sh DATA_DIR [train1m|train100k] [all|impact]}
train=${2:-train1m}
who=${3:-all}
peers=${PEERS_DIR:-$root/../shared/peers}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_TieredPGO=1

[ -f "$data/$train.f32" ] || /usr/bin/python3 "$peers/make_data.py" "$data" >&2
dotnet build -c Release -v quiet --nologo "$root/bench/Benchmarks" >&2
learner() { dotnet "$root/bench/Benchmarks/bin/Release/net10.0/Benchmarks.dll" learner "$data" "$train" "$1"; }

learner same
learner tuned
[ "$train" = train1m ] && learner scaling

# A neighbour that never stops on the first core; ended by its own number.
taskset -c 0 sh -c 'while :; do :; done' &
neighbour=$!
trap 'kill "$neighbour" 2>/dev/null || true' EXIT
learner "same, busy neighbour on one core"
kill "$neighbour"

if [ "$who" = all ]; then
    /usr/bin/python3 "$peers/peers.py" "$data" "$train" | /usr/bin/python3 "$root/bench/peer_figures.py"
    /usr/bin/python3 "$root/bench/tuned_peer.py" "$data" "$train"
fi
