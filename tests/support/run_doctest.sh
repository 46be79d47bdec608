#!/bin/bash
# Runs a doctest program and ends with the line "N passed, N failed", as every suite does.
# A line of that form printed by the program itself is taken; otherwise doctest's count of test cases.
set -u

program=$1
shift
if [ ! -x "$program" ]; then
  echo "$program was not built"
  echo "0 passed, 1 failed"
  exit 1
fi

output=$(mktemp)
trap 'rm -f "$output"' EXIT
"$program" --no-colors "$@" 2>&1 | tee "$output"
status=${PIPESTATUS[0]}

own=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$output" | tail -n 1)
cases=$(grep -E '^\[doctest\] test cases:' "$output" | tail -n 1)
line=${own:-$cases}
passed=$(grep -oE '[0-9]+ passed' <<<"$line" | grep -oE '[0-9]+')
failed=$(grep -oE '[0-9]+ failed' <<<"$line" | grep -oE '[0-9]+')
passed=${passed:-0}
failed=${failed:-0}

# A crash or a sanitizer report ends the program without a count of its own.
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "$program ended with status $status"
  failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
