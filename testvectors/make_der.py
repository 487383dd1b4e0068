"""Makes the vectors of keys in DER, as they are in PEM files: file/pem_*.json.

Run as: make_keys.py [FOLDER]
Every verdict and offset is written down or counted here; no parser stands behind them.
"""

from make_text import File, main

INTEGER, BITS, OCTETS, OID, SEQUENCE, CONTEXT_0, CONTEXT_1 = 2, 3, 4, 6, 0x30, 0xA0, 0xA1
RSA = bytes.fromhex("2a864886f70d010101")
EC = bytes.fromhex("2a8648ce3d0201")
ED25519 = bytes.fromhex("2b6570")
CURVES = {"2a8648ce3d030107": 32, "2b81040022": 48, "2b81040023": 66}


def der(tag, *contents):
    content = b"".join(contents)
    if len(content) < 128:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(length)]) + length + content


def integer(value):
    return der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def number(value):
    """An integer as README.md wants it."""
    return {"hex": value.to_bytes((value.bit_length() + 7) // 8, "big").hex()}


def raw(data):
    return data.decode("latin-1")


class Sequence:
    """A SEQUENCE of elements by name, and what can be wrong with it."""

    def __init__(self, f, elements, fields):
        self.f, self.elements, self.fields = f, elements, fields

    def encoded(self, **changed):
        return der(SEQUENCE, *{**self.elements, **changed}.values())

    def start(self, name, **changed):
        """Where an element begins."""
        elements = {**self.elements, **changed}
        names = list(elements)
        behind = b"".join(elements[n] for n in names[names.index(name):])
        return len(self.encoded(**changed)) - len(behind)

    def element_faults(self, name):
        element = self.elements[name]
        start = self.start(name)
        self.f.add(f"{name}_of_another_tag", "a NULL's", self.encoded(
            **{name: b"\5" + element[1:]}), "bad_value", start)
        longer = element[:1] + bytes([element[1] + 1]) + element[2:]
        if name == list(self.elements)[-1] and element[1] < 127:
            self.f.add(f"{name}_beyond_its_sequence", "a byte too long",
                       self.encoded(**{name: longer}), "truncated", start)

    def frame_faults(self):
        whole = self.encoded()
        head = len(whole) - len(b"".join(self.elements.values()))
        content = whole[head:]
        self.f.add("not_a_sequence", "a SET", b"\x31" + whole[1:], "bad_value", 0)
        self.f.add("indefinite_length", "BER's, with an end", b"\x30\x80" + content + b"\0\0",
                   "bad_length", 0)
        self.f.add("length_of_5_bytes", "no key is so long",
                   b"\x30\x85\0\0\0\0" + bytes([len(content) % 256]) + content, "bad_length", 0)
        self.f.add("length_of_4_gib", "more than there is", b"\x30\x84\xff\xff\xff\xff" + content,
                   "truncated", 0)
        self.f.add("needless_length_bytes", "BER's", b"\x30\x84" + len(content).to_bytes(4, "big")
                   + content, "not_canonical", 1, self.fields)
        self.f.add("cut_short", "one byte less", whole[:-1], "truncated", 0)
        self.f.add("length_cut_short", "the tag alone", whole[:1], "truncated", 0)
        self.f.add("no_elements", "an empty sequence", b"\x30\0", "truncated", 2)
        more = der(SEQUENCE, content, b"\5\0")
        self.f.add("one_element_more", "a NULL", more, "trailing", len(more) - 2)
        self.f.add("trailing", "a byte behind it", whole + b"\0", "trailing", len(whole))
        self.f.add("empty", "nothing", b"", "truncated", 0)


def numbers(packet, reference, version, names):
    """A SEQUENCE of numbers, perhaps with a version in front."""
    f = File(packet, "file", reference)

    def of(values):
        first = {} if version is None else {"version": integer(version)}
        fields = {} if version is None else {"version": version}
        return Sequence(f, {**first, **{n: integer(v) for n, v in values.items()}},
                        {**fields, **{n: number(v) for n, v in values.items()}})

    usual = of({n: 0x80 + i for i, n in enumerate(names)})
    least = of({n: 0 for n in names})
    most = of({n: 2**16384 - 1 - i for i, n in enumerate(names)})
    for name, comment, each in (("typical", "with the top bit set", usual),
                                ("minimal", "zeros", least), ("maximal", "16384 bits", most)):
        f.add(name, comment, each.encoded(), "ok", fields=each.fields)
    usual.frame_faults()
    for name in names:
        start = usual.start(name)
        usual.element_faults(name)
        f.add(f"{name}_negative", "-1", usual.encoded(**{name: b"\2\1\xff"}), "negative", start + 2)
        f.add(f"{name}_of_no_bytes", "zero takes one", usual.encoded(**{name: b"\2\0"}),
              "bad_length", start)
        f.add(f"{name}_with_zeros", "more than the sign needs",
              usual.encoded(**{name: b"\2\3\0\0\x80"}), "not_canonical", start + 2,
              {**usual.fields, name: number(0x80)})
        changed = usual.encoded(**{name: integer(2**16384)})
        f.add(f"{name}_too_large", "16385 bits", changed, "bad_length", start + 2)
    if version is not None:
        f.add("other_version", "one more", usual.encoded(version=integer(version + 1)),
              "bad_value", 2)
        f.add("version_of_2_bytes", "256 is not 0", usual.encoded(version=integer(256)),
              "bad_value", 2)
    return f


def pem_pkcs1_rsa():
    return numbers("pem_pkcs1_rsa", "RFC 8017, appendix A.1.2", 0,
                   ("n", "e", "d", "p", "q", "dp", "dq", "qinv"))


def pem_dsa():
    return numbers("pem_dsa", "OpenSSL", 0, ("p", "q", "g", "y", "x"))


def pem_pkcs1_rsa_public():
    return numbers("pem_pkcs1_rsa_public", "RFC 8017, appendix A.1.1", None, ("n", "e"))


def pem_sec1_ec():
    f = File("pem_sec1_ec", "file", "RFC 5915, section 3")

    def key(length, oid=b"", point=b""):
        parts = {"version": integer(1), "private_key": der(OCTETS, bytes(range(1, length + 1)))}
        if oid:
            parts["parameters"] = der(CONTEXT_0, der(OID, oid))
        if point:
            parts["public_key"] = der(CONTEXT_1, der(BITS, b"\0", point))
        fields = {"version": 1, "private_key": raw(bytes(range(1, length + 1))),
                  "parameters": raw(oid), "public_key": raw(point)}
        return Sequence(f, parts, fields)

    for oid, length in CURVES.items():
        each = key(length, bytes.fromhex(oid), b"\4" + bytes(2 * length))
        f.add(f"curve_of_{length}", "all parts", each.encoded(), "ok", fields=each.fields)
        bare = key(length)
        f.add(f"bare_{length}", "as in PKCS#8", bare.encoded(), "ok", fields=bare.fields)
        wrong = key(length - 1, bytes.fromhex(oid))
        f.add(f"private_key_of_{length - 1}", "a zero in front is left out", wrong.encoded(),
              "bad_length", 5)
    usual = key(32, bytes.fromhex("2a8648ce3d030107"), b"\4" + b"x" * 64)
    compressed = key(32, bytes.fromhex("2a8648ce3d030107"), b"\2" + b"x" * 32)
    f.add("compressed_point", "not looked into", compressed.encoded(), "ok",
          fields=compressed.fields)
    no_point = key(32, bytes.fromhex("2a8648ce3d030107"))
    f.add("no_point", "it can be worked out", no_point.encoded(), "ok", fields=no_point.fields)
    usual.frame_faults()
    usual.element_faults("private_key")
    f.add("other_version", "0", usual.encoded(version=integer(0)), "bad_value", 2)
    f.add("version_2", "none yet", usual.encoded(version=integer(2)), "bad_value", 2)
    f.add("other_curve", "secp256k1", key(32, bytes.fromhex("2b8104000a")).encoded(), "bad_value",
          usual.start("parameters") + 2)
    f.add("curve_of_another_length", "P-384 and 32 bytes",
          key(32, bytes.fromhex("2b81040022")).encoded(), "bad_value",
          usual.start("parameters") + 2)
    f.add("parameters_not_named", "a curve spelled out",
          usual.encoded(parameters=der(CONTEXT_0, der(SEQUENCE, integer(1)))), "bad_value",
          usual.start("parameters") + 2)
    two = {"parameters": der(CONTEXT_0, der(OID, bytes.fromhex("2a8648ce3d030107")) * 2)}
    f.add("parameters_of_two", "a second OID", usual.encoded(**two), "trailing",
          usual.start("parameters", **two) + 12)
    f.add("unused_bits", "in the point", usual.encoded(
        public_key=der(CONTEXT_1, der(BITS, b"\4" + b"x" * 65))), "bad_value",
          usual.start("public_key") + 2)
    f.add("point_of_no_bytes", "the count of unused bits alone", usual.encoded(
        public_key=der(CONTEXT_1, der(BITS, b"\0"))), "bad_value", usual.start("public_key") + 2)
    return f


def pkcs8_parts(algorithm, private_key, **more):
    return {"version": integer(1 if "public_key" in more else 0),
            "algorithm_identifier": der(SEQUENCE, algorithm),
            "private_key": der(OCTETS, private_key), **more}


def pem_pkcs8():
    f = File("pem_pkcs8", "file", "RFC 5208, section 5; RFC 5958, section 2; RFC 8410, section 7")
    algorithms = {"rsa": der(OID, RSA) + b"\5\0",
                  "ec": der(OID, EC) + der(OID, bytes.fromhex("2a8648ce3d030107")),
                  "ed25519": der(OID, ED25519)}
    seed = der(OCTETS, bytes(range(32)))

    def fields(algorithm, private_key, attributes=b"", public_key=b""):
        return {"version": 1 if public_key else 0, "algorithm_identifier": raw(algorithm),
                "private_key": raw(private_key), "attributes": raw(attributes),
                "public_key": raw(public_key)}

    for name, algorithm in algorithms.items():
        parts = pkcs8_parts(algorithm, seed)
        f.add(name, "without attributes", Sequence(f, parts, {}).encoded(), "ok",
              fields=fields(algorithm, seed))
    ed25519 = algorithms["ed25519"]
    usual = Sequence(f, pkcs8_parts(ed25519, seed), fields(ed25519, seed))
    point = b"\0" + bytes(32)
    whole = Sequence(f, pkcs8_parts(ed25519, seed, attributes=der(CONTEXT_0, b"\5\0"),
                                    public_key=der(0x81, point)),
                     fields(ed25519, seed, b"\5\0", point))
    f.add("maximal", "attributes and the public key", whole.encoded(), "ok", fields=whole.fields)
    f.add("attributes", "that nobody knows",
          Sequence(f, pkcs8_parts(ed25519, seed, attributes=der(CONTEXT_0, b"\5\0")), {}).encoded(),
          "ok", fields=fields(ed25519, seed, b"\5\0"))
    f.add("minimal", "a key of no bytes", usual.encoded(private_key=der(OCTETS)), "ok",
          fields=fields(ed25519, b""))
    usual.frame_faults()
    usual.element_faults("private_key")
    usual.element_faults("algorithm_identifier")
    f.add("version_2", "none yet", usual.encoded(version=integer(2)), "bad_value", 2)
    f.add("version_1_without_public_key", "which it is about", usual.encoded(version=integer(1)),
          "bad_value", 2)
    f.add("version_0_with_public_key", "which it does not have", whole.encoded(version=integer(0)),
          "bad_value", 2)
    f.add("other_algorithm", "X25519 signs nothing",
          usual.encoded(algorithm_identifier=der(SEQUENCE, der(OID, bytes.fromhex("2b656e")))),
          "bad_value", 7)
    f.add("no_algorithm", "parameters alone",
          usual.encoded(algorithm_identifier=der(SEQUENCE, b"\5\0")), "bad_value", 7)
    f.add("two_parameters", "one at most", usual.encoded(
        algorithm_identifier=der(SEQUENCE, ed25519, b"\5\0\5\0")), "trailing", 14)
    f.add("attributes_of_no_bytes", "are left out", Sequence(
        f, pkcs8_parts(ed25519, seed, attributes=der(CONTEXT_0)), {}).encoded(), "bad_length",
          len(usual.encoded()))
    return f


def pem_pkcs8_encrypted():
    f = File("pem_pkcs8_encrypted", "file", "RFC 5958, section 3; RFC 8018, section 6.2")
    salt, iv = bytes(range(8)), bytes(range(16))
    pbkdf2 = der(SEQUENCE, der(OID, bytes.fromhex("2a864886f70d01050c")),
                 der(SEQUENCE, der(OCTETS, salt), integer(2048)))
    aes = der(SEQUENCE, der(OID, bytes.fromhex("60864801650304012a")), der(OCTETS, iv))
    pbes2 = der(OID, bytes.fromhex("2a864886f70d01050d")) + der(SEQUENCE, pbkdf2, aes)
    other = der(OID, b"\x2a\3")

    def parts(algorithm, data):
        return Sequence(f, {"encryption_algorithm": der(SEQUENCE, algorithm),
                            "encrypted_data": der(OCTETS, data)},
                        {"encryption_algorithm": raw(algorithm), "encrypted_data": raw(data)})

    usual = parts(pbes2, bytes(range(64)))
    for name, comment, each in (("typical", "PBES2, PBKDF2 and AES-256-CBC", usual),
                                ("minimal", "one byte, no parameters", parts(other, b"x")),
                                ("maximal", "4096 bytes", parts(pbes2, bytes(4096)))):
        f.add(name, comment, each.encoded(), "ok", fields=each.fields)
    usual.frame_faults()
    usual.element_faults("encryption_algorithm")
    usual.element_faults("encrypted_data")
    none = {"encrypted_data": der(OCTETS)}
    f.add("no_data", "nothing is encrypted", usual.encoded(**none), "bad_length",
          usual.start("encrypted_data", **none))
    f.add("no_algorithm", "an empty sequence", usual.encoded(encryption_algorithm=der(SEQUENCE)),
          "truncated", 4)
    return f


def pem_spki_public():
    f = File("pem_spki_public", "file", "RFC 5280, section 4.1; RFC 8410, section 4")

    def parts(algorithm, key):
        return Sequence(f, {"algorithm_identifier": der(SEQUENCE, algorithm),
                            "subject_public_key": der(BITS, b"\0", key)},
                        {"algorithm_identifier": raw(algorithm), "subject_public_key": raw(key)})

    usual = parts(der(OID, ED25519), bytes(range(32)))
    rsa = parts(der(OID, RSA) + b"\5\0", der(SEQUENCE, integer(2**2048 - 1), integer(65537)))
    ec = parts(der(OID, EC) + der(OID, bytes.fromhex("2b81040022")), b"\4" + bytes(96))
    for name, comment, each in (("ed25519", "without parameters", usual), ("rsa", "2048 bits", rsa),
                                ("ec", "P-384", ec),
                                ("minimal", "one byte", parts(der(OID, ED25519), b"\0")),
                                ("maximal", "4096 bytes", parts(der(OID, RSA), bytes(4096)))):
        f.add(name, comment, each.encoded(), "ok", fields=each.fields)
    usual.frame_faults()
    usual.element_faults("algorithm_identifier")
    usual.element_faults("subject_public_key")
    start = usual.start("subject_public_key")
    f.add("unused_bits", "no whole bytes", usual.encoded(subject_public_key=der(BITS, b"\1ab")),
          "bad_value", start)
    f.add("no_bits", "the count of unused ones alone",
          usual.encoded(subject_public_key=der(BITS, b"\0")), "bad_value", start)
    f.add("no_count", "of unused bits", usual.encoded(subject_public_key=der(BITS)), "bad_value",
          start)
    f.add("other_algorithm", "DSA", usual.encoded(
        algorithm_identifier=der(SEQUENCE, der(OID, bytes.fromhex("2a8648ce380401")))),
          "bad_value", 4)
    return f


MAKERS = (pem_pkcs1_rsa, pem_dsa, pem_pkcs1_rsa_public, pem_sec1_ec, pem_pkcs8,
          pem_pkcs8_encrypted, pem_spki_public)

if __name__ == "__main__":
    main(MAKERS)
