#!/bin/bash
# Holds the plans of Redshift and StarRocks to the rules: the rules' own tests first, then every golden plan, there and back.
set -u
kura=$(realpath "$1")
cd "$(dirname "$0")" || exit 1
passed=0
failed=0
for test in redshift_rules_test.py starrocks_rules_test.py; do
  if output=$(/usr/bin/python3 "$test" 2>&1); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED %s\n%s\n' "$test" "$output"
  fi
done
output=$(/usr/bin/python3 run_rules.py "$kura")
echo "$output" | sed '$d'
counts=$(echo "$output" | tail -n 1)
if ! echo "$counts" | grep -qE '^[0-9]+ passed, [0-9]+ failed$'; then
  echo "FAILED run_rules.py did not end"
  counts="0 passed, 1 failed"
fi
passed=$((passed + $(echo "$counts" | cut -d' ' -f1)))
failed=$((failed + $(echo "$counts" | cut -d' ' -f3)))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
