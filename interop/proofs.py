"""Runs CBMC on the proofs: interop/proofs.sh calls this where CBMC is, and says what there is.

Run as: proofs.py SOURCE_DIR CACHE_DIR [--list|--list-packets] [--quick|--all] [NAME...]
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

TIMEOUT_SECONDS = 900
LANGUAGE = ["-std=c11", "-D_DEFAULT_SOURCE", "-I."]
WITH_CONTRACTS = ["-DCBMC_PROOF"]
CHECKS = ["--bounds-check", "--pointer-check", "--signed-overflow-check", "--conversion-check",
          "--div-by-zero-check", "--undefined-shift-check", "--unwinding-assertions",
          "--slice-formula"]
CONTRACT_CHECKS = CHECKS + ["--pointer-overflow-check", "--unsigned-overflow-check",
                            "--object-bits", "10"]
ENGINE = ["src/wire/packet.c"]
TAPE = ["src/packet/tape.c"]
TAPE_STEP = 4  # as tape.h has it
REACHED = "REACHED"  # an assertion that has to fail: the proof is not empty
BYTES_BOUND_LOW = 6  # of inputs to packet types written by hand, in bytes
BYTES_BOUND_HIGH = 13
BYTES_BOUND_REFUSED = 8  # where nothing as short as the high bound is accepted
LITTLE_LOOP = 8  # more than such a packet type has fields
WRITTEN_BY_HAND = re.compile(r"^SSH2_HANDWRITTEN_PACKET", re.MULTILINE)
REPEAT_LENGTH = re.compile(r"FIELD\(REPEAT,(?:(?!FIELD\().)*?SSH2_LENGTH\((\d+)", re.DOTALL)
PROPERTY = re.compile(r"^\[(\S+)\] (.*): (SUCCESS|FAILURE)$", re.MULTILINE)


class Proof:
    """One run of CBMC: entry in sources, and what is done to the program before."""

    def __init__(self, name, entry, sources, defines=(), instrument=None, checks=(), quick=True):
        self.name = name
        self.entry = entry
        self.sources = list(sources)
        self.defines = LANGUAGE + list(defines)
        self.instrument = instrument
        self.checks = list(checks)
        self.quick = quick

    def commands(self, folder):
        """The command lines, the last of which gives the verdict."""
        linked, proven = f"{folder}/linked.goto", f"{folder}/proven.goto"
        lines = [["goto-cc", *self.defines, "--function", self.entry, *self.sources, "-o", linked]]
        if self.instrument is None:
            proven = linked
        else:
            lines.append(["goto-instrument", *self.instrument, linked, proven])
        return lines + [["cbmc", proven, *self.checks]]

    def key(self, version):
        """Changes with anything that the verdict depends on."""
        digest = hashlib.sha256(version)
        digest.update(json.dumps(self.commands("")).encode())
        for source in self.sources:
            digest.update(run(["gcc", "-E", "-P", *self.defines, source]).stdout)
        return digest.hexdigest()


def run(command, timeout=None):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          timeout=timeout)


# What there is to prove


def table_lines():
    """The words of each line of src/wire/proofs.txt, which says what they mean."""
    text = pathlib.Path("src/wire/proofs.txt").read_text(encoding="utf-8")
    lines = [line.split("#")[0].split() for line in text.splitlines()]
    return [words for words in lines if words]


def quick_packets():
    return {words[1] for words in table_lines() if words[0] == "packet"}


def table_proofs():
    for words in table_lines():
        quick = words[0] != "slow"
        if words[0] == "packet":
            continue
        kind, name, file, *rest = words if quick else words[1:]
        yield contract(name, file, rest, quick) if kind == "contract" else \
            harness(name, file, rest, quick)


def contract(function, file, replaced, quick):
    sources = sorted({f"src/wire/{file}.c", "src/wire/text.c", f"src/wire/{file}_proof.c"})
    if file == "elements":
        sources = ["src/wire/elements.c", "src/wire/elements_proof.c", "src/wire/reader.c",
                   "src/wire/text.c"]
    entry = f"prove_{function}"
    options = ["--dfcc", entry, "--enforce-contract", function]
    for other in replaced:
        options += ["--replace-call-with-contract", other]
    return Proof(function, entry, sources, defines=WITH_CONTRACTS,
                 instrument=options + ["--apply-loop-contracts"], checks=CONTRACT_CHECKS,
                 quick=quick)


def harness(entry, file, rest, quick):
    sources = [f"src/{file}"] + [word for word in rest if word.endswith(".c")]
    options = [word for word in rest if not word.endswith(".c")]
    loops = ["--apply-loop-contracts"] if "loops" in options else None
    if loops:
        options.remove("loops")
        loops = ["--dfcc", entry] + loops
    return Proof(entry, entry, sources, defines=WITH_CONTRACTS, instrument=loops,
                 checks=CHECKS + ["--object-bits", "10", *options], quick=quick)


def packet_headers():
    sys.path.insert(0, "src/packet/testing")
    sys.dont_write_bytecode = True
    from registry import declared_in  # pylint: disable=import-outside-toplevel

    headers = sorted(pathlib.Path("src/packet").glob("*/*.h"))
    return [header for header in headers if header.parent.name != "testing" and declared_in(header)]


def packet_fields(header, seen):
    """At least as many fields as the header's packet type has, those of nested ones included."""
    if header in seen or header.parent == pathlib.Path("src/packet"):
        return 0
    seen.add(header)
    text = header.read_text(encoding="utf-8")
    included = re.findall(r'^#include "(src/packet/\w+/\w+\.h)"', text, re.MULTILINE)
    return len(re.findall(r"\bFIELD\(\w+,", text)) + \
        sum(packet_fields(pathlib.Path(name), seen) for name in included)


def shortest_accepted(header):
    """Length of the shortest canonical vector, or 0."""
    file = pathlib.Path("testvectors", header.parent.name, header.stem + ".json")
    vectors = json.loads(file.read_text(encoding="utf-8"))["vectors"] if file.exists() else []
    lengths = [len(v["hex"]) // 2 for v in vectors if v["verdict"] == "ok" and "hex" in v]
    return min(lengths, default=0)


def packet_proof(header, quick):
    packet = [f"-DPACKET={header.stem}", f'-DPACKET_HEADER="{header}"']
    if WRITTEN_BY_HAND.search(header.read_text(encoding="utf-8")):
        return bytes_proof(header, packet, quick)
    fields = packet_fields(header, set()) + 3
    tape = [f"-DSSH2_TAPE_FIELDS={fields}u"]
    demanded = REPEAT_LENGTH.search(header.read_text(encoding="utf-8"))
    if demanded and int(demanded.group(1)) > TAPE_STEP:
        tape.append(f"-DSSH2_TAPE_STEP={demanded.group(1)}u")
    return Proof(header.stem, "prove_packet", ["src/packet/packet_proof.c"] + TAPE + ENGINE,
                 defines=packet + tape,
                 checks=CHECKS + ["--unwind", str(fields + 6)], quick=quick)


def bytes_proof(header, packet, quick):
    """On bytes: as many as the shortest canonical vector and one more, if that can be done."""
    shortest = shortest_accepted(header)
    accepts = shortest < BYTES_BOUND_HIGH
    bound = max(BYTES_BOUND_LOW, shortest + 1) if accepts else BYTES_BOUND_REFUSED
    wire = [f"src/wire/{name}.c" for name in ("elements", "packet", "reader", "text", "writer")]
    by_hand = written_by_hand(header)
    literals = [len(text) for source in by_hand for text in
                re.findall(r'\bssh2_text\("(.*?)"\)', pathlib.Path(source).read_text("utf-8"))]
    loops = ["--unwind", str(max([bound, LITTLE_LOOP, *literals]) + 2)]
    if any(source.endswith("/parts.c") for source in by_hand):
        loops += ["--unwindset", "ssh2_write_decimal.0:21"]  # digits of a uint64
    return Proof(header.stem, "prove_packet", ["src/packet/packet_bytes_proof.c"] + by_hand + wire,
                 defines=packet + [f"-DBOUND={bound}u"] +
                 ([] if accepts else ["-DREFUSALS_ONLY"]),
                 checks=CHECKS + ["--pointer-overflow-check", "--object-bits", "12"] + loops, quick=quick)


def written_by_hand(header):
    """The sources that the header's own source needs, over all that they include."""
    found, todo = set(), [header.with_suffix(".c")]
    while todo:
        source = todo.pop()
        if source in found or not source.exists():
            continue
        found.add(source)
        for file in (source, source.with_suffix(".h")):
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            todo += [pathlib.Path(name).with_suffix(".c")
                     for name in re.findall(r'^#include "(src/packet/\w+/\w+\.h)"', text, re.M)]
    return sorted(str(source) for source in found)


def all_proofs():
    quick = quick_packets()
    packets = [packet_proof(header, header.stem in quick) for header in packet_headers()]
    proofs = list(table_proofs()) + packets
    names = [proof.name for proof in proofs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        sys.exit(f"proofs.py: more than one proof is named {', '.join(twice)}")
    return proofs


# Proving it


def verdict_of(entry, output, status):
    """What is wrong, or None; and how many checks there were."""
    found = [(name, text, result) for name, text, result in PROPERTY.findall(output)
             if REACHED not in text or name.split(".")[0] in (entry, "prove_step")]
    wrong = [f"[{name}] {text}" for name, text, result in found
             if (result == "FAILURE") != (REACHED in text)]
    if status not in (0, 10) or not found:
        return "CBMC gave no verdict: " + " ".join(output.split()[-12:]), len(found)
    return (wrong[0] if wrong else None), len(found)


def prove(proof):
    """What is wrong, or None; and how many checks there were."""
    folder = tempfile.mkdtemp()
    try:
        *before, last = proof.commands(folder)
        for command in before:
            done = run(command, TIMEOUT_SECONDS)
            if done.returncode != 0:
                return done.stdout.decode(errors="replace").strip().splitlines()[-1], 0
        done = run(last, TIMEOUT_SECONDS)
        return verdict_of(proof.entry, done.stdout.decode(errors="replace"), done.returncode)
    except subprocess.TimeoutExpired:
        return f"no verdict within {TIMEOUT_SECONDS} s", 0
    finally:
        shutil.rmtree(folder)


def settle(proof, cache, version):
    """Proves it, unless this very program was proven before; prints a line. True if it holds."""
    record = cache / proof.key(version)
    if record.exists():
        checks, seconds = json.loads(record.read_text())
        print(f"PASS {proof.name} ({checks} checks, {seconds:.1f} s before, unchanged)", flush=True)
        return True
    start = time.monotonic()
    wrong, checks = prove(proof)
    seconds = time.monotonic() - start
    if wrong is not None:
        print(f"FAIL {proof.name} ({seconds:.1f} s): {wrong}", flush=True)
        return False
    record.with_suffix(f".{os.getpid()}").write_text(json.dumps([checks, seconds]))
    record.with_suffix(f".{os.getpid()}").rename(record)
    print(f"PASS {proof.name} ({checks} checks, {seconds:.1f} s)", flush=True)
    return True


def chosen(proofs, options, names):
    unknown = sorted(set(names) - {proof.name for proof in proofs})
    if unknown:
        sys.exit(f"proofs.py: there is no proof named {', '.join(unknown)}: see --list")
    if names:
        return [proof for proof in proofs if proof.name in names]
    return proofs if "--all" in options else [proof for proof in proofs if proof.quick]


def main():
    source, cache = sys.argv[1], pathlib.Path(sys.argv[2])
    options = {word for word in sys.argv[3:] if word.startswith("-")}
    names = [word for word in sys.argv[3:] if not word.startswith("-")]
    os.chdir(source)
    if "--list-packets" in options:
        print("\n".join(header.stem for header in packet_headers()))
        return
    proofs = chosen(all_proofs(), options | ({"--all"} if "--list" in options else set()), names)
    if "--list" in options:
        print("\n".join(proof.name for proof in proofs))
        return
    start = time.monotonic()
    version = run(["cbmc", "--version"]).stdout
    jobs = int(os.environ.get("SSH2_PROOF_JOBS") or len(os.sched_getaffinity(0)))
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda proof: settle(proof, cache, version), proofs))
    print(f"{results.count(True)} proven, {results.count(False)} failed "
          f"({time.monotonic() - start:.0f} s)")
    sys.exit(0 if all(results) and results else 1)


if __name__ == "__main__":
    main()
