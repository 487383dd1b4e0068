#!/bin/bash
# usage: fuzz/run.sh [--time SECONDS] [--runs N] [--engine libfuzzer|afl] [TARGET...]
#
# Fuzzes packet types, each on its own, and what lies above them. TARGET is the name of a packet
# type, the name of a layer of them (a folder in src/packet), "packets" for all packet types, or
# the stem of a //fuzz:..._fuzz. Without any: everything.
#
# --time (default 60) and --runs (default: no end) are limits for each target, whichever comes
# first. Prints for each: executions, executions a second, coverage (libFuzzer: edges and features;
# AFL++: share of the edges in the program), inputs in the corpus, findings.
#
# Corpora, findings and logs stay in $SSH2_FUZZ_DIR, by default a new folder; the next run in
# the same folder goes on from there.
# Exit status: 0 nothing found, 1 something found, 2 wrong use.
set -euo pipefail
cd "$(dirname "$0")/.."

SECONDS_EACH=60 RUNS=-1 ENGINE=libfuzzer TARGETS=()
SUBJECTS=() # "packet LAYER NAME" or "other - NAME"

usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }

wrong() { printf 'run.sh: %s\n' "$*" >&2; exit 2; }

number() { # option, value
    [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || wrong "$1 wants a number above 0, not '${2:-}'"
    printf '%s' "$2"
}

read_options()
{
    while [ $# -gt 0 ]; do
        case $1 in
        --time) SECONDS_EACH=$(number --time "${2:-}"); shift ;;
        --runs) RUNS=$(number --runs "${2:-}"); shift ;;
        --engine) ENGINE=${2:-}; shift ;;
        -h | --help) usage; exit 0 ;;
        -*) usage >&2; exit 2 ;;
        *) TARGETS+=("$1") ;;
        esac
        shift || break
    done
    case $ENGINE in
    libfuzzer | afl) ;;
    *) wrong "unknown engine '$ENGINE': libfuzzer or afl" ;;
    esac
}

# The binaries, kept apart from Bazel's own, which the next configuration replaces.
build()
{
    local binaries binary
    mapfile -t binaries < <(bazel query --noshow_progress --ui_event_filters=-info \
        'attr(tags, "\bfuzz\b", //fuzz/...)')
    bazel build --noshow_progress --ui_event_filters=-info --config="$ENGINE" "${binaries[@]}" >&2
    for binary in "${binaries[@]}"; do
        cp -f "bazel-bin/fuzz/${binary#//fuzz:}" "$BIN/"
    done
    if [ "$ENGINE" = afl ]; then
        bazel build --noshow_progress --ui_event_filters=-info //fuzz:packet_afl_mutator.so >&2
        cp -f bazel-bin/fuzz/packet_afl_mutator.so "$BIN/"
    fi
    python3 fuzz/seeds.py "$WORK/seeds" testvectors/*/*.json
}

# Everything there is, as SUBJECTS has it.
all_subjects()
{
    SSH2_FUZZ_PACKET=list "$BIN/packet_fuzz" 2>/dev/null | sed 's/^/packet /'
    find "$BIN" -name '*_fuzz' ! -name packet_fuzz -printf '%f\n' | sort |
        sed 's/\(.*\)_fuzz$/other - \1/'
}

choose_subjects()
{
    local all target chosen
    all=$(all_subjects)
    [ ${#TARGETS[@]} -gt 0 ] || { mapfile -t SUBJECTS <<<"$all"; return; }
    for target in "${TARGETS[@]}"; do
        chosen=$(awk -v t="$target" \
            '$3 == t || ($1 == "packet" && ($2 == t || t == "packets"))' <<<"$all")
        [ -n "$chosen" ] || wrong "no packet type, layer or fuzz target is named '$target'"
        mapfile -t -O ${#SUBJECTS[@]} SUBJECTS <<<"$chosen"
    done
}

# Quick frees: what is freed goes through a sanitizer's quarantine small enough for the cache.
run_libfuzzer() # binary, corpus, seeds, findings, dictionary
{
    ASAN_OPTIONS=quarantine_size_mb=1:malloc_context_size=8 \
        "$1" -max_total_time="$SECONDS_EACH" -runs="$RUNS" -max_len=16384 -timeout=10 \
        -dict="$5" -artifact_prefix="$4/" -print_final_stats=1 "$2" "$3" >"$4.log" 2>&1 || true
    awk '/^#[0-9]+/ && /cov:/ {
             for (i = 1; i < NF; i++) {
                 if ($i == "cov:") edges = $(i + 1)
                 if ($i == "ft:") features = $(i + 1)
                 if ($i == "corp:") { split($(i + 1), parts, "/"); corpus = parts[1] }
             }
         }
         /^Done [0-9]+ runs in/ { took = $5 }
         /stat::number_of_executed_units/ { runs = $2 }
         END {
             if (runs > 0)
                 printf "%d %d cov:%d,ft:%d %d\n", runs, runs / (took > 0 ? took : 1), edges,
                        features, corpus
         }' "$4.log"
}

run_afl() # binary, corpus, seeds, findings, dictionary
{
    local limit=(-V "$SECONDS_EACH")
    [ "$RUNS" = -1 ] || limit+=(-E "$RUNS")
    [ -n "$(ls -A "$3")" ] || printf '\0' >"$3/zero"
    AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_AUTORESUME=1 \
        AFL_NO_AFFINITY=1 AFL_IGNORE_SEED_PROBLEMS=1 AFL_FAST_CAL=1 \
        afl-fuzz "${limit[@]}" -x "$5" -i "$3" -o "$2" -- "$1" >"$4.log" 2>&1 || true
    find "$2/default/crashes" "$2/default/hangs" -name 'id*' -exec cp {} "$4/" \; 2>/dev/null || true
    awk -F ' *: *' '{ stat[$1] = $2 }
        END { if (stat["execs_done"] > 0)
                  print stat["execs_done"], int(stat["execs_per_sec"]), stat["bitmap_cvg"],
                        stat["corpus_count"] }' "$2/default/fuzzer_stats" 2>/dev/null || true
}

# Prints a line; returns 1 if something was found.
fuzz_one() # packet|other, layer, name
{
    local name=$3 binary=$BIN/$3_fuzz seeds=$WORK/seeds/$3 dictionary=$WORK/dict/$2
    local corpus=$WORK/corpus-$ENGINE/$3 findings=$WORK/findings/$3
    local regressions=fuzz/corpus/$3 result found runs speed coverage inputs
    mkdir -p "$seeds" "$corpus" "$findings" "$WORK/dict"
    if [ "$1" = packet ]; then
        binary=$BIN/packet_fuzz regressions=fuzz/corpus/packet/$name
        export SSH2_FUZZ_PACKET=$name
        [ "$ENGINE" != afl ] || export AFL_CUSTOM_MUTATOR_LIBRARY=$BIN/packet_afl_mutator.so
        cat fuzz/dict/common.dict "fuzz/dict/$2.dict" >"$dictionary"
    else
        unset SSH2_FUZZ_PACKET AFL_CUSTOM_MUTATOR_LIBRARY
        cat fuzz/dict/*.dict >"$dictionary"
    fi
    [ ! -d "$regressions" ] || cp -n "$regressions"/* "$seeds/"
    result=$("run_$ENGINE" "$binary" "$corpus" "$seeds" "$findings" "$dictionary")
    found=$(find "$findings" -type f ! -name 'slow-unit-*' | wc -l)
    read -r runs speed coverage inputs <<<"${result:-0 0 - 0}"
    printf '%-46s %10d %8d/s  %-18s %6d %4d\n' "$name" "$runs" "$speed" "$coverage" "$inputs" "$found"
    if [ "$found" -gt 0 ] || [ "$runs" -eq 0 ]; then
        echo "    see $findings.log"
        return 1
    fi
}

main()
{
    local failed=0 subject kind layer name
    read_options "$@"
    WORK=${SSH2_FUZZ_DIR:-$(mktemp -d "${TMPDIR:-/tmp}/libssh2-fuzz.XXXXXXXX")}
    BIN=$WORK/bin-$ENGINE
    mkdir -p "$WORK/seeds" "$BIN"
    build
    choose_subjects
    printf '%-46s %10s %10s  %-18s %6s %4s\n' target executions speed coverage inputs found
    for subject in "${SUBJECTS[@]}"; do
        read -r kind layer name <<<"$subject"
        fuzz_one "$kind" "$layer" "$name" || failed=1
    done
    echo "${#SUBJECTS[@]} targets; everything is in $WORK"
    return $failed
}

main "$@"
