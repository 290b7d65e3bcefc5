#!/usr/bin/env bash
# Installs what a script needs from the system's packages when it is missing and we may; otherwise says exactly what to do.
# usage: ensure-packages.sh postgresql|tzdata|nodejs|npm|chromium|rabbitmq-server ...
set -euo pipefail

present() {
    case "$1" in
        postgresql) command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb >/dev/null 2>&1 ;;
        nodejs) command -v node >/dev/null ;;
        npm) command -v npm >/dev/null ;;
        chromium) command -v chromium >/dev/null ;;
        rabbitmq-server) command -v rabbitmq-server >/dev/null || [ -x /usr/sbin/rabbitmq-server ] || [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] ;;
        tzdata) [ -e /usr/share/zoneinfo/America/New_York ] ;;
        *) echo "ensure-packages.sh: unknown tool '$1'" >&2; exit 2 ;;
    esac
}

missing=()
for tool in "$@"; do
    present "$tool" || missing+=("$tool")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
if command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null; then
    echo "Installing ${missing[*]} with apt-get ..."
    # No package may start a server of its own: ours are private.
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee /usr/sbin/policy-rc.d >/dev/null
        "${as_root[@]}" chmod +x /usr/sbin/policy-rc.d
        trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    cat >&2 <<MESSAGE
Missing: ${missing[*]}. Install it and run this again:
  Debian, Ubuntu:  sudo apt-get install ${missing[*]}
  Fedora:          sudo dnf install ${missing[*]/%postgresql/postgresql-server}
  macOS:           brew install ${missing[*]/%postgresql/postgresql@17}
MESSAGE
    exit 1
fi
