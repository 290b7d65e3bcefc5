#!/usr/bin/env bash
# The booster beside its peers on the same data, in one run: one JSON line per figure; lines that start with "extra" have no fixed shape.
# usage: bench/learner.sh DATA_DIR [train1m|train100k] [PART...]     (peers: Debian's python3-sklearn python3-xgboost python3-numpy python3-scipy)
# Parts, all of them by default: same, tuned, scaling, busy (ours); peers, busy-peers, tuned-peers. scaling is of train1m only. train100k takes about 4 minutes, train1m about 25, most of it the tuned peer.
# PEERS_DIR holds make_data.py and peers.py (default ../shared/peers beside the repository).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=${1:?usage: bench/learner.sh DATA_DIR [train1m|train100k] [same|tuned|scaling|busy|peers|busy-peers|tuned-peers]...}
train=${2:-train1m}
parts=${*:3}
parts=${parts:-same tuned scaling busy peers busy-peers tuned-peers}
peers=${PEERS_DIR:-$root/../shared/peers}
python=/usr/bin/python3
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_TieredPGO=1
neighbour=
trap 'end_neighbour' EXIT

learner() { dotnet "$root/bench/Benchmarks/bin/Release/net10.0/Benchmarks.dll" learner "$data" "$@"; }

# A neighbour that never stops on the first core; ended by its own number.
start_neighbour() { taskset -c 0 sh -c 'while :; do :; done' & neighbour=$!; }
end_neighbour() { if [ -n "$neighbour" ]; then kill "$neighbour" 2>/dev/null || true; neighbour=; fi; }

# With one core taken and without, on 100,000 rows: some peers slow down so much that a million would take all day.
busy() {
    "$@" "both cores free"
    start_neighbour
    "$@" "a busy neighbour on one core"
    end_neighbour
}

[ -f "$data/$train.f32" ] || "$python" "$peers/make_data.py" "$data" >&2
dotnet build -c Release -v quiet --nologo "$root/bench/Benchmarks" >&2
for part in $parts; do
    case $part in
        same | tuned) learner "$train" "$part" ;;
        scaling) if [ "$train" = train1m ]; then learner train1m scaling; fi ;;
        busy) busy learner train100k time ;;
        peers) "$python" "$root/bench/peer_figures.py" "$peers/peers.py" "$data" "$train" ;;
        busy-peers) busy "$python" "$root/bench/busy_peers.py" "$data" ;;
        tuned-peers) "$python" "$root/bench/tuned_peer.py" "$data" "$train" ;;
        *) echo "there is no part called $part" >&2; exit 2 ;;
    esac
done
