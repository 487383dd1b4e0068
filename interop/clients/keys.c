/* Logging in to a real server by keys that no file of ours signs with: from memory, behind a callback, by an
 * agent, by a FIDO authenticator; see cases.h. SSH_AUTH_SOCK names an agent that has the user's key,
 * SSH2_KEYFILE_DATA the folder with the FIDO keys' stubs. The authenticator is in this program. */
#define LIBSSH2_DISABLE_DEPRECATION /* base64 */
#include "interop/clients/cases.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#define TEXT_MAX_BYTES 8192u
#define PATH_MAX_BYTES 1024u
#define COUNTER 7u

/* --- files --------------------------------------------------------------------------------- */

struct text {
    char bytes[TEXT_MAX_BYTES];
    size_t len;
};

static bool read_file(const char *path, struct text *text)
{
    FILE *file = fopen(path, "rb");

    text->len = file == NULL ? 0 : fread(text->bytes, 1, sizeof(text->bytes), file);
    if (file != NULL)
        fclose(file);
    return text->len > 0 && text->len < sizeof(text->bytes);
}

static bool read_data(const char *name, struct text *text)
{
    const char *folder = getenv("SSH2_KEYFILE_DATA");
    char path[PATH_MAX_BYTES];

    snprintf(path, sizeof(path), "%s/%s", folder == NULL ? "." : folder, name);
    return read_file(path, text);
}

static bool shake_hands(struct meeting *m)
{
    int rc;

    AGAIN(m, rc, libssh2_session_handshake(m->session, m->socket));
    CHECK(m, rc == 0);
    return true;
}

static bool is_in(struct meeting *m, int rc)
{
    CHECK(m, rc == 0);
    CHECK(m, libssh2_userauth_authenticated(m->session) == 1);
    return true;
}

/* --- memory, and what the server says to everybody ------------------------------------------ */

static bool from_memory(struct meeting *m)
{
    struct text text;
    size_t len = strlen(m->user);
    char *banner = NULL;
    int rc;

    CHECK(m, read_file(m->private_key, &text) && shake_hands(m));
    AGAIN(m, rc, libssh2_userauth_publickey_frommemory(m->session, m->user, len, NULL, 0, text.bytes,
                                                       text.len, NULL));
    CHECK(m, is_in(m, rc));
    CHECK(m, libssh2_userauth_banner(m->session, &banner) == 0);
    CHECK(m, strstr(banner, "Who goes there?") != NULL);
    return true;
}

/* --- an agent behind a callback --------------------------------------------------------------- */

struct agent_signer {
    LIBSSH2_AGENT *agent;
    struct libssh2_agent_publickey *key;
};

static LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(sign_by_agent)
{
    struct agent_signer *a = *abstract;
    const char method[] = "ssh-ed25519";

    (void)session;
    return libssh2_agent_sign(a->agent, a->key, sig, sig_len, data, data_len, method,
                              sizeof(method) - 1);
}

static bool log_in_by_callback(struct meeting *m, struct agent_signer *a)
{
    void *abstract = a;
    int rc;

    CHECK(m, a->agent != NULL);
    libssh2_agent_set_identity_path(a->agent, getenv("SSH_AUTH_SOCK"));
    CHECK(m, strcmp(libssh2_agent_get_identity_path(a->agent), getenv("SSH_AUTH_SOCK")) == 0);
    CHECK(m, libssh2_agent_connect(a->agent) == 0 && libssh2_agent_list_identities(a->agent) == 0);
    CHECK(m, libssh2_agent_get_identity(a->agent, &a->key, NULL) == 0 && shake_hands(m));
    AGAIN(m, rc, libssh2_userauth_publickey(m->session, m->user, a->key->blob, a->key->blob_len,
                                            sign_by_agent, &abstract));
    return is_in(m, rc);
}

static bool by_callback(struct meeting *m)
{
    struct agent_signer a = { libssh2_agent_init(m->session), NULL };
    bool is_right = log_in_by_callback(m, &a);

    libssh2_agent_free(a.agent);
    return is_right;
}

/* --- FIDO ------------------------------------------------------------------------------------- */

/* What an authenticator signs: OpenSSH's PROTOCOL.u2f. */
static void make_message(const char *application, const unsigned char *data, size_t len, uint8_t *out)
{
    static const uint8_t counter[] = { 0, 0, 0, COUNTER };

    EVP_Digest(application, strlen(application), out, NULL, EVP_sha256(), NULL);
    out[32] = LIBSSH2_SK_PRESENCE_REQUIRED;
    memcpy(out + 33, counter, sizeof(counter));
    EVP_Digest(data, len, out + 37, NULL, EVP_sha256(), NULL);
}

#define MESSAGE_BYTES 69u

static unsigned char *copy_number(const BIGNUM *number, size_t *len)
{
    unsigned char *out = malloc(32);

    *len = 32;
    if (out != NULL && BN_bn2binpad(number, out, 32) != 32)
        abort();
    return out;
}

static void split_ecdsa(const unsigned char *der, size_t len, LIBSSH2_SK_SIG_INFO *out)
{
    ECDSA_SIG *numbers = d2i_ECDSA_SIG(NULL, &der, (long)len);

    if (numbers == NULL)
        abort();
    out->sig_r = copy_number(ECDSA_SIG_get0_r(numbers), &out->sig_r_len);
    out->sig_s = copy_number(ECDSA_SIG_get0_s(numbers), &out->sig_s_len);
    ECDSA_SIG_free(numbers);
}

/* *abstract is the key inside the authenticator. */
static LIBSSH2_USERAUTH_SK_SIGN_FUNC(touch)
{
    bool is_ed25519 = algorithm == LIBSSH2_HOSTKEY_TYPE_ED25519;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    uint8_t message[MESSAGE_BYTES];
    unsigned char *signature = malloc(256);
    size_t len = 256;

    (void)session;
    (void)key_handle;
    make_message(application, data, data_len, message);
    if (context == NULL || signature == NULL || flags != LIBSSH2_SK_PRESENCE_REQUIRED ||
        key_handle_len == 0 ||
        EVP_DigestSignInit(context, NULL, is_ed25519 ? NULL : EVP_sha256(), NULL, *abstract) != 1 ||
        EVP_DigestSign(context, signature, &len, message, sizeof(message)) != 1)
        abort();
    EVP_MD_CTX_free(context);
    sig_info->flags = LIBSSH2_SK_PRESENCE_REQUIRED;
    sig_info->counter = COUNTER;
    if (is_ed25519) {
        sig_info->sig_r = signature;
        sig_info->sig_r_len = len;
        return 0;
    }
    split_ecdsa(signature, len, sig_info);
    free(signature);
    return 0;
}

static EVP_PKEY *read_key(const char *name)
{
    struct text text;
    BIO *bio;
    EVP_PKEY *key;

    if (!read_data(name, &text) || (bio = BIO_new_mem_buf(text.bytes, (int)text.len)) == NULL)
        return NULL;
    key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
    BIO_free(bio);
    return key;
}

static bool log_in_by_touch(struct meeting *m, const char *stub, EVP_PKEY *inside)
{
    struct text text;
    void *abstract = inside;
    int rc;

    CHECK(m, inside != NULL && read_data(stub, &text) && shake_hands(m));
    AGAIN(m, rc, libssh2_userauth_publickey_sk(m->session, m->user, strlen(m->user), NULL, 0,
                                               text.bytes, text.len, NULL, touch, &abstract));
    return is_in(m, rc);
}

static bool by_touch(struct meeting *m, const char *stub, const char *inside)
{
    EVP_PKEY *key = read_key(inside);
    bool is_right = log_in_by_touch(m, stub, key);

    EVP_PKEY_free(key);
    return is_right;
}

static bool by_ed25519_sk(struct meeting *m)
{
    return by_touch(m, "sk_ed25519", "ed25519_pkcs8");
}

static bool by_ecdsa_sk(struct meeting *m)
{
    return by_touch(m, "sk_ecdsa256", "ecdsa256_pkcs8");
}

/* The blob in a line "type base64 comment"; the library frees it. */
static unsigned char *read_blob(struct meeting *m, const char *name, unsigned *len)
{
    struct text text;
    char *base64 = NULL, *blob = NULL, *rest = NULL;

    if (read_data(name, &text)) {
        text.bytes[text.len] = '\0';
        (void)strtok_r(text.bytes, " ", &rest);
        base64 = strtok_r(NULL, " ", &rest);
    }
    if (base64 != NULL)
        (void)libssh2_base64_decode(m->session, &blob, len, base64, (unsigned)strlen(base64));
    return (unsigned char *)blob;
}

/* The ready callback, which has the other one sign. */
static bool log_in_by_ready_callback(struct meeting *m, EVP_PKEY *inside, const unsigned char *blob,
                                     size_t blob_len)
{
    static const unsigned char handle[] = "handle of ed25519";
    void *authenticator = inside;
    LIBSSH2_PRIVKEY_SK key = { .algorithm = LIBSSH2_HOSTKEY_TYPE_ED25519,
                               .flags = LIBSSH2_SK_PRESENCE_REQUIRED,
                               .application = "ssh:",
                               .key_handle = handle,
                               .handle_len = sizeof(handle) - 1,
                               .sign_callback = touch,
                               .orig_abstract = &authenticator };
    void *abstract = &key;
    int rc;

    CHECK(m, inside != NULL && blob != NULL && shake_hands(m));
    AGAIN(m, rc, libssh2_userauth_publickey(m->session, m->user, blob, blob_len, libssh2_sign_sk,
                                            &abstract));
    return is_in(m, rc);
}

static bool by_ready_callback(struct meeting *m)
{
    EVP_PKEY *key = read_key("ed25519_pkcs8");
    unsigned len = 0;
    unsigned char *blob = read_blob(m, "sk_ed25519.pub", &len);
    bool is_right = log_in_by_ready_callback(m, key, blob, len);

    libssh2_free(m->session, blob);
    EVP_PKEY_free(key);
    return is_right;
}

/* --- the program ------------------------------------------------------------------------------ */

int main(int argc, char **argv)
{
    static const struct meeting_case cases[] = {
        { .name = "a key in memory", .run = from_memory, .is_stranger = true },
        { .name = "an agent behind a callback", .run = by_callback, .is_stranger = true },
        { .name = "a FIDO key, Ed25519", .run = by_ed25519_sk, .is_stranger = true },
        { .name = "a FIDO key, ECDSA", .run = by_ecdsa_sk, .is_stranger = true },
        { .name = "a FIDO key behind the ready callback", .run = by_ready_callback, .is_stranger = true },
    };

    return run_cases(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
}
