"""Values for the fields of a packet type: the least, something typical, and the most."""

from grammar import INTEGERS

MINIMAL, TYPICAL, MAXIMAL = "minimal", "typical", "maximal"

# Limits above this are shown by //src/packet/testing:limits_test: they would make the files large.
LONGEST_BYTES = 4096

TEXTS = {
    "user_name": b"alice",
    "client_user_name": b"alice",
    "service_name": b"ssh-connection",
    "language_tag": b"en",
    "public_key_algorithm_name": b"ssh-ed25519",
    "key_type": b"ssh-ed25519",
    "sig_type": b"ssh-ed25519",
    "curve_name": b"nistp256",
    "method_name": b"password",
    "channel_type": b"session",
    "request_name": b"tcpip-forward",
    "request_type": b"shell",
    "signal_name": b"TERM",
    "filename": b"/home/alice/a file",
    "longname": b"-rw-r--r--   1 alice    alice           5 Nov 23 22:30 a file",
    "path": b"/home/alice",
    "oldpath": b"/tmp/old",
    "newpath": b"/tmp/new",
    "socket_path": b"/run/user/1000/socket",
    "address_to_bind": b"localhost",
    "originator_address": b"192.0.2.1",
    "connected_address": b"192.0.2.2",
    "host_to_connect": b"example.com",
    "hash_algorithm": b"sha512",
    "ciphername": b"aes256-ctr",
    "kdfname": b"bcrypt",
    "v_c": b"SSH-2.0-client_1",
    "v_s": b"SSH-2.0-server_1",
    "x11_authentication_protocol": b"MIT-MAGIC-COOKIE-1",
    "x11_authentication_cookie": b"00112233445566778899aabbccddeeff",
    "subsystem_name": b"sftp",
    "command": b"uname -a",
    "json": b'{"type":"webauthn.get"}',
}
NAMES = {
    MINIMAL: ["a"],
    TYPICAL: ["aes256-ctr", "aes128-gcm@openssh.com"],
    MAXIMAL: ["x" * 64, "none", "y" * 51 + "@example.com"],
}
UTF8 = {
    MINIMAL: b"a",
    TYPICAL: "Gr\u00fc\u00dfe".encode(),
    MAXIMAL: "\u0001\u07ff\u0800\uffff\U00010000\U0010ffff\r\n".encode(),
}
ELEMENTS = {MINIMAL: 0, TYPICAL: 2, MAXIMAL: 3}


def pattern(length):
    """Bytes that are no text and in which nothing repeats soon."""
    return bytes((i * 7 + i // 256 + 129) % 256 for i in range(length))


def most_bytes(field, otherwise):
    if field.high is not None and field.high <= LONGEST_BYTES:
        return field.high
    return max(field.low, otherwise)


def integer(field, wanted):
    largest = 1 if field.kind == "boolean" else 256 ** INTEGERS[field.kind] - 1
    high = largest if field.high is None else field.high
    typical = 1 if field.kind == "boolean" else sum(field.name.encode()) % 251
    return {MINIMAL: field.low, TYPICAL: min(max(typical, field.low), high), MAXIMAL: high}[wanted]


def text(field, wanted):
    if wanted == MINIMAL:
        return pattern(field.low)
    if wanted == MAXIMAL:
        return pattern(most_bytes(field, 300))
    typical = TEXTS.get(field.name, field.name.replace("_", " ").encode())
    fits = field.low <= len(typical) and (field.high is None or len(typical) <= field.high)
    return typical if fits else pattern(field.low)


def magnitude(field, wanted):
    if wanted == MINIMAL:
        return b"\1" * field.low
    if wanted == MAXIMAL:
        return b"\xff" * most_bytes(field, 256)
    return b"\x80" + pattern(min(31, (field.high or 32) - 1))


def how_many(field, wanted, owner):
    """How many elements a repeat has."""
    counter = next((f for f in owner.fields if f.name == field.count), None)
    if counter is not None and counter.constant is not None:
        return counter.constant
    least = counter.low if counter is not None else min(field.low, 1)
    return max(ELEMENTS[wanted], least)


def structured(field, wanted, owner):
    if field.kind == "repeat" or field.repeated:
        return [packet(field.content, wanted) for _ in range(how_many(field, wanted, owner))]
    return packet(field.content, wanted)


def value(field, wanted, owner):
    if field.constant is not None:
        return field.constant
    if field.kind in INTEGERS:
        return integer(field, wanted)
    if field.content is not None:
        return structured(field, wanted, owner)
    if field.kind == "name-list":
        return NAMES[wanted] if wanted != MINIMAL or field.low > 0 else []
    if field.kind == "utf8":
        return UTF8[wanted] if wanted != MINIMAL or field.low > 0 else b""
    if field.kind == "mpint":
        return magnitude(field, wanted)
    return pattern(field.size) if field.kind == "bytes" else text(field, wanted)


def selecting_bits(owner, name):
    bits = 0
    for field in owner.fields:
        if field.when is not None and field.when[0] == name:
            bits |= field.when[1]
    return bits


def packet(owner, wanted):
    """A dict of values for all fields, those that are not there included."""
    values = {field.name: value(field, wanted, owner) for field in owner.fields}
    for field in owner.fields:
        bits = selecting_bits(owner, field.name)
        if bits and wanted == TYPICAL:
            values[field.name] = bits
        if field.kind == "repeat" and field.count != "*":
            values[field.count] = len(values[field.name])
    return values
