#!/bin/bash
# Runs the benchmark over growing inputs and prints one line each, then how long the program takes to start.
set -eu
bench=$1
kura=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '%7s %9s %9s %9s %9s %9s %9s %9s %9s\n' tables parse sema prepare order render total 'peak MB' 'DDL MB'
for tables in 100 1000 3000 10000 30000; do
  "$bench" generate "$folder/$tables" "$tables" $((tables / 100))
  "$bench" compile "$folder/$tables" redshift
done
printf '\nplans, every 20th table changed\n%7s %9s %9s %9s %9s %9s %9s %9s\n' tables changes steps read plan text total 'peak MB'
for tables in 100 1000 3000 10000 30000; do
  "$bench" change "$folder/$tables-changed" "$tables" $((tables / 100)) 20
  "$bench" plan "$folder/$tables" "$folder/$tables-changed" redshift
done
printf "\na folder of migrations\n"
"$(dirname "$0")/migrations.py" "$kura"
printf "\n"
python3 - "$kura" <<'PY'
import subprocess, sys, time
times = []
for _ in range(50):
    start = time.perf_counter()
    subprocess.run([sys.argv[1], "--version"], stdout=subprocess.DEVNULL, check=True)
    times.append((time.perf_counter() - start) * 1000)
print(f"kura --version: median {sorted(times)[25]:.1f} ms of 50 starts, process creation included")
PY
