"""Captures what OpenSSH's sftp, sftp-server, ssh-add, ssh-agent, ssh and sshd say to each other."""

import os
import pathlib
import socket
import subprocess
import sys
import time

import relay

HERE = pathlib.Path(__file__).resolve().parent
SFTP_SERVER = "/usr/lib/openssh/sftp-server"
REPLIES = {b"statvfs@openssh.com": "sftp_ext_statvfs_reply",
           b"fstatvfs@openssh.com": "sftp_ext_statvfs_reply",
           b"limits@openssh.com": "sftp_ext_limits_reply",
           b"users-groups-by-id@openssh.com": "sftp_ext_users_groups_by_id_reply"}
REPLY_TYPES = set(REPLIES.values())
BATCH = """\
pwd
lpwd
mkdir d
put file d/file
put -p file d/kept
get -p d/file back
-get -r d copy
ls -la d
-ls -l d/nothing
chmod 640 d/file
-chown 0 d/file
rename d/file d/renamed
ln d/renamed d/hard
ln -s renamed d/link
-ls -l d/link
-cp d/renamed d/another
-df d
-df -h d
-rm d/another
rm d/hard
rm d/link
rm d/renamed
rm d/kept
-rmdir d
-rmdir d
"""


def string(data, at):
    length = int.from_bytes(data[at:at + 4], "big")
    return data[at + 4:at + 4 + length]


def sftp(recorder, folder, source):
    log = folder / "sftp.log"
    (folder / "file").write_bytes(b"hello\n" * 20)
    wrapper = folder / "server.sh"
    wrapper.write_text(f"#!/bin/sh\nexec {sys.executable} {HERE}/relay.py {log} {SFTP_SERVER} -d "
                       f"{folder}\n")
    wrapper.chmod(0o700)
    subprocess.run(["sftp", "-b", "-", "-D", str(wrapper)], input=BATCH.encode(), check=True,
                   capture_output=True, cwd=folder)
    asked = {}
    for who, packet in relay.packets(log):
        request_id = packet[1:5]
        if packet[0] == 200:
            asked[request_id] = string(packet, 5)
        if packet[0] == 201:
            recorder.add(REPLIES[asked[request_id]], source, packet)
        recorder.sort(("sftp",), source, packet, REPLY_TYPES)
        framed = len(packet).to_bytes(4, "big") + packet
        recorder.add("sftp_packet", source, framed)
        if packet[0] not in (1, 2):
            recorder.add("sftp_request_header" if who == "c" else "sftp_response_header", source,
                         framed)


def agent(recorder, folder, source):
    """Keys are loaded, listed, used, locked and removed."""
    real, near, log = folder / "agent", folder / "relay", folder / "agent.log"
    process = subprocess.Popen(["ssh-agent", "-D", "-a", str(real)], stdout=subprocess.DEVNULL)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(near))
    listener.listen()

    def connect():
        far = socket.socket(socket.AF_UNIX)
        far.connect(str(real))
        return far

    ask = folder / "ask.sh"
    ask.write_text("#!/bin/sh\necho passphrase\n")
    ask.chmod(0o700)
    while not real.exists():
        time.sleep(0.05)
    relay.serve(listener, connect, log)
    environment = {**os.environ, "SSH_AUTH_SOCK": str(near), "SSH_ASKPASS": str(ask),
                   "SSH_ASKPASS_REQUIRE": "force"}
    for command in (["ssh-add", "rsa", "dsa", "ed25519", "ecdsa256", "ecdsa384", "ecdsa521"],
                    ["ssh-add", "-t", "60", "-c", "encrypted"], ["ssh-add", "-L"],
                    ["ssh-add", "-l"],
                    ["ssh-add", "-x"], ["ssh-add", "-l"], ["ssh-add", "-X"],
                    ["ssh-add", "-T", "ed25519.pub"], ["ssh-add", "-T", "rsa.pub"],
                    ["ssh-add", "-s", "/nonexistent.so"], ["ssh-add", "-e", "/nonexistent.so"],
                    ["ssh-add", "-h", "host.example.com", "-H", "hosts.plain", "ed25519"],
                    ["ssh-add", "-d", "ed25519"], ["ssh-add", "-D"], ["ssh-add", "-l"]):
        subprocess.run(command, capture_output=True, cwd=folder, env=environment, check=False)
    listener.close()
    process.terminate()
    process.wait()
    for _, packet in relay.packets(log):
        recorder.sort(("agent",), source, packet)
        recorder.add("agent_message", source, len(packet).to_bytes(4, "big") + packet)
        if packet[0] in (17, 25):
            private_key(recorder, source, packet)


def private_key(recorder, source, packet):
    """The key in a request to add one: of each type the longest part that is one."""
    kinds = {b"ssh-rsa": ("agent_private_rsa", 7), b"ssh-dss": ("agent_private_dss", 6),
             b"ssh-ed25519": ("agent_private_ed25519", 3)}
    kind = string(packet, 1)
    name, count = kinds.get(kind, ("agent_private_ecdsa", 4))
    if kind.endswith(b"-cert-v01@openssh.com"):
        name, count = {b"ssh-rsa": ("agent_private_rsa_cert", 6),
                       b"ssh-dss": ("agent_private_dss_cert", 3),
                       b"ssh-ed25519": ("agent_private_ed25519_cert", 4)}.get(
                           kind[:-len(b"-cert-v01@openssh.com")], ("agent_private_ecdsa_cert", 3))
    at = 1
    for _ in range(count):
        at += 4 + int.from_bytes(packet[at:at + 4], "big")
    recorder.add(name, source, packet[1:at])
    at += 4 + int.from_bytes(packet[at:at + 4], "big")
    constraints = {1: ("agent_constraint_lifetime", 5), 2: ("agent_constraint_confirm", 1)}
    while packet[at:at + 1] in (b"\1", b"\2"):
        constraint, length = constraints[packet[at]]
        recorder.add(constraint, source, packet[at:at + length])
        at += length
    if packet[at:at + 1] == b"\xff":
        recorder.add("agent_constraint_extension", source, packet[at:])
        recorder.add("agent_constraint_ext_restrict_destination", source, packet[at:])
