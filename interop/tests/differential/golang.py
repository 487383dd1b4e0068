"""What Go's x/crypto/ssh and pkg/sftp make: golang/ writes it down."""

import functools
import json
import os
import pathlib
import subprocess
import tempfile

GROUPS = ("primitives", "public_keys", "signatures", "certificates", "known_hosts", "handshake",
          "agent", "sftp")
SOURCE = pathlib.Path(__file__).parent / "golang"


@functools.cache
def folder():
    """Gone when we are."""
    return tempfile.TemporaryDirectory()


@functools.cache
def program():
    """Debian's packages of Go have the sources where GOPATH points at; nothing is fetched."""
    path = f"{folder().name}/golang"
    subprocess.run(["go", "build", "-o", path, "."], cwd=SOURCE, check=True,
                   env={**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode",
                        "GOCACHE": f"{folder().name}/cache"})
    return path


def compare(codec, group):
    output = subprocess.run([program(), group], check=True, stdout=subprocess.PIPE).stdout
    for line in output.splitlines():
        made = json.loads(line)
        if "fields" in made:
            codec.same(made["packet"], bytes.fromhex(made["hex"]), made["fields"])
        else:
            codec.canonical(made["packet"], bytes.fromhex(made["hex"]))


def case_for(group):
    def case(codec, _values):
        compare(codec, group)
    case.__name__ = f"Go: {group}"
    return case


CASES = tuple(map(case_for, GROUPS))
