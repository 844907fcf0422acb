#!/usr/bin/env bash
# Loads a seed.sql into a PostgreSQL server of its own, twice, and prints how many rows each table has.
#
#   .ci/postgres.sh output/seeds/seed.sql [FOLDER]     with FOLDER: also writes every table to FOLDER/<table>.csv
#
# The server lives in a temporary folder, listens on a socket there only, and is gone afterwards. PostgreSQL is
# installed (Debian, Ubuntu) when it is missing and CI is set; on a person's machine nothing is installed.
set -euo pipefail

seed=${1:?usage: postgres.sh SEED.SQL [FOLDER]}
folder=${2:-}
[ -r "$seed" ] || { echo "postgres.sh: cannot read $seed" >&2; exit 2; }

programs() { # the folder of the newest server
    local found
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    [ -x "$found" ] || found=$(command -v initdb) || return 1
    dirname "$(readlink -f "$found")"
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

install_postgres() {
    export DEBIAN_FRONTEND=noninteractive
    as_root mkdir -p /etc/postgresql-common # no cluster of the system's own
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    as_root apt-get update -qq
    as_root apt-get install -qq -y --no-install-recommends -o Dpkg::Options::=--force-confold postgresql >/dev/null
}

if ! bin=$(programs); then
    [ -n "${CI:-}" ] || { echo "postgres.sh: no PostgreSQL server here (initdb not found)" >&2; exit 2; }
    install_postgres >&2
    bin=$(programs)
fi

# The server refuses to run as root. /tmp because a socket's path may have 107 bytes only.
home=$(mktemp -d /tmp/gw-postgres.XXXXXX)
chmod 755 "$home"
server=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$home"
    server=(runuser -u postgres --)
fi
stop() {
    (cd / && "${server[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate -s stop) >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT

cd_root() { (cd / && "$@"); } # the postgres user may not enter the caller's folder
cd_root "${server[@]}" "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$home/log" 2>&1 \
    || { cat "$home/log" >&2; exit 1; }
cd_root "${server[@]}" "$bin/pg_ctl" -D "$home/data" -l "$home/data/log" -w -s \
    -o "-c listen_addresses='' -c unix_socket_directories='$home' -c fsync=off" start \
    || { cat "$home/data/log" >&2; exit 1; }

sql() { PGCLIENTENCODING=UTF8 "$bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$home" -U postgres -d postgres "$@"; }

sql -At -c 'SHOW server_version'
for _ in first again; do # again: the file replaces what it made
    PGOPTIONS='-c client_min_messages=warning' sql <"$seed" >/dev/null
done
tables=$(sql -At -c "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
for table in $tables; do
    echo "$table $(sql -At -c "SELECT count(*) FROM $table")"
    if [ -n "$folder" ]; then
        sql -c "COPY $table TO STDOUT (FORMAT csv, HEADER, FORCE_QUOTE *)" >"$folder/$table.csv"
    fi
done
