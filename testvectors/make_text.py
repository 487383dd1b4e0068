"""Makes the vectors of text lines and PEM files: text/*.json and file/pem_container.json.

Run as: make_text.py [FOLDER]
Every verdict and offset is written down or counted here; no parser stands behind them.
"""

import base64
import json
import pathlib
import sys

from captured import captured

HOST_KEY = bytes([0, 0, 0, 11]) + b"ssh-ed25519" + bytes([0, 0, 0, 32]) + bytes(range(32))
KEY = base64.b64encode(HOST_KEY).decode()
OTHER = base64.b64encode(bytes([0, 0, 0, 7]) + b"ssh-rsa" + bytes([0, 0, 0, 1, 3])).decode()
SALT = base64.b64encode(bytes(range(20))).decode()
HASH = base64.b64encode(bytes(range(100, 120))).decode()


class File:
    """Collects the vectors of one packet type."""

    def __init__(self, packet, layer, reference):
        self.head = {"packet": packet, "layer": layer, "reference": reference}
        self.vectors = []

    def add(self, name, comment, text, verdict, offset=None, fields=None):
        data = text if isinstance(text, bytes) else text.encode()
        vector = {
            "id": f"{self.head['packet']}/{name}",
            "comment": comment,
            "hex": data.hex(),
            "verdict": verdict,
            "offset": len(data) if offset is None else offset,
        }
        if fields is not None:
            vector["fields"] = {key: as_json(value) for key, value in fields.items()}
        self.vectors.append(vector)

    def write(self, folder):
        path = folder / self.head["layer"] / f"{self.head['packet']}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.as_text(), encoding="utf-8")

    def as_text(self):
        """The file's content, with what real programs have made behind the rest."""
        for name, source, data, fields in captured(self.head["packet"]):
            self.vectors.append({
                "id": f"{self.head['packet']}/{name}", "comment": "of a real program",
                "source": source, "hex": data.hex(), "verdict": "ok", "offset": len(data),
                "fields": fields,
            })
        return json.dumps({**self.head, "vectors": self.vectors}, indent=4) + "\n"


def as_json(value):
    """Text as README.md wants it; anything else is left as it is."""
    if not isinstance(value, str):
        return value
    printable = all(0x20 <= ord(c) <= 0x7E for c in value)
    return value if printable else {"hex": value.encode("latin-1").hex()}


def public_key_line():
    f = File("public_key_line", "text", "sshd(8), AUTHORIZED_KEYS FILE FORMAT")

    def key(comment):
        return {"key_type": "ssh-ed25519", "base64_key": KEY, "comment": comment}

    line = f"ssh-ed25519 {KEY}"
    f.add("no_comment", "type and key", line, "ok", fields=key(""))
    f.add("comment", "two words", f"{line} a comment", "ok", fields=key("a comment"))
    f.add("comment_utf8", "not ASCII", f"{line} caf\u00e9", "ok", fields=key("caf\u00c3\u00a9"))
    f.add("trailing_blank", "a blank and nothing", f"{line} ", "not_canonical", len(line), key(""))
    f.add("two_blanks", "before the comment", f"{line}  x", "not_canonical", len(line) + 1, key("x"))
    f.add("tab", "instead of a blank", f"{line}\tx", "not_canonical", len(line), key("x"))
    f.add("indented", "a blank in front", f" {line}", "not_canonical", 0, key(""))
    f.add("empty", "nothing at all", "", "truncated", 0)
    f.add("type_only", "the key is missing", "ssh-ed25519", "truncated", 11)
    f.add("type_and_blank", "the key is missing", "ssh-ed25519 ", "truncated", 12)
    f.add("key_cut_short", "base64 of no whole group", line[:-1], "truncated", len(line) - 1)
    f.add("not_base64", "a dollar sign", f"ssh-ed25519 AAAA$AAA", "bad_value", 16)
    f.add("other_type_in_blob", "the words do not agree", f"ssh-ed25519 {OTHER}", "bad_value", 12)
    f.add("blob_too_short", "no type fits in three bytes", "ssh-ed25519 AAAA", "bad_value", 12)
    f.add("type_is_prefix", "ssh of ssh-ed25519", f"ssh {KEY}", "bad_value", 4)
    f.add("type_too_long", "65 bytes", f"{'a' * 65} {KEY}", "bad_length", 0)
    f.add("nul", "in the comment", f"{line} a\0b", "bad_value", len(line) + 2)
    f.add("newline", "a line has none", f"{line}\n", "bad_value", len(line))
    f.add("carriage_return", "in the type", f"ssh\r-ed25519 {KEY}", "bad_value", 3)
    return f


def known_hosts_line():
    f = File("known_hosts_line", "text", "sshd(8), SSH_KNOWN_HOSTS FILE FORMAT")

    def fields(hosts, marker="", comment="", kind="ssh-ed25519", key=KEY):
        return {"marker": marker, "hosts": hosts, "key_type": kind, "base64_key": key,
                "comment": comment}

    rest = f"ssh-ed25519 {KEY}"
    f.add("plain", "one name", f"example.com {rest}", "ok", fields=fields("example.com"))
    f.add("list", "names and a port", f"a,[b]:2222,::1 {rest}", "ok",
          fields=fields("a,[b]:2222,::1"))
    f.add("comment", "behind the key", f"a {rest} from work", "ok",
          fields=fields("a", comment="from work"))
    f.add("revoked", "a marker", f"@revoked * {rest}", "ok", fields=fields("*", "@revoked"))
    f.add("authority", "a marker", f"@cert-authority *.a {rest}", "ok",
          fields=fields("*.a", "@cert-authority"))
    f.add("unknown_marker", "kept, for whoever knows it", f"@new a {rest}", "ok",
          fields=fields("a", "@new"))
    f.add("hashed", "a name that is not shown", f"|1|{SALT}|{HASH} {rest}", "ok",
          fields=fields(f"|1|{SALT}|{HASH}"))
    f.add("other_type", "of a key not known here", f"a ssh-rsa {OTHER}", "ok",
          fields=fields("a", kind="ssh-rsa", key=OTHER))
    f.add("tabs", "between the words", f"a\t{rest}", "not_canonical", 1, fields("a"))
    f.add("indented", "two blanks in front", f"  a {rest}", "not_canonical", 0, fields("a"))
    f.add("two_markers", "one is allowed", f"@revoked @new a {rest}", "bad_value", 9)
    f.add("marker_only", "nothing behind it", "@revoked", "truncated", 8)
    f.add("host_only", "the key is missing", "example.com", "truncated", 11)
    f.add("comment_line", "not a line with a key", f"# a {rest}", "bad_value", 0)
    f.add("protocol_1", "digits come in lines of another kind", "a 1024 35 12", "truncated", 9)
    f.add("digit_type", "a type does not begin so", "a 1024 AAAABDEwMjQ=", "bad_value", 2)
    f.add("other_type_in_blob", "the words do not agree", f"a ssh-ed25519 {OTHER}", "bad_value", 14)
    f.add("bad_padding", "three characters", "a ssh-rsa AAA", "truncated", 13)
    f.add("nul", "in the host", f"a\0b {rest}", "bad_value", 1)
    f.add("carriage_return", "left at the end", f"a {rest}\r", "bad_value", 2 + len(rest))
    return f


def known_hosts_hashed():
    f = File("known_hosts_hashed", "text", "sshd(8), SSH_KNOWN_HOSTS FILE FORMAT")

    def fields(salt, digest):
        return {"salt_base64": salt, "hash_base64": digest}

    def word(salt, digest):
        return f"|1|{salt}|{digest}"

    def of(length):
        return base64.b64encode(bytes(length)).decode()

    f.add("usual", "20 bytes each", word(SALT, HASH), "ok", fields=fields(SALT, HASH))
    f.add("short_salt", "one byte", word(of(1), HASH), "ok", fields=fields(of(1), HASH))
    f.add("long_salt", "64 bytes", word(of(64), HASH), "ok", fields=fields(of(64), HASH))
    f.add("no_salt", "nothing between the bars", word("", HASH), "bad_length", 3)
    f.add("salt_too_long", "65 bytes", word(of(65), HASH), "bad_length", 3)
    f.add("hash_too_short", "19 bytes", word(SALT, of(19)), "bad_length", 32)
    f.add("hash_too_long", "21 bytes", word(SALT, of(21)), "bad_length", 32)
    f.add("no_hash", "nothing behind the bar", word(SALT, ""), "bad_length", 32)
    f.add("no_second_bar", "the salt is all there is", f"|1|{SALT}", "truncated", 31)
    f.add("magic_only", "nothing behind it", "|1|", "bad_length", 3)
    f.add("magic_cut_short", "two of three bytes", "|1", "truncated", 0)
    f.add("other_magic", "a hash of another kind", f"|2|{SALT}|{HASH}", "bad_value", 0)
    f.add("third_bar", "behind the hash", word(SALT, HASH) + "|", "trailing", 60)
    f.add("not_base64", "in the salt", f"|1|AA!A|{HASH}", "bad_value", 5)
    return f


def known_hosts_ssh1_line():
    f = File("known_hosts_ssh1_line", "text", "sshd(8), SSH_KNOWN_HOSTS FILE FORMAT, as of 2001")

    def fields(comment=""):
        return {"hosts": "a,b", "bits": "1024", "exponent": "35", "modulus": "1234567",
                "comment": comment}

    f.add("usual", "three numbers", "a,b 1024 35 1234567", "ok", fields=fields())
    f.add("comment", "behind them", "a,b 1024 35 1234567 old", "ok", fields=fields("old"))
    f.add("blanks", "two before the exponent", "a,b 1024  35 1234567", "not_canonical", 9, fields())
    f.add("no_modulus", "two numbers", "a,b 1024 35", "truncated", 11)
    f.add("letter", "in a number", "a,b 1024 3x 12", "bad_value", 10)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def pem_container():
    f = File("pem_container", "file", "RFC 7468, section 2; RFC 1421, section 4.6")

    def fields(label, body, headers=""):
        return {"label": label, "headers": headers, "base64": body}

    def pem(label, body, headers="", other=None, end="\n"):
        blank = "\n" if headers else ""
        return (f"-----BEGIN {label}-----\n{headers}{blank}{body}"
                f"-----END {label if other is None else other}-----{end}")

    body = "Zm9vYmFyZm9v\nYmFy\n"
    old = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n"
    f.add("usual", "two lines", pem("X Y", body), "ok", fields=fields("X Y", body))
    f.add("headers", "of an encrypted key", pem("X", body, old), "ok",
          fields=fields("X", body, old))
    f.add("no_body", "an object of no bytes", pem("X", ""), "ok", fields=fields("X", ""))
    f.add("group_over_lines", "a line of three characters", pem("X", "Zm9\nv\n"), "ok",
          fields=fields("X", "Zm9\nv\n"))
    f.add("no_last_newline", "the file ends with dashes", pem("X", body, end=""), "not_canonical",
          36 + 15, fields("X", body))
    crlf = pem("X", "Zm9v\n").replace("\n", "\r\n")
    f.add("crlf", "line ends of Windows", crlf, "not_canonical", 17, fields("X", "Zm9v\r\n"))
    f.add("cr_at_end", "with no newline behind it: found by fuzzing",
          pem("X", body, end="\r"), "not_canonical", 36 + 15, fields("X", body))
    f.add("labels_differ", "BEGIN X and END Y", pem("X", body, other="Y"), "bad_value", 36)
    f.add("no_end", "the END line is missing", f"-----BEGIN X-----\n{body}", "truncated", 36)
    f.add("no_begin", "the BEGIN line is missing", body, "bad_value", 0)
    f.add("no_label", "nothing between blank and dashes", pem("", body), "bad_value", 0)
    f.add("one_dash_less", "four at the end", "-----BEGIN X----\n" + body, "bad_value", 0)
    f.add("not_base64", "an asterisk", pem("X", "Zm*v\n"), "bad_value", 20)
    f.add("body_cut_short", "no whole group", pem("X", "Zm9vYg\n"), "truncated", 25)
    f.add("text_behind", "which a file may have, but not the container", pem("X", body) + "x",
          "trailing", 36 + 16)
    f.add("empty", "nothing", "", "bad_value", 0)
    return f


def main(makers):
    """Writes what makers make, into the folder named as argument or this one."""
    default = pathlib.Path(__file__).resolve().parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    for make in makers:
        make().write(folder)


MAKERS = (public_key_line, known_hosts_line, known_hosts_hashed, known_hosts_ssh1_line,
          pem_container)

if __name__ == "__main__":
    main(MAKERS)
