#include "src/transport/hostkey.h"

#include "src/packet/key/ecdsa_signature.h"
#include "src/packet/key/pubkey_dss.h"
#include "src/packet/key/pubkey_ecdsa_nistp256.h"
#include "src/packet/key/pubkey_ecdsa_nistp384.h"
#include "src/packet/key/pubkey_ecdsa_nistp521.h"
#include "src/packet/key/pubkey_ed25519.h"
#include "src/packet/key/pubkey_rsa.h"
#include "src/packet/key/pubkey_unknown.h"

/* --- forms of keys -------------------------------------------------------------------------- */

struct key_form {
    const char *key_type;
    int type; /* LIBSSH2_HOSTKEY_TYPE_* */
    ssh2_packet_type_function *blob;
};

static const struct key_form key_forms[] = {
    [SSH2_KEY_ED25519] = { "ssh-ed25519", LIBSSH2_HOSTKEY_TYPE_ED25519, ssh2_pubkey_ed25519_type },
    [SSH2_KEY_ECDSA_P256] = { "ecdsa-sha2-nistp256", LIBSSH2_HOSTKEY_TYPE_ECDSA_256,
                              ssh2_pubkey_ecdsa_nistp256_type },
    [SSH2_KEY_ECDSA_P384] = { "ecdsa-sha2-nistp384", LIBSSH2_HOSTKEY_TYPE_ECDSA_384,
                              ssh2_pubkey_ecdsa_nistp384_type },
    [SSH2_KEY_ECDSA_P521] = { "ecdsa-sha2-nistp521", LIBSSH2_HOSTKEY_TYPE_ECDSA_521,
                              ssh2_pubkey_ecdsa_nistp521_type },
    [SSH2_KEY_RSA] = { "ssh-rsa", LIBSSH2_HOSTKEY_TYPE_RSA, ssh2_pubkey_rsa_type },
    [SSH2_KEY_DSA] = { "ssh-dss", LIBSSH2_HOSTKEY_TYPE_DSS, ssh2_pubkey_dss_type },
};

#define KEY_FORM_COUNT (sizeof(key_forms) / sizeof(key_forms[0]))

/* What any key blob holds; the kind says which member. The curves' structs are alike. */
union key_fields {
    struct ssh2_pubkey_ed25519 ed25519;
    struct ssh2_pubkey_ecdsa_nistp256 ecdsa;
    struct ssh2_pubkey_rsa rsa;
    struct ssh2_pubkey_dss dss;
};

_Static_assert(sizeof(struct ssh2_pubkey_ecdsa_nistp384) ==
                       sizeof(struct ssh2_pubkey_ecdsa_nistp256) &&
                   sizeof(struct ssh2_pubkey_ecdsa_nistp521) ==
                       sizeof(struct ssh2_pubkey_ecdsa_nistp256),
               "one struct serves all curves");

/* The kind of key that the type name stands for; KEY_FORM_COUNT when none is known. */
static size_t kind_of(struct ssh2_bytes key_type)
{
    size_t kind = 0;

    while (kind < KEY_FORM_COUNT &&
           !ssh2_bytes_equal(ssh2_text(key_forms[kind].key_type), key_type))
        kind++;
    return kind;
}

int ssh2_hostkey_type(struct ssh2_bytes blob)
{
    struct ssh2_pubkey_unknown any;

    if (ssh2_pubkey_unknown_parse(blob, &any) != SSH2_OK)
        return LIBSSH2_HOSTKEY_TYPE_UNKNOWN;
    size_t kind = kind_of(any.key_type);
    return kind < KEY_FORM_COUNT ? key_forms[kind].type : LIBSSH2_HOSTKEY_TYPE_UNKNOWN;
}

/* --- parsing a key -------------------------------------------------------------------------- */

static enum ssh2_crypto_status build_key(const struct ssh2_memory *memory, enum ssh2_key_kind kind,
                                         const union key_fields *fields,
                                         struct ssh2_public_key **out)
{
    switch (kind) {
    case SSH2_KEY_ED25519:
        return ssh2_public_key_ed25519(memory, fields->ed25519.key, out);
    case SSH2_KEY_RSA:
        return ssh2_public_key_rsa(memory, fields->rsa.n, fields->rsa.e, SSH2_RSA_MIN_BITS_DEFAULT,
                                   out);
    case SSH2_KEY_DSA:
        return ssh2_public_key_dsa(memory,
                                   &(struct ssh2_dsa_numbers){ fields->dss.p, fields->dss.q,
                                                               fields->dss.g, fields->dss.y },
                                   out);
    default:
        return ssh2_public_key_ecdsa(memory, kind, fields->ecdsa.q, out);
    }
}

static int fail_key(struct ssh2_error *error, const char *key_type, enum ssh2_crypto_status status)
{
    if (status == SSH2_CRYPTO_NO_MEMORY)
        return ssh2_fail_memory(error, "a public key");
    return ssh2_fail(error, LIBSSH2_ERROR_HOSTKEY_INIT,
                     status == SSH2_CRYPTO_BAD_VALUE
                         ? "the %s key has a number out of its range, or is too short to be safe"
                         : "the crypto library could not take the %s key",
                     key_type);
}

int ssh2_hostkey_parse(const struct ssh2_memory *memory, struct ssh2_error *error,
                       struct ssh2_bytes blob, struct ssh2_public_key **out)
{
    struct ssh2_pubkey_unknown any;
    union key_fields fields;

    *out = NULL;
    ssh2_pubkey_unknown_parse(blob, &any); /* a blob without a type name has one that is empty */
    size_t kind = kind_of(any.key_type);
    if (kind == KEY_FORM_COUNT)
        return ssh2_fail(error, LIBSSH2_ERROR_HOSTKEY_INIT,
                         "public keys of type \"%.*s\" are not supported",
                         any.key_type.len < 64 ? (int)any.key_type.len : 64,
                         any.key_type.len == 0 ? "" : (const char *)any.key_type.data);

    struct ssh2_verdict verdict = ssh2_packet_judge(key_forms[kind].blob(), blob, &fields);
    if (verdict.status != SSH2_OK && verdict.status != SSH2_NOT_CANONICAL)
        return ssh2_fail(error, LIBSSH2_ERROR_HOSTKEY_INIT, "malformed %s key: %s at byte %zu",
                         key_forms[kind].key_type, ssh2_status_name(verdict.status),
                         verdict.offset);

    enum ssh2_crypto_status status = build_key(memory, (enum ssh2_key_kind)kind, &fields, out);
    return status == SSH2_CRYPTO_OK ? 0 : fail_key(error, key_forms[kind].key_type, status);
}

/* --- writing a key -------------------------------------------------------------------------- */

static struct ssh2_pubkey_dss dss_fields_of(const struct ssh2_public_key *key)
{
    struct ssh2_dsa_numbers numbers = ssh2_public_key_dsa_numbers(key);

    return (
        struct ssh2_pubkey_dss){ .p = numbers.p, .q = numbers.q, .g = numbers.g, .y = numbers.y };
}

static union key_fields fields_of(const struct ssh2_public_key *key)
{
    union key_fields fields = { 0 };

    switch (ssh2_public_key_kind(key)) {
    case SSH2_KEY_ED25519:
        fields.ed25519.key = ssh2_public_key_point(key);
        break;
    case SSH2_KEY_RSA:
        fields.rsa.n = ssh2_public_key_rsa_n(key);
        fields.rsa.e = ssh2_public_key_rsa_e(key);
        break;
    case SSH2_KEY_DSA:
        fields.dss = dss_fields_of(key);
        break;
    default:
        fields.ecdsa.q = ssh2_public_key_point(key);
        break;
    }
    return fields;
}

int ssh2_hostkey_blob(const struct ssh2_memory *memory, struct ssh2_error *error,
                      const struct ssh2_public_key *key, uint8_t **blob, size_t *blob_len)
{
    const struct ssh2_packet_type *type = key_forms[ssh2_public_key_kind(key)].blob();
    const union key_fields fields = fields_of(key);

    *blob_len = ssh2_packet_len(type, &fields);
    *blob = ssh2_alloc(memory, *blob_len);
    if (*blob == NULL)
        return ssh2_fail_memory(error, "a public key blob");

    struct ssh2_writer w = ssh2_writer(*blob, *blob_len);
    ssh2_packet_write(type, &w, &fields);
    return 0;
}
