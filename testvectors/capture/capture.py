#!/usr/bin/python3
"""Captures bytes of OpenSSH's programs for the vectors, and writes them to captured.tsv.

Run as: capture.py    with Debian's openssh-client, openssh-server, openssl and python3-paramiko,
as root, because sshd wants that. Servers listen on 127.0.0.1 only. Every run makes new keys and so
other bytes: make_*.py have to be run behind it. The vectors in the repository come from the run
whose version of OpenSSH they name.
"""

import pathlib
import re
import subprocess
import tempfile

import dialogues
import keys
import sessions
from recorder import HERE, Recorder


def version():
    text = subprocess.run(["ssh", "-V"], check=True, capture_output=True).stderr.decode()
    return "OpenSSH " + re.match(r"OpenSSH_(\d+\.\d+)", text)[1]


def main():
    recorder, source = Recorder(), version()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        keys.capture(recorder, folder, source)
        (folder / "hosts.plain").write_bytes(
            b"host.example.com " + (folder / "ed25519.pub").read_bytes())
        dialogues.sftp(recorder, folder, source)
        dialogues.agent(recorder, folder, source)
        sessions.capture(recorder, folder, source)
    lines = ["packet\tsource\thex\tfields", *recorder.lines()]
    (HERE.parent / "captured.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} packets of {len(recorder.rows)} types")


if __name__ == "__main__":
    main()
