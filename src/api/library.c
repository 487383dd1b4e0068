/* The library as a whole: initialisation, version, what was built in. */
#include "src/api/session.h"

#include <stdatomic.h>

#include "src/crypto/random.h"
#include "src/packet/text/base64.h"

#include <sodium.h>

static atomic_int use_count;

int libssh2_init(int flags)
{
    (void)flags; /* LIBSSH2_INIT_NO_CRYPTO: both libraries may be initialised by anyone, any time */
    if (sodium_init() < 0)
        return LIBSSH2_ERROR_RANDGEN;
    atomic_fetch_add(&use_count, 1);
    return 0;
}

void libssh2_exit(void)
{
    int count = atomic_load(&use_count);

    while (count > 0 && !atomic_compare_exchange_weak(&use_count, &count, count - 1))
        continue;
}

const char *libssh2_version(int req_version_num)
{
    return req_version_num <= LIBSSH2_VERSION_NUM ? LIBSSH2_VERSION : NULL;
}

libssh2_crypto_engine_t libssh2_crypto_engine(void)
{
    return libssh2_openssl;
}

const char *libssh2_build_options(void)
{
    /* What was built in. Whether OpenSSL has it where a program runs is another matter:
     * libssh2_session_supported_algs. */
    return "crypto:OpenSSL MD5:on MD5-PEM:on RIPEMD160:on DSA:on RSA:on RSA-SHA1:on ECDSA:on "
           "ED25519:on ML-KEM:on AES-GCM:on AES-CTR:on AES-CBC:on BLOWFISH:on RC4:on CAST:on "
           "3DES:on KEX-SHA1:on MAC-SHA1:on deprecated-APIs:on zlib:on agent:Unix "
           "debug-logging:on";
}

/* A decoder that programs used to borrow. */

static size_t decoded_max_len(size_t len)
{
    return len / 4 * 3 + 3; /* a last group may be cut short; and never 0 */
}

int libssh2_base64_decode(LIBSSH2_SESSION *session, char **dest, unsigned int *dest_len,
                          const char *src, unsigned int src_len)
{
    if (session == NULL || dest == NULL || dest_len == NULL || (src == NULL && src_len > 0))
        return LIBSSH2_ERROR_BAD_USE;

    size_t capacity = decoded_max_len(src_len);
    uint8_t *bytes = ssh2_alloc(&session->memory, capacity);
    struct ssh2_writer w = ssh2_writer(bytes, capacity);

    *dest = NULL;
    *dest_len = 0;
    if (bytes == NULL)
        return ssh2_fail_memory(&session->error, "what the base64 stands for");
    if (ssh2_base64_decode(ssh2_bytes(src, src_len), SSH2_BASE64_LOOSE, &w).status != SSH2_OK) {
        ssh2_free(&session->memory, bytes);
        return ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL,
                         "the base64 ends within a byte: a character is missing");
    }
    *dest = (char *)bytes;
    *dest_len = (unsigned)w.len;
    return 0;
}
