#!/usr/bin/env bash
# Make requirements/*.lock from setup.cfg: every version and checksum, for Linux, macOS and Windows, Python 3.11 and newer.
# Run by hand after a change of the requirements; needs uv (`pip install uv`). `scripts/lock.sh --upgrade` takes the
# newest versions, without it versions stay where they are if they can.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() { # lock NAME OPTION...
    local name=$1
    shift
    uv pip compile setup.cfg --quiet --universal --python-version 3.11 --generate-hashes --fork-strategy fewest \
        --overrides requirements/overrides.txt --custom-compile-command scripts/lock.sh \
        --output-file "requirements/$name.lock" "$@"
}

lock run "$@"
lock cluster --extra cluster --constraints requirements/run.lock "$@"
# Tests and benchmarks need a cluster too.
lock dev --extra dev --extra cluster --constraints requirements/cluster.lock "$@"
lock bench --extra bench --extra cluster --constraints requirements/dev.lock "$@"
