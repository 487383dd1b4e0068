#!/bin/bash
# Fuzzes packet types, each on its own, and the other fuzz targets.
#
#     fuzz/run.sh [--time SECONDS] [--runs N] [--engine libfuzzer|afl] [TARGET...]
#
# TARGET is the name of a packet type or the stem of a //fuzz:..._fuzz; without any: all of them.
# --time (default 60) and --runs are for each target; --runs is for libFuzzer only. Prints
# executions a second and the findings of each. Corpora stay in ${SSH2_FUZZ_DIR:-a new folder}.
# Exit status: 0 nothing found, 1 something found, 2 wrong use.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=60 runs=-1 engine=libfuzzer targets=()
while [ $# -gt 0 ]; do
    case $1 in
    --time) seconds=${2:?--time wants seconds}; shift ;;
    --runs) runs=${2:?--runs wants a number}; shift ;;
    --engine) engine=${2:?--engine wants libfuzzer or afl}; shift ;;
    -*) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) targets+=("$1") ;;
    esac
    shift
done
case $engine in
libfuzzer | afl) ;;
*) echo "unknown engine $engine: libfuzzer or afl" >&2; exit 2 ;;
esac

work=${SSH2_FUZZ_DIR:-$(mktemp -d)}
bin=$work/bin-$engine
mkdir -p "$work/seeds" "$bin"

build() { # the binaries, kept apart from Bazel's own, which the next configuration replaces
    local binaries
    binaries=$(bazel query --noshow_progress 'attr(tags, "\bfuzz\b", //fuzz/...)')
    # shellcheck disable=SC2086
    bazel build --noshow_progress --ui_event_filters=-info --config="$engine" $binaries
    for binary in $binaries; do
        cp -f "bazel-bin/fuzz/${binary#//fuzz:}" "$bin/"
    done
    python3 fuzz/seeds.py "$work/seeds" testvectors/*/*.json
}

run_libfuzzer() { # binary, corpus, seeds, findings
    "$1" -max_total_time="$seconds" -runs="$runs" -max_len=65536 -dict=fuzz/packet.dict \
        -artifact_prefix="$4/" -print_final_stats=1 "$2" "$3" >"$4.log" 2>&1 || true
    awk '/stat::average_exec_per_sec/ { print $2 }' "$4.log" | tail -1
}

run_afl() { # binary, corpus, seeds, findings
    [ -n "$(ls -A "$3")" ] || printf '\0' >"$3/zero"
    AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 \
        AFL_NO_AFFINITY=1 AFL_IGNORE_SEED_PROBLEMS=1 \
        afl-fuzz -V "$seconds" -x fuzz/packet.dict -i "$3" -o "$2" -- "$1" >"$4.log" 2>&1 || true
    find "$2/default/crashes" "$2/default/hangs" -name 'id*' -exec cp {} "$4/" \; 2>/dev/null || true
    awk '/^execs_per_sec/ { print $3 }' "$2/default/fuzzer_stats" 2>/dev/null
}

fuzz_one() { # target; prints a line, returns 1 if something was found
    local binary=$bin/$1_fuzz seeds=$work/seeds/$1 speed found
    local corpus=$work/corpus-$engine/$1 findings=$work/findings/$1
    if grep -qx "$1" <<<"$packets"; then
        binary=$bin/packet_fuzz
        export SSH2_FUZZ_PACKET=$1
    elif [ -d "fuzz/corpus/$1" ]; then
        seeds=fuzz/corpus/$1
    fi
    [ -x "$binary" ] || { echo "no packet type and no fuzz target is named $1" >&2; exit 2; }
    mkdir -p "$seeds" "$corpus" "$findings"
    speed=$("run_$engine" "$binary" "$corpus" "$seeds" "$findings")
    found=$(find "$findings" -type f | wc -l)
    printf '%-44s %9s executions/s %4d findings\n' "$1" "${speed:-no}" "$found"
    [ "$found" -eq 0 ] && [ -n "$speed" ] || { echo "    see $findings.log" && return 1; }
}

build
packets=$(SSH2_FUZZ_PACKET=list "$bin/packet_fuzz" 2>/dev/null)
if [ ${#targets[@]} -eq 0 ]; then
    mapfile -t targets < <(
        echo "$packets"
        find "$bin" -name '*_fuzz' ! -name packet_fuzz -printf '%f\n' | sed 's/_fuzz$//' | sort
    )
fi
failed=0
for target in "${targets[@]}"; do
    fuzz_one "$target" || failed=1
done
echo "${#targets[@]} targets; everything is in $work"
exit $failed
