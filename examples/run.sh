#!/bin/bash
# Builds Kura and shows its main jobs: one schema, checked and compiled for two warehouses; a database file, migrated with its rows.
set -eu
cd "$(dirname "$0")/.."
. tests/support/bootstrap.sh
. tests/support/build.sh

heading() { printf '\n== %s\n\n' "$1"; }

bootstrap_packages "${kura_build_packages[@]}" sqlite3
build_preset release kura
kura=$(kura_binary release)

schema=$(find examples/shop -name '*.schema' | LC_ALL=C sort | head -n 1)
heading "The schema: $schema (first 40 lines of $(wc -l <"$schema"))"
sed -n 1,40p "$schema"

heading 'kura check examples/shop'
"$kura" check examples/shop
echo 'no errors'

heading 'kura build examples/shop -w prod      (Redshift)'
"$kura" build examples/shop -w prod

heading 'kura build examples/shop -w lake      (StarRocks)'
"$kura" build examples/shop -w lake

# try COMMAND: shows a command as one would type it, and runs it.
try() {
  printf '$ %s\n' "$1"
  eval "$1"
  echo
}

heading 'A database file: build/example/shop.db      (SQLite)'
rm -rf build/example
mkdir -p build/example
cd build/example
kura() { "$kura" "$@"; }
cat >shop.schema <<'END'
warehouse app : sqlite { url = "sqlite:shop.db"; }

table orders {
  order_id  bigint  primary key;
  customer  text    not null;
  amount    int     not null;
}

view revenue as
  select customer, sum(amount) as amount from orders group by customer;
END
try 'cat shop.schema'
try 'kura migrate "first tables"'
try 'kura apply --yes'
try "sqlite3 shop.db \"INSERT INTO orders VALUES (1, 'Ada', 12), (2, 'Bo', 30)\""

heading 'Amounts get cents and a check: SQLite cannot do that in place, so the table is rebuilt around its rows'
try "sed -i 's/amount    int     not null;/amount decimal(12, 2) not null; check positive (amount >= 0);/' shop.schema && kura fmt"
try 'kura migrate "amounts with cents"'
try 'kura apply --yes'
try "sqlite3 shop.db \"INSERT INTO orders VALUES (3, 'Cy', 12.5)\""
try 'kura status'
try "sqlite3 -header -column shop.db 'SELECT * FROM orders'"
