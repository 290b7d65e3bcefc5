#!/usr/bin/env bash
# Rows per second that become durable over HTTP, client, service and PostgreSQL on this machine: one JSON line per format and number of streams at once.
# usage: bench/ingest.sh [ROWS] [INSTRUMENTS]        needs curl and awk
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
rows=${1:-1000000}
instruments=${2:-100}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet build -c Release -v quiet --nologo "$root/src/ImpactApi" >&2
work=$(mktemp -d)
chmod 755 "$work"
IMPACT_DATA="$work/data" dotnet "$root/src/ImpactApi/bin/Release/net10.0/ImpactApi.dll" --urls http://127.0.0.1:0 >"$work/log" 2>&1 &
api=$!
trap 'kill "$api" 2>/dev/null || true; wait "$api" 2>/dev/null || true; rm -rf "$work"' EXIT

# One quote a millisecond, two in three rows; every third row a trade.
generate() {
    awk -v rows="$rows" -v instruments="$instruments" -v format="$1" 'BEGIN {
        if (format == "csv") print "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size"
        for (i = 1; i <= rows; i++) {
            s = int(i / 1000)
            time = sprintf("2025-03-03T%02d:%02d:%02d.%03dZ", int(s / 3600), int(s / 60) % 60, s % 60, i % 1000)
            name = "BENCH" (i % instruments); tick = i % 97 / 100
            if (format == "csv" && i % 3) printf "%d,%s,%s,quote,,,,%.2f,%d,%.2f,%d\n", i, time, name, 41 + tick, 100 + i % 900, 41.02 + tick, 100 + i % 700
            else if (format == "csv") printf "%d,%s,%s,trade,%.2f,%d,%s,,,,\n", i, time, name, 41.02 + tick, 1 + i % 300, i % 2 ? "buy" : ""
            else if (i % 3) printf "{\"sequence\":%d,\"eventTime\":\"%s\",\"instrument\":\"%s\",\"type\":\"quote\",\"bid\":%.2f,\"bidSize\":%d,\"ask\":%.2f,\"askSize\":%d}\n", i, time, name, 41 + tick, 100 + i % 900, 41.02 + tick, 100 + i % 700
            else printf "{\"sequence\":%d,\"eventTime\":\"%s\",\"instrument\":\"%s\",\"type\":\"trade\",\"price\":%.2f,\"size\":%d}\n", i, time, name, 41.02 + tick, 1 + i % 300
        }
    }'
}

generate csv >"$work/csv"
generate ndjson >"$work/ndjson"
for _ in $(seq 200); do
    url=$(sed -n 's/^Market impact API *\(http[^ ]*\).*/\1/p' "$work/log")
    [ -n "$url" ] && break
    sleep 0.1
done
[ -n "$url" ] || { cat "$work/log" >&2; exit 1; }

send() { curl -sS -X POST -H "Content-Type: $2" -H 'Expect:' -T "$work/$1" "$url/v1/market-data?stream=$3&session=24h"; }

# usage: measure FORMAT CONTENT-TYPE STREAMS NAME
measure() {
    local start end sent=()
    start=$(date +%s.%N)
    for i in $(seq "$3"); do
        send "$1" "$2" "$4.$i" >"$work/answer.$i" &
        sent+=($!)
    done
    wait "${sent[@]}"
    end=$(date +%s.%N)
    awk -v what="$4" -v start="$start" -v end="$end" -v streams="$3" '{
        match($0, /"rows":[0-9]+/); rows += substr($0, RSTART + 7, RLENGTH - 7)
    } END { printf "{\"what\":\"%s\",\"streams\":%d,\"rows\":%d,\"seconds\":%.2f,\"rows_per_s\":%d}\n", what, streams, rows, end - start, rows / (end - start) }' "$work"/answer.*
    rm "$work"/answer.*
}

send csv text/csv warm-up >/dev/null
measure csv text/csv 1 ingest-csv
measure ndjson application/x-ndjson 1 ingest-ndjson
measure csv text/csv 2 ingest-csv-2
measure csv text/csv 1 ingest-csv | sed "s/ingest-csv/resend-csv/" # every row a duplicate
