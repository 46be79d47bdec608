#!/bin/bash
# Builds Kura and shows its main job on the shop example: one schema, checked and compiled for two warehouses.
set -eu
cd "$(dirname "$0")/.."
. tests/support/bootstrap.sh
. tests/support/build.sh

heading() { printf '\n== %s\n\n' "$1"; }

bootstrap_build
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
