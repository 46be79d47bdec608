#!/bin/bash
# Fuzzes parse → compile → format under AddressSanitizer and UndefinedBehaviorSanitizer, beginning with every schema of the
# repository: tests/fuzz/run_fuzz.sh MINUTES [JOBS] [TARGET]. What it finds is left in build/fuzz/findings.
set -eu
cd "$(dirname "$0")/../.."
minutes=${1:-30}
jobs=${2:-2}
target=${3:-kura_fuzz}
endings=(-name '*.schema' -o -path '*corpus*')
[ "$target" = kura_fuzz ] || endings=(-name '*.sql')
. tests/support/bootstrap.sh
bootstrap_fuzz
cmake --preset fuzz >build/fuzz-configure.log
cmake --build --preset fuzz --target "$target" -- -j"${KURA_JOBS:-$(nproc)}"
corpus=build/fuzz/corpus-$target
findings=build/fuzz/findings
mkdir -p "$corpus" "$findings"
find schemas examples tests/golden tests/fuzz/corpus -type f \( "${endings[@]}" \) | while read -r file; do
  cp "$file" "$corpus/$(sha1sum "$file" | cut -c1-16)"
done
exec "build/fuzz/tests/fuzz/$target" "$corpus" -fork="$jobs" -max_total_time=$((minutes * 60)) -max_len=16384 -timeout=20 \
  -rss_limit_mb=3000 -dict=tests/fuzz/schema.dict -artifact_prefix="$findings/"
