#!/usr/bin/env bash
# Installs what a script needs from the system's packages when it is missing and we may; otherwise says exactly what to do.
# usage: ensure-packages.sh postgresql|chromium|rabbitmq|node ...
set -euo pipefail

present() {
    case "$1" in
        postgresql) command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb >/dev/null 2>&1 ;;
        chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null ;;
        rabbitmq) [ -x /usr/sbin/rabbitmq-server ] || command -v rabbitmq-server >/dev/null ;;
        node) command -v node >/dev/null && command -v npm >/dev/null ;;
        *) echo "ensure-packages.sh: unknown tool '$1'" >&2; exit 2 ;;
    esac
}

debian_packages() {
    case "$1" in
        rabbitmq) echo rabbitmq-server ;;
        node) echo nodejs npm ;;
        *) echo "$1" ;;
    esac
}

packages=()
for tool in "$@"; do
    present "$tool" || read -r -a more <<<"$(debian_packages "$tool")"
    packages+=("${more[@]:-}")
    more=()
done
read -r -a packages <<<"${packages[*]:-}"
[ "${#packages[@]}" -gt 0 ] || exit 0

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$as_root" ] || sudo -n true 2>/dev/null; }; then
    echo "Installing ${packages[*]} with apt-get ..."
    # The package must not start a server of its own: ours is private.
    $as_root mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
else
    cat >&2 <<EOF
Missing: ${packages[*]}. Install it and run this again:
  Debian, Ubuntu:  sudo apt-get install ${packages[*]}
  Fedora:          sudo dnf install ${packages[*]//postgresql/postgresql-server}
  macOS:           brew install ${packages[*]//postgresql/postgresql@17}
EOF
    exit 1
fi
