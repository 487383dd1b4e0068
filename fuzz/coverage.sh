#!/bin/bash
# usage: fuzz/coverage.sh [codec|all] [--lines]
#
# codec (the default): line and branch coverage of src/wire and src/packet, file by file, by the test
# vectors, the fuzz corpora and the unit tests of these two rooms. all: of the rest of src too, by all
# unit tests and corpora. --lines also prints each line and branch of them that nothing reached.
# Measured with clang's own instrumentation, in a build of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }

scope=codec lines=""
for argument; do
    case $argument in
    codec | all) scope=$argument ;;
    --lines) lines=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
done

case $scope in
codec) tests='//src/wire/... + //src/packet/... + //fuzz:packet_replay_test' ;;
all) tests='//src/... + //fuzz/...' ;;
esac

work=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-coverage.XXXXXXXX")
trap 'rm -rf "$work"' EXIT

mapfile -t targets < <(bazel query --noshow_progress --ui_event_filters=-info "kind(cc_test, $tests)")
bazel test --config=coverage-clang --noshow_progress --ui_event_filters=-info --test_output=errors \
    --strategy=TestRunner=local --nocache_test_results --test_summary=none \
    --test_env=LLVM_PROFILE_FILE="$work/%p-%m.profraw" "${targets[@]}" >&2

llvm-profdata merge -sparse -o "$work/merged" "$work"/*.profraw
bin=$(bazel info --config=coverage-clang --ui_event_filters=-info,-warning bazel-bin 2>/dev/null)
objects=()
for target in "${targets[@]}"; do
    target=${target#//}
    objects+=(-object "$bin/${target/://}")
done
# What is not of the library: tests, their tools, and what the checks of the checks are made of.
others='(_test\.c|_testing\.h|/testing/|/testing\.h|testing_keys\.h|_vectors\.h|/oracle/|registry\.c|^/usr|fuzz/)'

llvm-cov report -instr-profile="$work/merged" "${objects[@]:1}" -ignore-filename-regex="$others" \
    -show-branch-summary -show-region-summary=false -show-functions=false |
    sed -e 's/^[^ ]*\/\(src\/[^ ]*\)/\1/' -e '/^Files which contain/,/^TOTAL/{/^TOTAL/!d}'
if [ -n "$lines" ]; then
    llvm-cov export -format=lcov -instr-profile="$work/merged" "${objects[@]:1}" \
        -ignore-filename-regex="$others" |
        awk -F '[:,]' '/^SF:/ { file = $2; sub(/.*\/src\//, "src/", file) }
            /^DA:/ && $3 == 0 { printf "%s:%d: line not reached\n", file, $2 }
            /^BRDA:/ && ($5 == 0 || $5 == "-") {
                printf "%s:%d: branch %d not taken\n", file, $2, $4 }'
fi
