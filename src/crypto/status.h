/* What the adapters answer when there is more than one way to fail. */
#ifndef SSH2_CRYPTO_STATUS_H
#define SSH2_CRYPTO_STATUS_H

enum ssh2_crypto_status {
    SSH2_CRYPTO_OK = 0,
    SSH2_CRYPTO_NO_MEMORY,        /* an allocator said no, ours or the library's */
    SSH2_CRYPTO_FAILED,           /* the library failed for a reason that is not the input's */
    SSH2_CRYPTO_UNSUPPORTED,      /* not a form, algorithm or size that is known here */
    SSH2_CRYPTO_BAD_VALUE,        /* the input breaks a rule: range, length, curve, consistency */
    SSH2_CRYPTO_WRONG_PASSPHRASE, /* encrypted, and the passphrase is missing or wrong */
};

#endif
