#!/bin/bash
# Configures and builds a CMake preset quietly; sourced, gives build_preset and kura_binary. Run from the project's root.

# build_preset PRESET [TARGET…]: the log is shown only when something fails.
build_preset() {
  local preset=$1 log=build/build-$1.log targets=() options=()
  shift
  [ "$#" -gt 0 ] && targets=(--target "$@")
  command -v ccache >/dev/null && options=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  mkdir -p build
  echo "building $preset (log: $log)"
  if ! { cmake --preset "$preset" "${options[@]}" &&
    cmake --build "build/$preset" -j "$(nproc)" "${targets[@]}"; } >"$log" 2>&1; then
    cat "$log"
    echo "building $preset failed (log: $log)"
    return 1
  fi
}

# kura_binary PRESET: prints the absolute path of the built compiler.
kura_binary() {
  local found
  found=$(find "build/$1" -type f -name kura -perm -u+x -print -quit 2>/dev/null)
  if [ -z "$found" ]; then
    echo "no executable named kura below build/$1" >&2
    return 1
  fi
  echo "$PWD/$found"
}
