"""Keys, certificates, signatures and key files, as Paramiko and AsyncSSH make them."""

import base64
import io

import asyncssh
import paramiko
from codec import number, raw
from cryptography.hazmat.primitives import serialization
from paramiko.hostkeys import HostKeyEntry, HostKeys

CURVES = {256: "nistp256", 384: "nistp384", 521: "nistp521"}
KEY_ROUNDS = 4  # keys take their time


def point(key):
    return key.verifying_key.public_bytes(serialization.Encoding.X962,
                                          serialization.PublicFormat.UncompressedPoint)


def numbers_of(blob, count):
    message = paramiko.Message(blob)
    message.get_text()
    return [message.get_mpint() for _ in range(count)]


def strings_of(blob, count):
    message = paramiko.Message(blob)
    return [message.get_binary() for _ in range(count)]


def public_keys(codec, _values):
    """The blobs of RSA, DSA and ECDSA keys of Paramiko's, with the numbers of the library below."""
    for _ in range(KEY_ROUNDS):
        rsa = paramiko.RSAKey.generate(2048)
        public = rsa.key.public_key().public_numbers() if hasattr(rsa.key, "public_key") \
            else rsa.public_numbers
        codec.same("pubkey_rsa", rsa.asbytes(), {"key_type": "ssh-rsa", "e": number(public.e),
                                                 "n": number(public.n)})
        for bits, curve in CURVES.items():
            key = paramiko.ECDSAKey.generate(bits=bits)
            codec.same(f"pubkey_ecdsa_{curve}", key.asbytes(),
                       {"key_type": f"ecdsa-sha2-{curve}", "curve_name": curve,
                        "q": raw(point(key))})
        key = asyncssh.generate_private_key("ssh-ed25519")
        codec.same("pubkey_ed25519", key.public_data,
                   {"key_type": "ssh-ed25519", "key": raw(key.public_data[-32:])})
    dss = paramiko.DSSKey.generate(1024)
    codec.same("pubkey_dss", dss.asbytes(), {
        "key_type": "ssh-dss", "p": number(dss.p), "q": number(dss.q), "g": number(dss.g),
        "y": number(dss.y)})


def signatures(codec, values):
    """Of every algorithm that both know."""
    rsa, dss = paramiko.RSAKey.generate(2048), paramiko.DSSKey.generate(1024)
    ed25519 = asyncssh.generate_private_key("ssh-ed25519")
    for _ in range(KEY_ROUNDS * 4):
        data = values.bytes(200)
        for packet, algorithm in (("sig_rsa_sha1", "ssh-rsa"), ("sig_rsa_sha2_256", "rsa-sha2-256"),
                                  ("sig_rsa_sha2_512", "rsa-sha2-512")):
            blob = rsa.sign_ssh_data(data, algorithm).asbytes()
            codec.same(packet, blob, {"sig_type": algorithm, "s": raw(strings_of(blob, 2)[1])})
        blob = dss.sign_ssh_data(data).asbytes()
        codec.same("sig_dss", blob, {"sig_type": "ssh-dss", "rs": raw(strings_of(blob, 2)[1])})
        blob = ed25519.sign(data, b"ssh-ed25519")
        codec.same("sig_ed25519", blob, {"sig_type": "ssh-ed25519", "sig": raw(blob[-64:])})
        for bits, curve in CURVES.items():
            blob = paramiko.ECDSAKey.generate(bits=bits).sign_ssh_data(data).asbytes()
            content = paramiko.Message(strings_of(blob, 2)[1])
            codec.same(f"sig_ecdsa_{curve}", blob, {
                "sig_type": f"ecdsa-sha2-{curve}",
                "ecdsa_sig": {"r": number(content.get_mpint()), "s": number(content.get_mpint())}})


def certificates(codec, values):
    """User and host certificates of AsyncSSH's, with the options that were asked for."""
    authority = asyncssh.generate_private_key("ssh-ed25519")
    for kind in ("ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
                 "ssh-ed25519"):
        key = asyncssh.generate_private_key(kind)
        for host in (False, True):
            serial, key_id = values.uint64(), values.name()
            arguments = {"serial": serial, "principals": ["alice", "bob"], "valid_after": 1000,
                         "valid_before": 2**33}
            if host:
                certificate = authority.generate_host_certificate(key, key_id, **arguments)
            else:
                certificate = authority.generate_user_certificate(
                    key, key_id, force_command="uname", source_address=["192.0.2.0/24"],
                    permit_pty=True, permit_x11_forwarding=False, permit_agent_forwarding=False,
                    permit_port_forwarding=False, permit_user_rc=False, **arguments)
            blob = certificate.public_data
            fields = {"key_type": raw(strings_of(blob, 1)[0]), "nonce": raw(strings_of(blob, 2)[1]),
                      **public_part(key, kind), "serial": str(serial),
                      "certificate_role": 2 if host else 1, "key_id": key_id,
                      "valid_principals": [{"principal": "alice"}, {"principal": "bob"}],
                      "valid_after": "1000", "valid_before": str(2**33), **options(host),
                      "reserved": "", "signature_key": raw(authority.public_data),
                      "signature": raw(blob[-(4 + 11 + 4 + 64):])}
            name = kind.replace("ssh-", "").replace("ecdsa-sha2", "ecdsa").replace("-", "_")
            codec.same(f"cert_v01_{name}", blob, fields)


def public_part(key, kind):
    if kind == "ssh-rsa":
        e, n = numbers_of(key.public_data, 2)
        return {"e": number(e), "n": number(n)}
    last = strings_of(key.public_data, 2 if kind == "ssh-ed25519" else 3)
    if kind == "ssh-ed25519":
        return {"enc_a": raw(last[1])}
    return {"curve_name": raw(last[1]), "q": raw(last[2])}


def options(host):
    if host:
        return {"critical_options": [], "extensions": []}

    def text(value):
        return raw(len(value).to_bytes(4, "big") + value)

    return {"critical_options": [
        {"option_name": "force-command", "option_data": text(b"uname")},
        {"option_name": "source-address", "option_data": text(b"192.0.2.0/24")}],
            "extensions": [{"extension_name": "permit-pty", "extension_data": ""}]}


def body_of(pem):
    return b"".join(line + b"\n" for line in pem.splitlines()[1:-1])


def key_files(codec, _values):
    """Private and public keys in files: OpenSSH's format, PKCS#1, PKCS#8, RFC 4716, one line."""
    for kind in ("ssh-rsa", "ecdsa-sha2-nistp384", "ssh-ed25519"):
        key = asyncssh.generate_private_key(kind)
        for form, label in (("openssh", "OPENSSH PRIVATE KEY"), ("pkcs8-pem", "PRIVATE KEY")):
            pem = key.export_private_key(form)
            codec.same("pem_container", pem, {"label": label, "headers": "",
                                              "base64": raw(body_of(pem))})
        content = base64.b64decode(body_of(key.export_private_key("openssh")))
        before = len(b"openssh-key-v1\0") + 8 + 8 + 4 + 4 + 4 + len(key.public_data)
        private = strings_of(content[before:], 1)[0]
        codec.same("openssh_private_key", content, {
            "auth_magic": raw(b"openssh-key-v1\0"), "ciphername": "none", "kdfname": "none",
            "kdfoptions": "", "number_of_keys": 1,
            "public_keys": [{"public_key_blob": raw(key.public_data)}],
            "encrypted_private_list": raw(private), "tag": ""})
        key.set_comment("a comment")
        line = key.export_public_key("openssh").rstrip(b"\n")
        words = line.split(b" ", 2)
        codec.same("public_key_line", line, {"key_type": raw(words[0]), "base64_key": raw(words[1]),
                                             "comment": "a comment"})
        text = key.export_public_key("rfc4716")
        lines = text.splitlines(keepends=True)
        codec.same("rfc4716_public_key", text, {"headers": raw(lines[1]),
                                                "base64_body": raw(b"".join(lines[2:-1]))})
        codec.same("fingerprint_sha256", key.get_fingerprint().encode(),
                   {"text": key.get_fingerprint()[len("SHA256:"):]})
    rsa = paramiko.RSAKey.generate(2048)
    file = io.StringIO()
    rsa.write_private_key(file)
    pem = file.getvalue().encode()
    codec.same("pem_container", pem, {"label": "RSA PRIVATE KEY", "headers": "",
                                      "base64": raw(body_of(pem))})
    private = rsa.key.private_numbers()
    codec.same("pem_pkcs1_rsa", base64.b64decode(body_of(pem)), {
        "version": 0, "n": number(private.public_numbers.n), "e": number(private.public_numbers.e),
        "d": number(private.d), "p": number(private.p), "q": number(private.q),
        "dp": number(private.dmp1), "dq": number(private.dmq1), "qinv": number(private.iqmp)})


def known_hosts(codec, values):
    """Lines of Paramiko's, with names and with hashes of names."""
    key = paramiko.ECDSAKey.generate()
    for _ in range(20):
        host = values.random.choice(("example.com", "[example.com]:2222", "2001:db8::1"))
        hashed = HostKeys.hash_host(host)
        for hosts in (host, f"{host},other.example", hashed):
            line = HostKeyEntry(hosts.split(","), key).to_line().rstrip("\n").encode()
            codec.same("known_hosts_line", line, {
                "marker": "", "hosts": hosts, "key_type": "ecdsa-sha2-nistp256",
                "base64_key": key.get_base64(), "comment": ""})
        _, _, salt, digest = hashed.split("|")
        codec.same("known_hosts_hashed", hashed.encode(), {"salt_base64": salt,
                                                           "hash_base64": digest})
        codec.same("known_hosts_plain", host.encode(), {"pattern_list": host})


CASES = (public_keys, signatures, certificates, key_files, known_hosts)
