"""Makes the vectors of the binary packets that no field list can say.

Run as: make_binary.py [FOLDER]
Every verdict and offset is written down or counted here; no parser stands behind them.
"""

from make_text import File, main

HASH = bytes(range(32))
OTHER_HASH = bytes(range(100, 132))
U2F = "OpenSSH's PROTOCOL.u2f"


def raw(data):
    """Bytes as README.md wants them, whether they are text or not."""
    return data.decode("latin-1")


def uint32(value):
    return value.to_bytes(4, "big")


def packet_plain():
    f = File("packet_plain", "transport", "RFC 4253, section 6")

    def packet(payload, padding, length=None, said=None):
        length = 1 + len(payload) + len(padding) if length is None else length
        said = len(padding) if said is None else said
        return uint32(length) + bytes([said]) + payload + padding

    def fields(payload, padding):
        return {"payload": raw(payload), "random_padding": raw(padding)}

    f.add("smallest", "16 bytes: NEWKEYS", packet(b"\x15", bytes(10)), "ok",
          fields=fields(b"\x15", bytes(10)))
    f.add("padding_of_4", "the least", packet(b"\2" + bytes(6), b"abcd"), "ok",
          fields=fields(b"\2" + bytes(6), b"abcd"))
    f.add("padding_of_255", "the most", packet(b"\2" * 4, bytes(255)), "ok",
          fields=fields(b"\2" * 4, bytes(255)))
    f.add("padding_of_3", "threat P5", packet(b"\2" * 8, bytes(3)), "bad_value", 4)
    f.add("padding_of_0", "threat P5", packet(b"\2" * 11, b""), "bad_value", 4)
    f.add("no_payload", "threat P9", packet(b"", bytes(11)), "bad_value", 4)
    f.add("padding_above_packet", "threat P4", packet(b"\2", bytes(10), said=12), "bad_value", 4)
    f.add("padding_255_in_16", "threat P10", packet(b"\2", bytes(10), said=255), "bad_value", 4)
    for length in (0, 1, 4, 5, 11, 13, 2**18, 2**18 + 4, 2**31, 2**32 - 64, 2**32 - 4, 2**32 - 1):
        f.add(f"length_of_{length}", "threat P1: not a size that a packet has",
              packet(b"\2", bytes(10), length), "bad_value", 0)
    f.add("eight_bytes", "less than 16", packet(b"", b"", 4, 4) + b"abc", "bad_value", 0)
    f.add("largest_cut_short", "262140 bytes said", packet(b"\2", bytes(10), 262140), "truncated", 0)
    f.add("cut_short", "one byte less", packet(b"\2", bytes(10))[:-1], "truncated", 0)
    f.add("length_cut_short", "three bytes", b"\0\0\0", "truncated", 0)
    f.add("empty", "nothing", b"", "truncated", 0)
    f.add("trailing", "a byte of the MAC", packet(b"\2", bytes(10)) + b"\0", "trailing", 16)
    return f


def prim_algorithm_name():
    f = File("prim_algorithm_name", "transport", "RFC 4251, section 6")

    def good(name, comment, text):
        f.add(name, comment, text, "ok", fields={"name": text})

    good("usual", "of a standard", "aes256-ctr")
    good("private", "with a domain", "chacha20-poly1305@openssh.com")
    good("longest", "64 bytes", "a" * 64)
    good("shortest", "one byte", "a")
    f.add("empty", "nothing", "", "bad_length", 0)
    f.add("too_long", "65 bytes", "a" * 65, "bad_length", 0)
    f.add("comma", "parts names", "a,b", "bad_value", 1)
    f.add("blank", "not in a name", "a b", "bad_value", 1)
    f.add("nul", "not in a name", "a\0", "bad_value", 1)
    f.add("del", "not in a name", "a\x7f", "bad_value", 1)
    f.add("not_ascii", "not in a name", b"a\xe9", "bad_value", 1)
    f.add("two_ats", "one at most", "a@b@c", "bad_value", 3)
    f.add("nothing_before_the_at", "no name", "@b", "bad_value", 0)
    f.add("nothing_behind_the_at", "no domain", "a@", "bad_value", 1)
    return f


def prim_cstring():
    f = File("prim_cstring", "transport", "RFC 4251, section 5")

    def string(data, length=None):
        return uint32(len(data) if length is None else length) + data

    f.add("usual", "no NUL", string(b"text"), "ok", fields={"data": "text"})
    f.add("none", "no bytes", string(b""), "ok", fields={"data": ""})
    f.add("nul_at_the_end", "as some send it", string(b"text\0"), "not_canonical", 8,
          {"data": "text"})
    f.add("nul_alone", "an empty C string", string(b"\0"), "not_canonical", 4, {"data": ""})
    f.add("nul_inside", "would end it early", string(b"te\0xt"), "bad_value", 6)
    f.add("two_nuls_at_the_end", "one is too many", string(b"text\0\0"), "bad_value", 8)
    f.add("cut_short", "a byte less", string(b"tex", 4), "truncated", 0)
    f.add("of_4_gib", "nothing may be added to this length", string(b"text", 2**32 - 1),
          "truncated", 0)
    f.add("empty", "nothing", b"", "truncated", 0)
    f.add("trailing", "a byte behind", string(b"text") + b"\0", "trailing", 8)
    return f


def scp_file_body():
    f = File("scp_file_body", "text", "rcp, as OpenSSH has it")
    f.add("usual", "five bytes", b"hello\0", "ok", fields={"data": "hello"})
    f.add("empty_file", "the status alone", b"\0", "ok", fields={"data": ""})
    f.add("zeros", "of which the last is the status", b"\0\0\0", "ok", fields={"data": "\0\0"})
    f.add("warning", "the file went wrong while it was sent", b"hel\0\0\1", "bad_value", 5)
    f.add("empty", "not even a status", b"", "truncated", 0)
    return f


def sk_signed_message():
    f = File("sk_signed_message", "key", U2F)

    def fields(flags, counter, extensions=b""):
        return {"application_hash": raw(HASH), "flags": flags, "counter": counter,
                "extensions": raw(extensions), "message_hash": raw(OTHER_HASH)}

    plain = HASH + b"\1" + uint32(7) + OTHER_HASH
    f.add("usual", "no extensions", plain, "ok", fields=fields(1, 7))
    f.add("extensions", "an empty CBOR map", HASH + b"\x85" + uint32(2**32 - 1) + b"\xa0"
          + OTHER_HASH, "ok", fields=fields(0x85, 2**32 - 1, b"\xa0"))
    f.add("cut_short", "the second hash lacks a byte", plain[:-1], "truncated", 37)
    f.add("no_message_hash", "ends behind the counter", plain[:37], "truncated", 37)
    f.add("counter_cut_short", "three bytes", plain[:36], "truncated", 33)
    f.add("no_flags", "a hash alone", HASH, "truncated", 32)
    f.add("empty", "nothing", b"", "truncated", 0)
    return f


def x11_connection_setup():
    f = File("x11_connection_setup", "connection", "X Window System Protocol, section 8")
    name, cookie = b"MIT-MAGIC-COOKIE-1", bytes(range(16))

    def setup(order, name, cookie, unused=b"\0", more_unused=b"\0\0", pad=b"\0"):
        endian = "big" if order == b"B" else "little"
        numbers = b"".join(n.to_bytes(2, endian) for n in (11, 0, len(name), len(cookie)))
        return (order + unused + numbers + more_unused + name + pad * (-len(name) % 4)
                + cookie + b"\0" * (-len(cookie) % 4))

    def fields(order, name=name, cookie=cookie):
        return {"byte_order": order, "protocol_major": 11, "protocol_minor": 0,
                "auth_name": raw(name), "auth_data": raw(cookie)}

    f.add("big_endian", "the usual cookie", setup(b"B", name, cookie), "ok", fields=fields(0x42))
    f.add("little_endian", "the usual cookie", setup(b"l", name, cookie), "ok", fields=fields(0x6C))
    f.add("no_authentication", "empty strings", setup(b"l", b"", b""), "ok",
          fields=fields(0x6C, b"", b""))
    f.add("odd_lengths", "one and three bytes", setup(b"B", b"a", b"bcd"), "ok",
          fields=fields(0x42, b"a", b"bcd"))
    f.add("unused_byte", "not zero", setup(b"B", name, cookie, b"x"), "not_canonical", 1,
          fields(0x42))
    f.add("unused_number", "not zero", setup(b"B", name, cookie, b"\0", b"\0x"), "not_canonical",
          11, fields(0x42))
    f.add("padding", "not zero", setup(b"B", name, cookie, pad=b"x"), "not_canonical", 30,
          fields(0x42))
    f.add("other_byte_order", "neither B nor l", setup(b"L", name, cookie), "bad_value", 0)
    f.add("name_of_65535", "more than there is", b"B\0\0\x0b\0\0\xff\xff\0\0\0\0" + name,
          "truncated", 12)
    f.add("data_cut_short", "one byte less", setup(b"B", name, cookie)[:-1], "truncated", 32)
    f.add("padding_cut_short", "of the data", setup(b"B", b"", b"a")[:-1], "truncated", 13)
    f.add("numbers_cut_short", "the minor version lacks a byte", b"B\0\0\x0b\0", "truncated", 4)
    f.add("trailing", "a request behind", setup(b"B", name, cookie) + b"\1", "trailing", 48)
    f.add("empty", "nothing", b"", "truncated", 0)
    return f


MAKERS = (packet_plain, prim_algorithm_name, prim_cstring, scp_file_body, sk_signed_message,
          x11_connection_setup)

if __name__ == "__main__":
    main(MAKERS)
