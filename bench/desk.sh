#!/usr/bin/env bash
# What the desk's questions take over HTTP, one client asking one after the other on one connection: one JSON line per question, least, median and 95 % in ms.
# usage: bench/desk.sh DATA_DIR [RUNS]     DATA_DIR holds the sample market and its model (impact sample), and gets 2,000 made-up names of 8 sessions for the basket of different names: give a copy.
# needs: dotnet, postgresql, curl and awk
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=${1:?a data directory with the sample market}
runs=${2:-100}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 IMPACT_DATA=$data
if [ -z "${BUILT:-}" ]; then
    dotnet build -c Release -v quiet --nologo "$root/src/ImpactCli" >&2
    dotnet build -c Release -v quiet --nologo "$root/src/ImpactApi" >&2
fi
work=$(mktemp -d)
api=
trap 'if [ -n "$api" ]; then kill "$api" 2>/dev/null || true; wait "$api" 2>/dev/null || true; fi; rm -rf "$work"' EXIT

# A day of each name is two quotes and a trade, far enough apart that the day counts; returns share a market factor.
names=2000
generate() {
    awk -v names=$names 'BEGIN {
        srand(1)
        print "event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size"
        for (i = 0; i < names; i++) level[i] = 20 + i % 180
        for (d = 0; d < 8; d++) {
            market = rand() + rand() + rand() - 1.5
            for (i = 0; i < names; i++) level[i] *= exp(0.01 * market + 0.012 * (rand() + rand() + rand() - 1.5))
            day = sprintf("2025-01-%02d", d + 1)
            for (row = 0; row < 3; row++)
                for (i = 0; i < names; i++) {
                    tick = 0.01 * (1 + i % 3)
                    if (row == 1) printf "%sT12:00:00.%06dZ,NAME%04d,trade,%.2f,%d,%s,,,,\n", day, i, i, level[i] + tick, 5000 + i % 700, "buy"
                    else printf "%sT%02d:00:00.%06dZ,NAME%04d,quote,,,,%.2f,%d,%.2f,%d\n", day, 2 + 9 * row, i, i, level[i] - tick, 100 + i % 900, level[i] + tick, 100 + i % 700
                }
        }
    }'
}
if [ ! -e "$data/desk-names" ]; then
    generate >"$work/names.csv"
    dotnet "$root/src/ImpactCli/bin/Release/net10.0/impact.dll" import --format csv --session 24h --currency USD "$work/names.csv" >&2
    touch "$data/desk-names"
fi

dotnet "$root/src/ImpactApi/bin/Release/net10.0/ImpactApi.dll" --urls http://127.0.0.1:0 >"$work/log" 2>&1 &
api=$!
for _ in $(seq 1200); do
    url=$(sed -n 's/^Market impact API *\(http[^ ]*\).*/\1/p' "$work/log")
    [ -n "$url" ] && curl -sf -o /dev/null "$url/health/ready" && break
    sleep 0.1
done
[ -n "$url" ] || { cat "$work/log" >&2; exit 1; }

order='{"instrument":"OAK","side":"sell","quantity":"50000","horizon":"PT3H","asOf":"2025-10-31T14:00:00Z"}'
sizes=$(seq -s, 1 20 | sed 's/[0-9][0-9]*/"0.0&"/g; s/"0\.0\([0-9][0-9]\)"/"0.\1"/g')
horizons=$(seq -s, 10 9 181 | sed 's/[0-9][0-9]*/"PT&M"/g')
lines() { # how many, names in turn
    awk -v n="$1" -v names="$2" 'BEGIN { split(names, name, " "); k = 0; for (i in name) k++
        for (i = 0; i < n; i++) printf "%s{\"instrument\":\"%s\",\"side\":\"%s\",\"quantity\":\"%d\"}", i ? "," : "", k ? name[1 + i % k] : sprintf("NAME%04d", i % 2000), int(i / 7) % 2 ? "buy" : "sell", 100 + i }'
}
echo "{\"order\":$order}" >"$work/scenarios"
echo "{\"instrument\":\"OAK\",\"side\":\"sell\",\"asOf\":\"2025-10-31T14:00:00Z\",\"advFractions\":[$sizes],\"horizons\":[$horizons]}" >"$work/surface"
echo "{\"order\":$order,\"strategies\":[\"twap\",\"vwap\",\"pov\",\"almgrenChriss\",\"obizhaevaWang\",\"optimal\"],\"sliceLength\":\"PT15M\"}" >"$work/schedules"
echo "{\"order\":$order,\"quotes\":[{\"dealer\":\"A\",\"price\":\"15.58\"},{\"dealer\":\"B\",\"price\":\"15.57\"}]}" >"$work/quotes"
echo "{\"horizon\":\"PT30M\",\"asOf\":\"2025-10-31T15:00:00Z\",\"wait\":true,\"lines\":[$(lines 2000 'OAK ASH ELM FIR YEW ACORN-USD')]}" >"$work/basket-6"
echo "{\"horizon\":\"PT30M\",\"asOf\":\"latest\",\"wait\":true,\"lines\":[$(lines 2000 '')]}" >"$work/basket-2000"

# usage: ask NAME PATH BODY TIMES
ask() {
    local answer
    answer=$(curl -sS "$url$2" -H 'Content-Type: application/json' --data-binary "@$work/$3" -o "$work/answer" -w '%{http_code}')
    [ "$answer" = 200 ] || { echo "bench/desk.sh: $1: $(head -c 600 "$work/answer")" >&2; exit 1; }
    for ((i = 0; i < $4 + $4 / 2 + 1; i++)); do
        [ "$i" = 0 ] || echo next
        printf 'url = "%s%s"\nheader = "Content-Type: application/json"\nheader = "Expect:"\ndata-binary = "@%s"\noutput = "%s"\nwrite-out = "%%{time_total}\\n"\nsilent\n' "$url" "$2" "$work/$3" "$work/answer"
    done >"$work/config"
    # The first third warms up.
    curl -K "$work/config" | tail -n "$4" | sort -n | awk -v what="$1" -v bytes="$(wc -c <"$work/answer")" '{ t[NR] = 1000 * $1 }
        END { printf "{\"what\":\"%s\",\"runs\":%d,\"least_ms\":%.1f,\"p50_ms\":%.1f,\"p95_ms\":%.1f,\"bytes\":%d}\n", what, NR, t[1], t[int((NR + 1) / 2)], t[int(0.95 * NR + 0.999)], bytes }'
}

ask "scenarios, three ways" /v1/scenarios:compare scenarios "$runs"
ask "surface of 20 sizes x 20 horizons" /v1/cost-curves surface "$runs"
ask "schedules, six strategies, frontier of twelve" /v1/schedules schedules "$runs"
ask "two quotes" /v1/rfq:evaluate quotes "$runs"
ask "basket of 2,000 lines, six names" /v1/baskets basket-6 $((runs / 4))
ask "basket of 2,000 lines, 2,000 names" /v1/baskets basket-2000 $((runs / 4))
grep -o '"pricedCount":[0-9]*' "$work/answer" | sed 's/"pricedCount":\(.*\)/{"what":"of the last basket priced","lines":\1}/'
