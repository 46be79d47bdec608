#!/bin/bash
# Builds everything and runs every test suite, or only the suites named as arguments; the last line is the total.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/support/bootstrap.sh
. tests/support/build.sh

python=/usr/bin/python3
logs=build/test-logs
processors=$(nproc)
suite_limit=1800   # seconds; only there so that a hanging suite ends

# One line a suite: name | presets it needs | command, whose last line is "N passed, N failed".
# $kura is the release compiler.
suites=(
  'unit                | dev     | tests/support/run_doctest.sh build/dev/tests/kura_tests'
  'golden              | release | tests/support/run_doctest.sh build/release/tests/kura_golden_tests'
  'layering            | release | $python tests/layering/check_layers.py build/release'
  'live-postgres       | release | $python tests/live/run_live.py postgres "$kura"'
  'live-mariadb        | release | $python tests/live/run_live.py mariadb "$kura"'
  'live-sqlite         | release | $python tests/live/run_live.py sqlite "$kura"'
  'connections         | release | $python tests/runtime/run_connections.py build/release/tests/kura_sql'
  'parsers             | release | $python tests/parsers/run_parsers.py "$kura"'
  'states              | release | $python tests/states/run_states.py "$kura"'
  'migrations          | release | $python tests/migrations/run_scenarios.py "$kura"'
  'migrations-sqlite   | release | $python tests/migrations/run_histories.py "$kura" sqlite'
  'migrations-postgres | release | $python tests/migrations/run_histories.py "$kura" postgres'
  'migrations-mariadb  | release | $python tests/migrations/run_histories.py "$kura" mariadb'
  'migrations-kills    | release | $python tests/migrations/run_kills.py "$kura"'
  'plan-rules          | release | tests/plan_check/run_rules.sh "$kura"'
  'plan-parsers        | release | $python tests/plan_check/run_plan_parsers.py "$kura"'
  'plan-pairs          | release | $python tests/plan_check/run_plan_pairs.py "$kura"'
  'plan-views          | release | $python tests/contract/view_chain.py "$kura"'
  'plan-sqlite         | release | $python tests/contract/run_contract.py sqlite "$kura"'
  'plan-mariadb        | release | $python tests/contract/run_contract.py mariadb "$kura" --pairs 300'
  'plan-postgres       | release | $python tests/contract/run_contract.py postgres "$kura"'
  'apply-cases-sqlite   | release | $python tests/contract/run_contract.py sqlite "$kura" --apply'
  'apply-cases-mariadb  | release | $python tests/contract/run_contract.py mariadb "$kura" --apply'
  'apply-cases-postgres | release | $python tests/contract/run_contract.py postgres "$kura" --apply'
  'wire-selftest       | -       | $python tests/wire/selftest.py'
  'apply-redshift      | release | $python tests/wire/run_apply.py "$kura" redshift'
  'apply-starrocks     | release | $python tests/wire/run_apply.py "$kura" starrocks'
  'engines-sqlite      | release | $python tests/runtime/run_engines.py build/release/tests/kura_describe sqlite'
  'engines-postgres    | release | $python tests/runtime/run_engines.py build/release/tests/kura_describe postgres'
  'engines-mariadb     | release | $python tests/runtime/run_engines.py build/release/tests/kura_describe mariadb'
  'inspect-postgres    | release | $python tests/inspect/run_inspect.py "$kura" postgres --random 20 --quick 1000'
  'inspect-mariadb     | release | $python tests/inspect/run_inspect.py "$kura" mariadb --random 20 --quick 1000'
  'inspect-sqlite      | release | $python tests/inspect/run_inspect.py "$kura" sqlite --random 100 --quick 900'
  'inspect-starrocks   | release | $python tests/inspect/run_inspect.py "$kura" starrocks'
  'inspect-redshift    | release | $python tests/inspect/run_inspect.py "$kura" redshift'
  'crashes-sqlite      | release | $python tests/runtime/run_crashes.py build/release/tests/kura_with_faults sqlite'
  'crashes-postgres    | release | $python tests/runtime/run_crashes.py build/release/tests/kura_with_faults postgres --every 3'
  'crashes-mariadb     | release | $python tests/runtime/run_crashes.py build/release/tests/kura_with_faults mariadb --every 6'
  'concurrency         | release | $python tests/runtime/run_concurrency.py build/release/tests/kura_with_faults'
  'failures            | release | $python tests/runtime/run_failures.py build/release/tests/kura_with_faults'
  'library             | release | $python tests/library/run_library.py build/release'
  'examples            | release | $python tests/examples/run_examples.py "$kura"'
  'import              | release | $python tests/import/run_import.py "$kura"'
  'import-postgres     | release | $python tests/import/run_dumps.py postgres "$kura"'
  'import-mariadb      | release | $python tests/import/run_dumps.py mariadb "$kura"'
  'drift               | release | $python tests/drift/run_drift.py "$kura"'
  'robustness          | release | $python tests/robustness/run_robustness.py "$kura"'
  'fuzz-replay         | dev     | build/dev/tests/fuzz/kura_fuzz_replay tests/fuzz/corpus schemas examples tests/golden'
  'fuzz-import-replay  | dev     | build/dev/tests/fuzz/kura_fuzz_import_replay tests/golden/import tests/golden/compile tests/fuzz/corpus'
)

total_passed=0
total_failed=0
wanted=()            # the suites that run
told=0               # how many of them were told of
told_to_the_end=no

main() {
  mkdir -p "$logs"
  check_names "$@" || exit 2
  bootstrap_tests || finish_unbuilt
  local preset
  for preset in release dev; do
    if needs_preset "$preset" "$@"; then
      # Of the sanitized build only the programs that run: the others take minutes to link.
      local targets=()
      [ "$preset" = dev ] && targets=(kura_tests kura_fuzz_replay kura_fuzz_import_replay)
      build_preset "$preset" "${targets[@]}" || finish_unbuilt
    fi
  done
  kura=
  if needs_preset release "$@"; then
    kura=$(kura_binary release) || finish_unbuilt
  fi
  run_suites "$@"
  finish
}

# field LINE NUMBER: a field of a suite's line, without the blanks around it.
field() {
  local name presets command
  IFS='|' read -r name presets command <<<"$1"
  local all=("$name" "$presets" "$command")
  local value=${all[$2 - 1]}
  value=${value#"${value%%[![:space:]]*}"}
  echo "${value%"${value##*[![:space:]]}"}"
}

check_names() {
  local wanted line known
  for wanted in "$@"; do
    known=no
    for line in "${suites[@]}"; do
      [ "$(field "$line" 1)" = "$wanted" ] && known=yes
    done
    if [ "$known" = no ]; then
      echo "no suite named $wanted; the suites are:" >&2
      for line in "${suites[@]}"; do echo "  $(field "$line" 1)" >&2; done
      return 1
    fi
  done
}

# is_wanted NAME WANTED…: no names given means every suite.
is_wanted() {
  local name=$1 wanted
  shift
  [ "$#" -eq 0 ] && return 0
  for wanted in "$@"; do
    [ "$wanted" = "$name" ] && return 0
  done
  return 1
}

needs_preset() {
  local preset=$1 line
  shift
  for line in "${suites[@]}"; do
    if is_wanted "$(field "$line" 1)" "$@" && [[ " $(field "$line" 2) " == *" $preset "* ]]; then
      return 0
    fi
  done
  return 1
}

# The wanted suites, as many at a time as there are processors; what they came to is told in their order.
run_suites() {
  local line
  for line in "${suites[@]}"; do
    is_wanted "$(field "$line" 1)" "$@" || continue
    wanted+=("$line")
    rm -f "$logs/$(field "$line" 1).result"
  done
  for line in "${wanted[@]}"; do
    while (($(jobs -rp | wc -l) >= processors)); do
      wait -n
      tell_ended
    done
    run_suite "$line" &
  done
  while [ -n "$(jobs -rp)" ]; do
    wait -n
    tell_ended
  done
  told_to_the_end=yes
  tell_ended
}

# Those that have ended and whose turn it is.
tell_ended() {
  while ((told < ${#wanted[@]})); do
    [ -f "$logs/$(field "${wanted[told]}" 1).result" ] || [ "$told_to_the_end" = yes ] || return 0
    tell_suite "${wanted[told]}"
    told=$((told + 1))
  done
}

# run_suite LINE: its output goes to NAME.log, and what it came to to NAME.result.
run_suite() {
  local name command log start=$SECONDS status=0
  name=$(field "$1" 1)
  command=$(field "$1" 3)
  log=$logs/$name.log
  python=$python kura=$kura timeout --foreground -k 30 "$suite_limit" bash -c "$command" </dev/null >"$log" 2>&1 || status=$?
  echo "$status $((SECONDS - start))" >"$logs/$name.result"
}

tell_suite() {
  local name log status=1 seconds=0 summary passed=0 failed=0
  name=$(field "$1" 1)
  log=$logs/$name.log
  [ -f "$logs/$name.result" ] && read -r status seconds <"$logs/$name.result"
  summary=$(tail -n 1 "$log")
  if [[ $summary =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=${BASH_REMATCH[1]}
    failed=${BASH_REMATCH[2]}
  else
    echo "$name ended with status $status and without a count" >>"$log"
  fi
  # A suite that ran nothing, or that ended badly without saying why, has failed.
  if [ "$failed" -eq 0 ] && { [ "$passed" -eq 0 ] || [ "$status" -ne 0 ]; }; then
    failed=1
  fi
  [ "$failed" -eq 0 ] || cat "$log"
  echo "$name: $passed passed, $failed failed ($seconds s)"
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
}

finish_unbuilt() {
  total_failed=$((total_failed + 1))
  finish
}

finish() {
  echo "$total_passed passed, $total_failed failed"
  [ "$total_failed" -eq 0 ] && [ "$total_passed" -gt 0 ]
  exit
}

main "$@"
