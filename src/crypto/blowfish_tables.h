/* Private to src/crypto: the state of Blowfish, and what it is before any key (the digits of pi).
 */
#ifndef SSH2_CRYPTO_BLOWFISH_TABLES_H
#define SSH2_CRYPTO_BLOWFISH_TABLES_H

#include <stdint.h>

#define SSH2_BLOWFISH_P_COUNT 18u /* one subkey a round, and two at the end */
#define SSH2_BLOWFISH_S_COUNT 256u

struct ssh2_blowfish {
    uint32_t p[SSH2_BLOWFISH_P_COUNT];
    uint32_t s[4][SSH2_BLOWFISH_S_COUNT];
};

extern const struct ssh2_blowfish ssh2_blowfish_initial;

#endif
