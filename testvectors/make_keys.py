"""Makes the vectors of keys in text: RFC 4716, headers of encrypted PEM, lines of authorized_keys
and allowed_signers, fingerprints.

Run as: make_keys.py [FOLDER]
Every verdict and offset is written down or counted here; no parser stands behind them.
"""

import base64
import hashlib

from make_text import HOST_KEY, KEY, OTHER, File, main

AUTHORIZED_KEYS = "sshd(8), AUTHORIZED_KEYS FILE FORMAT"
ALLOWED_SIGNERS = "ssh-keygen(1), ALLOWED SIGNERS"
LINE = f"ssh-ed25519 {KEY}"
BEGIN = "---- BEGIN SSH2 PUBLIC KEY ----\n"
END = "---- END SSH2 PUBLIC KEY ----\n"


def key_line_faults(f, front, fields):
    """What a line can have wrong behind front, which is empty or ends in a blank."""
    at = len(front)

    def quoted(options):
        return front + options + " " + LINE

    f.add("usual", "type and key", front + LINE, "ok", fields=fields())
    f.add("comment", "two words", f"{front}{LINE} a comment", "ok", fields=fields("", "a comment"))
    for name, options in (("option", "no-pty"), ("options", "no-pty,no-X11-forwarding"),
                          ("quoted_blanks", 'command="ls -l"'),
                          ("quoted_quote", r'command="echo \"a b\""'),
                          ("quoted_comma", 'a="b,c",d'), ("quoted_nothing", 'a=""'),
                          ("maximal", 'from="' + "a" * 600 + '"')):
        f.add(name, "before the key", quoted(options), "ok", fields=fields(options))
    f.add("indented", "a blank in front", " " + front + LINE, "not_canonical", 0, fields())
    f.add("tab", "between type and key", f"{front}ssh-ed25519\t{KEY}", "not_canonical", at + 11,
          fields())
    f.add("two_blanks", "behind the options", f"{front}a  {LINE}", "not_canonical", at + 2,
          fields("a"))
    f.add("comma_in_front", "no option before it", quoted(",a"), "bad_value", at)
    f.add("two_commas", "no option between", quoted("a,,b"), "bad_value", at + 2)
    f.add("comma_at_end", "no option behind it", quoted("a,"), "bad_value", at + 1)
    f.add("blank_behind_comma", "ends the options", quoted("a, b"), "bad_value", at + 1)
    f.add("quote_open", "to the end of the line", f'{front}a="b {LINE}', "truncated", at + 2)
    f.add("quote_kept", "by a backslash", f'{front}a="b\\" {LINE}', "truncated", at + 2)
    f.add("other_type_in_blob", "behind options", f"{front}a ssh-ed25519 {OTHER}", "bad_value",
          at + 14)
    f.add("comment_line", "no key", f"#{front}{LINE}", "bad_value", 0)
    f.add("nul", "in the options", quoted("a\0b"), "bad_value", at + 1)
    f.add("newline", "a line has none", f"{front}{LINE}\n", "bad_value", len(front + LINE))
    f.add("type_only", "taken for options", front + "ssh-ed25519", "truncated", at + 11)
    f.add("type_too_long", "65 bytes, behind options", f"{front}a {'b' * 65} {KEY}", "bad_length",
          at + 2)
    f.add("base64_cut_short", "so the type is taken for options, the key for a type",
          front + LINE[:-1], "bad_length", at + 12)
    f.add("empty", "nothing", "", "truncated", 0)


def authorized_keys_line():
    f = File("authorized_keys_line", "text", AUTHORIZED_KEYS)

    def fields(options="", comment=""):
        return {"options": options, "key_type": "ssh-ed25519", "base64_key": KEY,
                "comment": comment}

    key_line_faults(f, "", fields)
    return f


def allowed_signers_line():
    f = File("allowed_signers_line", "text", ALLOWED_SIGNERS)

    def fields(options="", comment="", principals="alice@example.com"):
        return {"principals": principals, "options": options, "key_type": "ssh-ed25519",
                "base64_key": KEY, "comment": comment}

    key_line_faults(f, "alice@example.com ", fields)
    f.add("patterns", "several", f"*@example.com,!bob@example.com {LINE}", "ok",
          fields=fields(principals="*@example.com,!bob@example.com"))
    f.add("quoted_principal", "with a blank", f'"Alice A" {LINE}', "ok",
          fields=fields(principals='"Alice A"'))
    f.add("namespaces", "what the key may sign",
          f'alice@example.com cert-authority,namespaces="git,file" {LINE}', "ok",
          fields=fields('cert-authority,namespaces="git,file"'))
    f.add("no_principals", "a key alone", LINE, "truncated", len(LINE))
    f.add("principals_open", "a quote", f'"Alice {LINE}', "truncated", 0)
    return f


def pem_encrypted_headers():
    f = File("pem_encrypted_headers", "file", "RFC 1421, sections 4.6.1.1 and 4.6.1.3; OpenSSL")
    proc, dek = "Proc-Type: 4,ENCRYPTED\n", "DEK-Info: "
    at = len(proc + dek)

    def fields(cipher, iv):
        return {"dek_info": cipher, "iv_hex": iv}

    iv = "0123456789ABCDEF0123456789ABCDEF"
    for cipher, value in (("AES-128-CBC", iv), ("AES-192-CBC", iv), ("AES-256-CBC", iv),
                          ("DES-EDE3-CBC", iv[:16])):
        f.add(cipher.lower().replace("-", "_"), "a cipher of OpenSSL's",
              f"{proc}{dek}{cipher},{value}\n", "ok", fields=fields(cipher, value))
    usual = f"{proc}{dek}AES-128-CBC,"
    f.add("small_letters", "in the hex", f"{usual}{iv.lower()}\n", "ok",
          fields=fields("AES-128-CBC", iv.lower()))
    f.add("crlf", "line ends of Windows", f"{usual}{iv}\n".replace("\n", "\r\n"), "not_canonical",
          22, fields("AES-128-CBC", iv))
    f.add("no_last_newline", "the end comes first", usual + iv, "not_canonical", len(usual + iv),
          fields("AES-128-CBC", iv))
    f.add("cr_at_end", "with no newline behind it: found by fuzzing", usual + iv + "\r",
          "not_canonical", len(usual + iv), fields("AES-128-CBC", iv))
    f.add("other_proc_type", "not encrypted", "Proc-Type: 4,MIC-ONLY" + "\n" * 5, "bad_value", 0)
    f.add("other_header", "in place of DEK-Info", f"{proc}Content-Domain: RFC822\n", "bad_value",
          23)
    f.add("other_cipher", "broken long since", f"{proc}{dek}DES-CBC,{iv[:16]}\n", "bad_value", at)
    f.add("no_cipher", "a comma at once", f"{proc}{dek},{iv}\n", "bad_value", at)
    f.add("no_iv", "the cipher alone", f"{proc}{dek}AES-128-CBC\n", "truncated", at)
    f.add("iv_too_short", "15 bytes", f"{usual}{iv[2:]}\n", "bad_length", len(usual))
    f.add("iv_too_long", "17 bytes", f"{usual}{iv}00\n", "bad_length", len(usual))
    f.add("iv_not_hex", "a letter too far", f"{usual}{iv[:-1]}G\n", "bad_value", len(usual) + 31)
    f.add("iv_of_another_cipher", "16 bytes, where the block has 8",
          f"{proc}{dek}DES-EDE3-CBC,{iv}\n", "bad_length", at + 13)
    f.add("dek_info_cut_short", "in its name", proc + "DEK", "truncated", 23)
    f.add("proc_type_cut_short", "in its name", "Proc", "truncated", 0)
    f.add("trailing", "a third header", f"{usual}{iv}\nX: y\n", "trailing", len(usual + iv) + 1)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def rfc4716_header_comment():
    f = File("rfc4716_header_comment", "file", "RFC 4716, sections 3.3 and 3.3.2")

    def fields(value):
        return {"value": value}

    head = "Comment: "
    f.add("usual", "in quotes", f'{head}"alice\'s laptop"\n', "ok",
          fields=fields('"alice\'s laptop"'))
    f.add("no_quotes", "none are needed", f"{head}laptop\n", "ok", fields=fields("laptop"))
    f.add("minimal", "nothing to say", f"{head}\n", "ok", fields=fields(""))
    folded = "a" * 62 + "\\\n" + "b" * 20
    f.add("folded", "over two lines", f"{head}{folded}\n", "ok", fields=fields(folded))
    # 62 bytes stand in the first line, 71 in each of thirteen more, and 39 in the last.
    longest = "\\\n".join(["a" * 62] + ["b" * 71] * 13 + ["c" * 39])
    f.add("maximal", "1024 bytes", f"{head}{longest}\n", "ok", fields=fields(longest))
    f.add("too_long", "1025 bytes", f"{head}{longest}c\n", "bad_length", 0)
    f.add("utf8", "not ASCII", f"{head}caf\u00e9\n", "ok", fields=fields("caf\u00c3\u00a9"))
    f.add("not_utf8", "Latin-1", b"Comment: caf\xe9\n", "not_canonical", 12, fields("caf\u00e9"))
    f.add("capitals", "in the tag", "COMMENT: a\n", "not_canonical", 1, fields("a"))
    f.add("small_letters", "in the tag", "comment: a\n", "not_canonical", 0, fields("a"))
    f.add("crlf", "line ends of Windows", f"{head}a\r\n", "not_canonical", 10, fields("a"))
    f.add("empty_line_to_go_on", "what is it a part of?", head + "a\\\n\n", "bad_value", 12)
    f.add("empty_line_behind_cr", "whose LF would join the CR", head + "\\\r\\\r\r", "bad_value", 13)
    f.add("cr", "line ends of old", f"{head}a\r", "not_canonical", 10, fields("a"))
    f.add("no_line_end", "the end comes first", f"{head}a", "not_canonical", 10, fields("a"))
    f.add("line_of_73", "one byte too long", f"{head}{'a' * 64}\n", "bad_length", 0)
    f.add("second_line_of_73", "one byte too long", f"{head}\\\n{'a' * 73}\n", "bad_length", 11)
    f.add("other_tag", "of another header", "Subject: alice\n", "bad_value", 0)
    f.add("no_blank", "behind the colon", "Comment:alice\n", "bad_value", 0)
    f.add("no_colon", "no header", "Comment- alice\n", "bad_value", 0)
    f.add("no_line_to_go_on", "behind a backslash", f"{head}a\\\n", "truncated", 12)
    f.add("tag_cut_short", "in its name", "Comm", "truncated", 0)
    f.add("trailing", "the next line", f"{head}a\nx", "trailing", 11)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def rfc4716_public_key():
    f = File("rfc4716_public_key", "file", "RFC 4716, section 3")
    body = KEY + "\n"

    def fields(headers="", text=body):
        return {"headers": headers, "base64_body": text}

    at = len(BEGIN)
    f.add("usual", "a comment", f'{BEGIN}Comment: "a b"\n{body}{END}', "ok",
          fields=fields('Comment: "a b"\n'))
    f.add("minimal", "no header, a blob of one byte", f"{BEGIN}AA==\n{END}", "ok",
          fields=fields(text="AA==\n"))
    several = "Subject: alice\nx-private: \\\nfolded\nCOMMENT: c\n"
    f.add("headers", "several, one folded, one unknown", f"{BEGIN}{several}{body}{END}", "ok",
          fields=fields(several))
    long_body = (base64.b64encode(bytes(54)).decode() + "\n") * 30
    f.add("maximal", "lines of 72 bytes", f"{BEGIN}{'t' * 64}: vvvvvv\n{long_body}{END}", "ok",
          fields=fields(f"{'t' * 64}: vvvvvv\n", long_body))
    f.add("crlf", "line ends of Windows", f"{BEGIN}{body}{END}".replace("\n", "\r\n"),
          "not_canonical", at - 1, fields(text=KEY + "\r\n"))
    f.add("cr", "line ends of old", f"{BEGIN}{body}{END}".replace("\n", "\r"), "not_canonical",
          at - 1, fields(text=KEY + "\r"))
    whole = f"{BEGIN}{body}{END}"
    f.add("no_last_newline", "the file ends in dashes", whole[:-1], "not_canonical",
          len(whole) - 1, fields())
    f.add("line_of_73", "one byte too long", f"{BEGIN}{long_body[:72]}A\n{END}", "bad_length", at)
    f.add("tag_of_65", "one byte too long", f"{BEGIN}{'t' * 65}: v\n{body}{END}", "bad_length", at)
    value = "v" * 68 + "\\\n" + ("v" * 71 + "\\\n") * 13 + "v" * 34
    f.add("value_of_1025", "one byte too long", f"{BEGIN}t: {value}\n{body}{END}", "bad_length", at)
    f.add("no_tag", "a colon in front", f"{BEGIN}: v\n{body}{END}", "bad_value", at)
    f.add("no_blank", "behind the colon", f"{BEGIN}a:b\n{body}{END}", "bad_value", at)
    f.add("not_base64", "an asterisk", f"{BEGIN}AA*A\n{END}", "bad_value", at + 2)
    f.add("body_cut_short", "no whole group", f"{BEGIN}AAA\n{END}", "truncated", at + 4)
    f.add("no_body", "nothing between", BEGIN + END, "bad_length", at)
    f.add("header_behind_body", "where none may be", f"{BEGIN}{body}Comment: a\n{END}", "bad_value",
          at + len(body) + 7)
    f.add("no_end", "the END line is missing", BEGIN + body, "truncated", at + len(body))
    f.add("other_end", "of a private key", BEGIN + body + END.replace("PUBLIC", "PRIVATE"),
          "bad_value", at + len(body))
    f.add("five_dashes", "of a PEM file", "-" + whole, "bad_value", 0)
    f.add("begin_cut_short", "in its dashes", BEGIN[:-2], "bad_value", 0)
    f.add("empty", "nothing", "", "truncated", 0)
    f.add("text_behind", "which a file may have, but not the key", whole + "x", "trailing",
          len(whole))
    return f


def fingerprint_md5():
    f = File("fingerprint_md5", "key", "RFC 4716, section 4")
    digest = hashlib.md5(HOST_KEY).digest()
    usual = ":".join(f"{byte:02x}" for byte in digest)

    def of(text):
        return {"text": text}

    f.add("usual", "of a host key", usual, "ok", fields=of(usual))
    f.add("minimal", "zeros", ":".join(["00"] * 16), "ok", fields=of(":".join(["00"] * 16)))
    f.add("maximal", "all bits", ":".join(["ff"] * 16), "ok", fields=of(":".join(["ff"] * 16)))
    f.add("prefix", "as OpenSSH writes it", "MD5:" + usual, "not_canonical", 0, of(usual))
    f.add("capitals", "lower case is demanded", ":".join(["FF"] * 16), "bad_value", 0)
    f.add("no_colons", "blanks in their place", usual.replace(":", " "), "bad_value", 2)
    f.add("not_hex", "a letter too far", usual[:-1] + "g", "bad_value", 46)
    f.add("other_prefix", "in part the same", "MD4:" + usual, "bad_value", 0)
    f.add("prefix_only", "nothing behind it", "MD5:", "truncated", 4)
    f.add("cut_short", "one digit less", usual[:-1], "truncated", 0)
    f.add("trailing", "a 17th byte", usual + ":00", "trailing", 47)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def fingerprint_sha256():
    f = File("fingerprint_sha256", "key", "ssh-keygen(1), option -l")

    def text_of(digest):
        return base64.b64encode(digest).decode().rstrip("=")

    usual = text_of(hashlib.sha256(HOST_KEY).digest())
    for name, comment, text in (("usual", "of a host key", usual),
                                ("minimal", "zeros", text_of(bytes(32))),
                                ("maximal", "all bits", text_of(b"\xff" * 32))):
        f.add(name, comment, "SHA256:" + text, "ok", fields={"text": text})
    f.add("padded", "a byte too long", f"SHA256:{usual}=", "trailing", 50)
    f.add("unused_bits", "in the last character", "SHA256:" + "A" * 42 + "B", "bad_value", 49)
    f.add("not_base64", "a minus, as in URLs", "SHA256:-" + usual[1:], "bad_value", 7)
    f.add("equals_sign", "a hash of 31 bytes", "SHA256:" + "A" * 42 + "=", "bad_value", 49)
    f.add("small_prefix", "of another program", "sha256:" + usual, "bad_value", 0)
    f.add("no_prefix", "the hash alone", usual, "bad_value", 0)
    f.add("cut_short", "one character less", "SHA256:" + usual[:-1], "truncated", 7)
    f.add("prefix_cut_short", "in its name", "SHA", "truncated", 0)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


MAKERS = (authorized_keys_line, allowed_signers_line, pem_encrypted_headers, rfc4716_public_key,
          rfc4716_header_comment, fingerprint_md5, fingerprint_sha256)

if __name__ == "__main__":
    main(MAKERS)
