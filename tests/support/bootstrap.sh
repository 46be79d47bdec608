#!/bin/bash
# Installs the Debian 12 packages that building and testing Kura needs; sourced, gives bootstrap_build, bootstrap_tests and bootstrap_fuzz.

# antlr4 brings its Java runtime by itself; uuid-dev is named by the link interface of the ANTLR runtime. Configuring asks for
# Python, which runs some of the tests.
kura_build_packages=(
  g++ cmake ninja-build pkg-config
  antlr4 libantlr4-runtime-dev uuid-dev
  libfmt-dev libcli11-dev nlohmann-json3-dev doctest-dev libxxhash-dev nettle-dev
  libpq-dev libmariadb-dev libsqlite3-dev
  python3
)
kura_test_packages=(
  postgresql mariadb-server sqlite3 openssl
  python3-venv python3-jsonschema git
)
# The ANTLR runtime's headers need a clang of 15 or later.
kura_fuzz_packages=(clang-16 libclang-rt-16-dev)

kura_policy_file=/usr/sbin/policy-rc.d
kura_policy_mark='placed by the Kura bootstrap for the time of one installation'

bootstrap_build() {
  bootstrap_packages "${kura_build_packages[@]}"
}

bootstrap_tests() {
  bootstrap_packages "${kura_build_packages[@]}" "${kura_test_packages[@]}"
}

bootstrap_fuzz() {
  bootstrap_packages "${kura_build_packages[@]}" "${kura_fuzz_packages[@]}"
}

bootstrap_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "bootstrap: this is not a Debian system; install by hand: $*" >&2
    return 1
  fi
  local missing=()
  mapfile -t missing < <(bootstrap_missing "$@")
  [ "${#missing[@]}" -eq 0 ] && return 0
  echo "installing ${#missing[@]} Debian packages: ${missing[*]}"
  bootstrap_install "${missing[@]}"
}

bootstrap_missing() {
  local package status
  for package in "$@"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || status=
    [ "$status" = installed ] || echo "$package"
  done
}

bootstrap_install() {
  local log status=0
  log=$(bootstrap_log_file)
  bootstrap_hold_services
  {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@"
  } </dev/null >"$log" 2>&1 || status=$?
  bootstrap_release_services
  if [ "$status" -ne 0 ]; then
    cat "$log" >&2
    echo "bootstrap: installing packages failed with status $status (log: $log)" >&2
  fi
  return "$status"
}

bootstrap_log_file() {
  local folder
  folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build"
  mkdir -p "$folder"
  echo "$folder/bootstrap.log"
}

# The server packages start a system service when they are installed. The tests run servers of their own, so the
# installation is told not to start any. A policy of the machine's owner is left as it is.
bootstrap_hold_services() {
  if as_root grep -qs "$kura_policy_mark" "$kura_policy_file"; then
    return 0
  fi
  [ -e "$kura_policy_file" ] && return 0
  printf '#!/bin/sh\n# %s\nexit 101\n' "$kura_policy_mark" | as_root tee "$kura_policy_file" >/dev/null
  as_root chmod 755 "$kura_policy_file"
  trap 'bootstrap_release_services; trap - INT; kill -s INT $$' INT
  trap 'bootstrap_release_services; trap - TERM; kill -s TERM $$' TERM
}

bootstrap_release_services() {
  if as_root grep -qs "$kura_policy_mark" "$kura_policy_file"; then
    as_root rm -f "$kura_policy_file"
  fi
  trap - INT TERM
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}
