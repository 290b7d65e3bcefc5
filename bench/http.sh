#!/usr/bin/env bash
# The service over HTTP beside a canned endpoint of the same process and the Python peers, in one run: one JSON line per figure.
# usage: bench/http.sh [DATA_DIR]     DATA_DIR (default: a new one) gets the sample market and its model where they are not there yet; the peers' models come from PEER_DATA.
# needs: dotnet, postgresql, wrk; for the peers python3-fastapi python3-uvicorn python3-uvloop python3-httptools (and python3-sklearn for five models).
# PEERS_DIR holds http_peer.py and http_peer.lua (default ../shared/peers beside the repository); PEER_DATA holds sklearn_five.joblib, which peers.py of that directory makes. SECONDS_EACH: 8.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
data=${1:-$work/data}
peers=${PEERS_DIR:-$root/../shared/peers}
each=${SECONDS_EACH:-8}
port=18090
symbol=ACORN-USD
order='{"instrument":"ACORN-USD","side":"buy","advFraction":"0.0005","horizon":"PT10M","strategy":"balanced"}'
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
started=()
finish() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT
fail() { echo "bench/http.sh: $*" >&2; exit 1; }
for tool in dotnet wrk curl; do command -v "$tool" >/dev/null || fail "$tool is missing (Debian: wrk, curl; .NET 10 SDK)"; done

dotnet build -c Release -v quiet --nologo "$root/src/ImpactCli" >&2
dotnet build -c Release -v quiet --nologo "$root/bench/HttpBench" >&2
bench=$root/bench/HttpBench/bin/Release/net10.0/HttpBench.dll
IMPACT_DATA=$data dotnet "$root/src/ImpactCli/bin/Release/net10.0/impact.dll" sample >&2

# Threads as many as cores, connections as the peers were measured with.
load() { # name, script, url
    wrk -t2 -c16 "-d${each}s" --latency -s "$2" "$3" >"$work/wrk.txt"
    # wrk counts answers that are not 2xx, and says nothing where there are none.
    local bad
    bad=$(sed -n 's/.*Non-2xx or 3xx responses: //p' "$work/wrk.txt")
    awk -v what="$1" -v bad="${bad:-0}" '
        function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
        $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) } $1 == "Requests/sec:" { rps = $2 }
        END { printf "{\"what\":\"%s\",\"rps\":%.0f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"failed\":%d}\n", what, rps, p50, p99, bad }' "$work/wrk.txt"
}
until_up() { # url, seconds
    for ((i = 0; i < $2 * 100; i++)); do curl -sf -o /dev/null "$1" && return 0; sleep 0.01; done
    fail "$1 did not answer within $2 s"
}

if [ -z "${PEERS_ONLY:-}" ]; then
    IMPACT_DATA=$data dotnet "$bench" estimator "$data" "$symbol"
    begin=$(date +%s%N)
    IMPACT_DATA=$data dotnet "$bench" api "$symbol" --urls "http://127.0.0.1:$port" --Impact:StaleAfterSeconds=3600 --Impact:RefuseAfterSeconds=7200 "${@:2}" >"$work/api.txt" 2>&1 &
    started+=($!)
    until_up "http://127.0.0.1:$port/health/ready" 60
    echo "{\"what\":\"start to ready\",\"seconds\":$(awk -v ns=$(($(date +%s%N) - begin)) 'BEGIN { printf "%.2f", ns / 1e9 }')}"
    printf 'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [==[%s]==]\n' "$order" >"$work/order.lua"
    estimates=http://127.0.0.1:$port/v1/estimates
    curl -s "$estimates" -H 'Content-Type: application/json' -d "$order" | grep -q '"rung":"learned"' || fail "the order is not answered by the model: $(curl -s "$estimates" -H 'Content-Type: application/json' -d "$order" | head -c 600)"
    wrk -t2 -c16 -d15s -s "$work/order.lua" "$estimates" >/dev/null
    wrk -t2 -c16 -d2s -s "$work/order.lua" "http://127.0.0.1:$port/bench/canned" >/dev/null
    load estimates "$work/order.lua" "$estimates"
    echo "{\"what\":\"answers waiting for the store after it\",\"count\":$(curl -s "http://127.0.0.1:$port/health/ready" | sed -n 's/.*"recordsWaiting":\([0-9]*\).*/\1/p')}"
    echo "{\"what\":\"last answer recorded\",\"value\":$(curl -s "$estimates" -H 'Content-Type: application/json' -d "$order" | sed -n 's/.*"recorded":\([a-z]*\).*/\1/p')}"
    load canned "$work/order.lua" "http://127.0.0.1:$port/bench/canned"
    sleep 3
    dotnet "$bench" load "$port" /v1/estimates "$order" 2000 "$each"
    kill "${started[0]}"
    wait "${started[0]}" 2>/dev/null || true
    started=()
fi

for name in peer peer-no-model; do
    [ -f "$peers/http_peer.py" ] || { echo "bench/http.sh: $peers/http_peer.py is missing: no figures of the peers" >&2; break; }
    /usr/bin/python3 -c 'import fastapi, uvicorn, uvloop, httptools' 2>/dev/null || { echo "bench/http.sh: python3-fastapi python3-uvicorn python3-uvloop python3-httptools are missing: no figures of the peers" >&2; break; }
    model=none
    if [ "$name" = peer ]; then
        model=five
        [ -f "${PEER_DATA:-}/sklearn_five.joblib" ] || { echo "bench/http.sh: PEER_DATA holds no sklearn_five.joblib: no figure of the peer with models" >&2; continue; }
    fi
    (cd "$peers" && OMP_NUM_THREADS=1 DATA_DIR=${PEER_DATA:-} MODEL=$model PYTHONDONTWRITEBYTECODE=1 exec /usr/bin/python3 -m uvicorn http_peer:app --host 127.0.0.1 --port 18765 --workers 2 --no-access-log --log-level warning) >"$work/peer.txt" 2>&1 &
    started+=($!)
    until_up http://127.0.0.1:18765/health 30
    load "$name" "$peers/http_peer.lua" http://127.0.0.1:18765/estimate
    kill "${started[-1]}"
    wait "${started[-1]}" 2>/dev/null || true
    started=()
done
