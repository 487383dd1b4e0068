"""One fuzz target, every engine."""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_test")

_MAIN = select({
    "//fuzz:afl": [],
    "//fuzz:libfuzzer": [],
    "//conditions:default": ["//fuzz:replay.c"],
})

_ENGINE = select({
    # -fsanitize=fuzzer would mean libFuzzer: the wrapper cannot see it in Bazel's parameter file.
    "//fuzz:afl": ["-L/usr/lib/afl", "-l:libAFLDriver.a"],
    "//fuzz:libfuzzer": ["-fsanitize=fuzzer"],
    "//conditions:default": [],
})

def fuzz_binary(name, srcs, deps, local_defines = [], mutator = None):
    """Makes NAME: a fuzzer with --config=libfuzzer or --config=afl, otherwise a replayer of files.

    Args:
      name: ends in _fuzz, by which run.sh finds it
      srcs: the file with LLVMFuzzerTestOneInput
      deps: what it tests
      local_defines: of these files
      mutator: a file with LLVMFuzzerCustomMutator, for libFuzzer
    """
    cc_binary(
        name = name,
        testonly = True,
        srcs = srcs + ["//fuzz:fuzz.h", "//fuzz:require.h"] + _MAIN + select({
            "//fuzz:libfuzzer": [mutator] if mutator else [],
            "//conditions:default": [],
        }),
        local_defines = local_defines,
        linkopts = _ENGINE,
        tags = ["fuzz"],
        deps = deps,
    )

def fuzz_target(name, srcs, deps, corpus, local_defines = [], mutator = None):
    """Makes NAME_fuzz, and NAME_replay_test, which runs the corpus under any configuration.

    Args:
      name: stem of the two names
      srcs: the file with LLVMFuzzerTestOneInput
      deps: what it tests
      corpus: seeds and regressions, at least one file; run.sh starts from corpus/NAME
      local_defines: of these files
      mutator: a file with LLVMFuzzerCustomMutator, for libFuzzer
    """
    fuzz_binary(
        name = name + "_fuzz",
        srcs = srcs,
        local_defines = local_defines,
        mutator = mutator,
        deps = deps,
    )

    native.filegroup(
        name = name + "_corpus",
        srcs = corpus,
    )

    cc_test(
        name = name + "_replay_test",
        size = "small",
        srcs = srcs + ["//fuzz:fuzz.h", "//fuzz:require.h"] + _MAIN,
        args = ["$(rootpaths :%s_corpus)" % name],
        data = [":%s_corpus" % name],
        linkopts = _ENGINE,
        deps = deps,
    )
