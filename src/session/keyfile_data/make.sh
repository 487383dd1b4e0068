#!/bin/sh
# Makes the key files of this folder anew: throwaway keys, for tests only. Needs ssh-keygen and
# openssl. The passphrase of those that have one is "open sesame".
set -eu
cd "$(dirname "$0")"
find . -type f ! -name make.sh ! -name BUILD -delete

passphrase="open sesame"
rounds=2 # of bcrypt; enough for a test

generate() { # name, ssh-keygen's type and size, ...
    name=$1
    shift
    ssh-keygen -q -N '' -C "$name, for tests" -f "$name" "$@"
}

encrypt() { # source, cipher
    cp "$1" "$1_$2"
    chmod 600 "$1_$2"
    ssh-keygen -q -p -P '' -N "$passphrase" -a "$rounds" -Z "$2" -f "$1_$2" >/dev/null
}

pem() { # source, form, ssh-keygen's name of it, passphrase
    cp "$1" "$1_$2"
    ssh-keygen -q -p -P '' -N "$4" -m "$3" -f "$1_$2" >/dev/null
}

generate ed25519 -t ed25519
generate ecdsa256 -t ecdsa -b 256
generate ecdsa384 -t ecdsa -b 384
generate ecdsa521 -t ecdsa -b 521
generate rsa2048 -t rsa -b 2048
generate dsa -t dsa

for cipher in aes128-ctr aes192-ctr aes256-ctr aes128-cbc aes192-cbc aes256-cbc 3des-cbc \
    aes128-gcm@openssh.com aes256-gcm@openssh.com chacha20-poly1305@openssh.com; do
    encrypt ed25519 "$cipher"
done
for key in ecdsa256 ecdsa384 ecdsa521 rsa2048 dsa; do
    encrypt "$key" aes256-ctr
    pem "$key" traditional PEM ''
    pem "$key" traditional_encrypted PEM "$passphrase"
    pem "$key" pkcs8 PKCS8 ''
    pem "$key" pkcs8_encrypted PKCS8 "$passphrase"
done

# ssh-keygen writes Ed25519 in its own format only.
python3 - <<'PYTHON'
import base64
body = "".join(open("ed25519").read().split("\n")[1:-2])
blob = base64.b64decode(body)
start = blob.index(b"\0\0\0\x40", blob.rindex(b"ssh-ed25519")) + 4
der = bytes.fromhex("302e020100300506032b657004220420") + blob[start:start + 32]
with open("ed25519_pkcs8", "w") as out:
    out.write("-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(der).decode()
              + "\n-----END PRIVATE KEY-----\n")
PYTHON
openssl pkcs8 -topk8 -in ed25519_pkcs8 -out ed25519_pkcs8_encrypted -v2 aes-256-cbc \
    -passout "pass:$passphrase"

# What some programs put around a key.
{ openssl ecparam -name prime256v1; cat ecdsa256_traditional; } > ecdsa256_with_parameters
{ printf 'Bag Attributes\n    localKeyID: 01\n'; cat rsa2048_pkcs8; } > rsa2048_with_attributes
sed 's/$/\r/' ed25519 > ed25519_crlf

# FIDO keys as OpenSSH keeps them. The authenticator's halves are ed25519 and ecdsa256.
python3 - <<'PYTHON'
import base64, struct

def string(value):
    return struct.pack(">I", len(value)) + value

def sk(source, kind, out):
    public = base64.b64decode(open(source + ".pub").read().split()[1])
    rest = public[4 + struct.unpack(">I", public[:4])[0]:]
    blob = string(kind) + rest + string(b"ssh:")
    private = blob + b"\1" + string(b"handle of " + source.encode()) + string(b"")
    listed = struct.pack(">II", 7, 7) + private + string(b"a FIDO key, for tests")
    listed += bytes(range(1, 1 + -len(listed) % 8))
    body = (b"openssh-key-v1\0" + string(b"none") + string(b"none") + string(b"")
            + struct.pack(">I", 1) + string(blob) + string(listed))
    text = base64.b64encode(body).decode()
    lines = [text[i:i + 70] for i in range(0, len(text), 70)]
    with open(out, "w") as file:
        file.write("-----BEGIN OPENSSH PRIVATE KEY-----\n" + "\n".join(lines)
                   + "\n-----END OPENSSH PRIVATE KEY-----\n")
    with open(out + ".pub", "w") as file:
        file.write(kind.decode() + " " + base64.b64encode(blob).decode() + " a FIDO key\n")

sk("ed25519", b"sk-ssh-ed25519@openssh.com", "sk_ed25519")
sk("ecdsa256", b"sk-ecdsa-sha2-nistp256@openssh.com", "sk_ecdsa256")
PYTHON
encrypt sk_ed25519 aes256-ctr

# Certificates, which are public keys too.
for key in ed25519 rsa2048 sk_ed25519; do
    ssh-keygen -q -s ecdsa256 -I test -n user "$key.pub"
done
for name in *.pub; do
    case $name in
    *-cert.pub) ;;
    ed25519.pub | ecdsa256.pub | ecdsa384.pub | ecdsa521.pub | rsa2048.pub | dsa.pub) ;;
    sk_ed25519.pub | sk_ecdsa256.pub) ;;
    *) rm "$name" ;;
    esac
done
chmod 644 ./*
chmod 755 make.sh
