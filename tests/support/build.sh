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

# kura_binary PRESET: prints the absolute path of the built compiler; packaging may leave older ones deeper down.
kura_binary() {
  local built=$PWD/build/$1/kura
  if [ ! -x "$built" ]; then
    echo "no compiler at $built" >&2
    return 1
  fi
  echo "$built"
}
