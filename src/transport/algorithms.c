#include "src/transport/algorithms.h"

#include <stdint.h>

#include "src/wire/text.h"

#define KEX(name_, default_, family_, agreement_, hash_) \
    {                                                    \
        .name = name_, .is_default = default_, .kex = {  \
            SSH2_KEX_FAMILY_##family_,                   \
            SSH2_KEX_##agreement_,                       \
            SSH2_HASH_##hash_                            \
        }                                                \
    }
#define GROUP_EXCHANGE(name_, default_, hash_)          \
    {                                                   \
        .name = name_, .is_default = default_, .kex = { \
            .family = SSH2_KEX_FAMILY_GEX,              \
            .hash = SSH2_HASH_##hash_                   \
        }                                               \
    }
#define MARKER(name_)                                                                 \
    {                                                                                 \
        .name = name_, .is_default = true, .kex = {.family = SSH2_KEX_FAMILY_MARKER } \
    }
#define HOST_KEY(name_, default_, key_, hash_)                                                    \
    {                                                                                             \
        .name = name_, .is_default = default_, .host_key = { SSH2_KEY_##key_, SSH2_HASH_##hash_ } \
    }
#define CIPHER(name_, default_, protection_, kind_, key_len_, iv_len_, block_len_) \
    {                                                                              \
        .name = name_, .is_default = default_, .cipher = {                         \
            SSH2_PROTECTION_##protection_,                                         \
            SSH2_CIPHER_##kind_,                                                   \
            key_len_,                                                              \
            iv_len_,                                                               \
            block_len_                                                             \
        }                                                                          \
    }
#define MAC(name_, default_, hash_, tag_len_, encrypt_then_mac_) \
    {                                                            \
        .name = name_, .is_default = default_, .mac = {          \
            SSH2_HASH_##hash_,                                   \
            tag_len_,                                            \
            encrypt_then_mac_                                    \
        }                                                        \
    }

/* No default uses SHA-1, CBC or 3DES (threat K29); a program may ask for them by name, to reach
 * what offers nothing better. */

static const struct ssh2_algorithm kex_methods[] = {
    KEX("mlkem768x25519-sha256", true, HYBRID, MLKEM768_X25519, SHA256), /* RFC 10042 */
    KEX("mlkem768nistp256-sha256", true, HYBRID, MLKEM768_P256, SHA256),
    KEX("mlkem1024nistp384-sha384", true, HYBRID, MLKEM1024_P384, SHA384),
    KEX("curve25519-sha256", true, ECDH, X25519, SHA256), /* RFC 8731 */
    KEX("curve25519-sha256@libssh.org", true, ECDH, X25519, SHA256),
    KEX("ecdh-sha2-nistp256", true, ECDH, ECDH_P256, SHA256), /* RFC 5656, section 6.3 */
    KEX("ecdh-sha2-nistp384", true, ECDH, ECDH_P384, SHA384),
    KEX("ecdh-sha2-nistp521", true, ECDH, ECDH_P521, SHA512),
    GROUP_EXCHANGE("diffie-hellman-group-exchange-sha256", true, SHA256), /* RFC 4419 */
    KEX("diffie-hellman-group16-sha512", true, DH, DH_GROUP16, SHA512),   /* RFC 8268 */
    KEX("diffie-hellman-group18-sha512", true, DH, DH_GROUP18, SHA512),
    KEX("diffie-hellman-group14-sha256", true, DH, DH_GROUP14, SHA256),
    KEX("diffie-hellman-group14-sha1", false, DH, DH_GROUP14, SHA1), /* RFC 4253, section 8.2 */
    KEX("diffie-hellman-group1-sha1", false, DH, DH_GROUP1, SHA1),
    GROUP_EXCHANGE("diffie-hellman-group-exchange-sha1", false, SHA1),
    MARKER("ext-info-c"),                   /* RFC 8308, section 2.1 */
    MARKER("kex-strict-c-v00@openssh.com"), /* OpenSSH's PROTOCOL, 1.9 */
};

static const struct ssh2_algorithm host_keys[] = {
    HOST_KEY("ssh-ed25519", true, ED25519, SHA512),            /* RFC 8709 */
    HOST_KEY("ecdsa-sha2-nistp256", true, ECDSA_P256, SHA256), /* RFC 5656, section 6.2.1 */
    HOST_KEY("ecdsa-sha2-nistp384", true, ECDSA_P384, SHA384),
    HOST_KEY("ecdsa-sha2-nistp521", true, ECDSA_P521, SHA512),
    HOST_KEY("rsa-sha2-512", true, RSA, SHA512), /* RFC 8332 */
    HOST_KEY("rsa-sha2-256", true, RSA, SHA256),
    HOST_KEY("ssh-rsa", false, RSA, SHA1), /* RFC 4253, section 6.6 */
    HOST_KEY("ssh-dss", false, DSA, SHA1),
};

static const struct ssh2_algorithm ciphers[] = {
    CIPHER("chacha20-poly1305@openssh.com", true, CHACHAPOLY, NONE, 64, 0, 8),
    CIPHER("aes256-gcm@openssh.com", true, GCM, NONE, 32, 12, 16), /* RFC 5647 */
    CIPHER("aes128-gcm@openssh.com", true, GCM, NONE, 16, 12, 16),
    CIPHER("aes256-ctr", true, CIPHER_AND_MAC, AES256_CTR, 32, 16, 16), /* RFC 4344, section 4 */
    CIPHER("aes192-ctr", true, CIPHER_AND_MAC, AES192_CTR, 24, 16, 16),
    CIPHER("aes128-ctr", true, CIPHER_AND_MAC, AES128_CTR, 16, 16, 16),
    CIPHER("aes256-cbc", false, CIPHER_AND_MAC, AES256_CBC, 32, 16, 16), /* RFC 4253, 6.3 */
    CIPHER("rijndael-cbc@lysator.liu.se", false, CIPHER_AND_MAC, AES256_CBC, 32, 16, 16),
    CIPHER("aes192-cbc", false, CIPHER_AND_MAC, AES192_CBC, 24, 16, 16),
    CIPHER("aes128-cbc", false, CIPHER_AND_MAC, AES128_CBC, 16, 16, 16),
    CIPHER("blowfish-cbc", false, CIPHER_AND_MAC, BLOWFISH_CBC, 16, 8, 8),
    CIPHER("arcfour128", false, CIPHER_AND_MAC, ARCFOUR128, 16, 0, 8), /* RFC 4345 */
    CIPHER("arcfour", false, CIPHER_AND_MAC, ARCFOUR, 16, 0, 8),
    CIPHER("cast128-cbc", false, CIPHER_AND_MAC, CAST128_CBC, 16, 8, 8),
    CIPHER("3des-cbc", false, CIPHER_AND_MAC, 3DES_CBC, 24, 8, 8),
};

/* Encrypt-then-MAC first: nothing unauthenticated is decrypted then. */
static const struct ssh2_algorithm macs[] = {
    MAC("hmac-sha2-256-etm@openssh.com", true, SHA256, 32, true),
    MAC("hmac-sha2-512-etm@openssh.com", true, SHA512, 64, true),
    MAC("hmac-sha2-256", true, SHA256, 32, false), /* RFC 6668 */
    MAC("hmac-sha2-512", true, SHA512, 64, false),
    MAC("hmac-sha1-etm@openssh.com", false, SHA1, 20, true),
    MAC("hmac-sha1", false, SHA1, 20, false), /* RFC 4253, section 6.4 */
    MAC("hmac-sha1-96", false, SHA1, 12, false),
    MAC("hmac-md5", false, MD5, 16, false),
    MAC("hmac-md5-96", false, MD5, 12, false),
    MAC("hmac-ripemd160", false, RIPEMD160, 20, false),
    MAC("hmac-ripemd160@openssh.com", false, RIPEMD160, 20, false),
};

static const struct ssh2_algorithm compressions[] = {
    { .name = "zlib", .is_default = true, .compression = SSH2_COMPRESSION_ZLIB },
    { .name = "zlib@openssh.com",
      .is_default = true,
      .compression = SSH2_COMPRESSION_ZLIB_DELAYED },
    { .name = "none", .is_default = true, .compression = SSH2_COMPRESSION_NONE },
};

struct table {
    const struct ssh2_algorithm *rows;
    size_t count;
};

#define ROW_COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define TABLE(rows)           \
    {                         \
        rows, ROW_COUNT(rows) \
    }

static const struct table tables[SSH2_ALGORITHM_KIND_COUNT] = {
    [SSH2_ALGORITHM_KEX] = TABLE(kex_methods),
    [SSH2_ALGORITHM_HOST_KEY] = TABLE(host_keys),
    [SSH2_ALGORITHM_CIPHER] = TABLE(ciphers),
    [SSH2_ALGORITHM_MAC] = TABLE(macs),
    [SSH2_ALGORITHM_COMPRESSION] = TABLE(compressions),
    /* Threat Z5: by its length a compressed packet tells of the secrets in it. */
    [SSH2_ALGORITHM_NO_COMPRESSION] = { &compressions[ROW_COUNT(compressions) - 1], 1 },
};

/* ssh2_algorithms_write_known() keeps a bit for each row. */
_Static_assert(ROW_COUNT(kex_methods) <= 64 && ROW_COUNT(host_keys) <= 64 &&
                   ROW_COUNT(ciphers) <= 64 && ROW_COUNT(macs) <= 64,
               "a table outgrew its set");

static bool is_marker(enum ssh2_algorithm_kind kind, const struct ssh2_algorithm *algorithm)
{
    return kind == SSH2_ALGORITHM_KEX && algorithm->kex.family == SSH2_KEX_FAMILY_MARKER;
}

const struct ssh2_algorithm *ssh2_algorithm_at(enum ssh2_algorithm_kind kind, size_t index)
{
    if ((unsigned)kind >= SSH2_ALGORITHM_KIND_COUNT || index >= tables[kind].count)
        return NULL;
    return &tables[kind].rows[index];
}

bool ssh2_algorithm_is_available(enum ssh2_algorithm_kind kind,
                                 const struct ssh2_algorithm *algorithm)
{
    if (kind == SSH2_ALGORITHM_KEX && algorithm->kex.family == SSH2_KEX_FAMILY_HYBRID)
        return ssh2_kex_is_available(algorithm->kex.agreement);
    if (kind == SSH2_ALGORITHM_CIPHER)
        return ssh2_cipher_is_available(algorithm->cipher.kind);
    if (kind == SSH2_ALGORITHM_MAC)
        return ssh2_hash_is_available(algorithm->mac.hash);
    return true;
}

/* The row of this name; NULL for a name not known and for a marker. */
static const struct ssh2_algorithm *find_row(enum ssh2_algorithm_kind kind, struct ssh2_bytes name)
{
    const struct ssh2_algorithm *algorithm;

    for (size_t i = 0; (algorithm = ssh2_algorithm_at(kind, i)) != NULL; i++)
        if (ssh2_bytes_equal(ssh2_text(algorithm->name), name))
            return is_marker(kind, algorithm) ? NULL : algorithm;
    return NULL;
}

const struct ssh2_algorithm *ssh2_algorithm_find(enum ssh2_algorithm_kind kind,
                                                 struct ssh2_bytes name)
{
    const struct ssh2_algorithm *algorithm = find_row(kind, name);

    return algorithm != NULL && ssh2_algorithm_is_available(kind, algorithm) ? algorithm : NULL;
}

bool ssh2_algorithms_lack_support(enum ssh2_algorithm_kind kind, struct ssh2_bytes names)
{
    struct ssh2_bytes name;

    while (ssh2_name_list_next(&names, &name))
        if (find_row(kind, name) != NULL && ssh2_algorithm_find(kind, name) == NULL)
            return true;
    return false;
}

struct ssh2_bytes ssh2_algorithm_without_certificate(struct ssh2_bytes name)
{
    static const struct ssh2_bytes suffix = SSH2_TEXT("-cert-v01@openssh.com");
    static const struct {
        struct ssh2_bytes certificate, plain;
    } security_keys[] = { /* whose plain names have a domain, too: OpenSSH's PROTOCOL.u2f */
        { SSH2_TEXT("sk-ssh-ed25519-cert-v01@openssh.com"), SSH2_TEXT("sk-ssh-ed25519@openssh.com") },
        { SSH2_TEXT("sk-ecdsa-sha2-nistp256-cert-v01@openssh.com"),
          SSH2_TEXT("sk-ecdsa-sha2-nistp256@openssh.com") },
    };

    for (size_t i = 0; i < ROW_COUNT(security_keys); i++)
        if (ssh2_bytes_equal(name, security_keys[i].certificate))
            return security_keys[i].plain;
    if (name.len <= suffix.len)
        return name;

    struct ssh2_bytes tail = ssh2_bytes(name.data + name.len - suffix.len, suffix.len);

    return ssh2_bytes_equal(tail, suffix) ? ssh2_bytes(name.data, name.len - suffix.len) : name;
}

/* Adds a name to the list of which something may already be written. */
static void add(struct ssh2_writer *w, size_t list_start, const struct ssh2_algorithm *algorithm)
{
    if (w->len > list_start)
        ssh2_write_byte(w, ',');
    ssh2_write_bytes(w, ssh2_text(algorithm->name));
}

void ssh2_algorithms_write_default(struct ssh2_writer *w, enum ssh2_algorithm_kind kind)
{
    const size_t start = w->len;
    const struct ssh2_algorithm *algorithm;

    for (size_t i = 0; (algorithm = ssh2_algorithm_at(kind, i)) != NULL; i++)
        if (algorithm->is_default && !is_marker(kind, algorithm) &&
            ssh2_algorithm_is_available(kind, algorithm))
            add(w, start, algorithm);
}

static void add_once(struct ssh2_writer *w, size_t list_start, const struct table *table,
                     const struct ssh2_algorithm *algorithm, uint64_t *written)
{
    uint64_t bit = (uint64_t)1 << (algorithm - table->rows);

    if ((*written & bit) == 0)
        add(w, list_start, algorithm);
    *written |= bit;
}

static bool signs_with_sha1(const struct ssh2_algorithm *host_key)
{
    return host_key->host_key.key == SSH2_KEY_RSA && host_key->host_key.hash == SSH2_HASH_SHA1;
}

/* RFC 8332, section 3: "ssh-rsa" is also the type of the key that the newer algorithms sign with. A
 * program that knows a host by such a key names the type, and means all of them: the best first. */
static bool is_successor(const struct ssh2_algorithm *host_key, const struct ssh2_algorithm *of)
{
    return host_key->is_default && host_key->host_key.key == of->host_key.key;
}

void ssh2_algorithms_write_known(struct ssh2_writer *w, enum ssh2_algorithm_kind kind,
                                 struct ssh2_bytes names)
{
    const size_t start = w->len;
    uint64_t written = 0; /* a bit for each row of the table */
    struct ssh2_bytes name;

    while (ssh2_name_list_next(&names, &name)) {
        const struct ssh2_algorithm *algorithm = ssh2_algorithm_find(kind, name);

        if (algorithm == NULL)
            continue;
        if (kind == SSH2_ALGORITHM_HOST_KEY && signs_with_sha1(algorithm))
            for (size_t i = 0; i < tables[kind].count; i++)
                if (is_successor(&tables[kind].rows[i], algorithm))
                    add_once(w, start, &tables[kind], &tables[kind].rows[i], &written);
        add_once(w, start, &tables[kind], algorithm, &written);
    }
}

struct ssh2_bytes ssh2_kex_markers(enum ssh2_role role)
{
    static const struct ssh2_bytes client = SSH2_TEXT("ext-info-c,kex-strict-c-v00@openssh.com");
    static const struct ssh2_bytes server = SSH2_TEXT("ext-info-s,kex-strict-s-v00@openssh.com");

    return role == SSH2_CLIENT ? client : server;
}
