/* The library as a whole: initialisation, version, what was built in. */
#include "src/api/session.h"

#include <stdatomic.h>

#include "src/crypto/random.h"

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
    return "crypto:OpenSSL MD5:off MD5-PEM:on RIPEMD160:off DSA:off RSA:on RSA-SHA1:off ECDSA:on "
           "ED25519:on ML-KEM:off AES-GCM:on AES-CTR:on AES-CBC:off BLOWFISH:off RC4:off CAST:off "
           "3DES:off KEX-SHA1:off MAC-SHA1:off deprecated-APIs:on zlib:off agent:Unix "
           "debug-logging:on";
}
