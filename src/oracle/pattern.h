/* Bytes that tests can compute at any place: what the peer prints and what its files hold. */
#ifndef SSH2_ORACLE_PATTERN_H
#define SSH2_ORACLE_PATTERN_H

#include <stddef.h>
#include <stdint.h>

/* len bytes of an endless text, from offset on. Two places 256 bytes apart differ. */
static inline void ssh2_peer_pattern(uint64_t offset, uint8_t *out, size_t len)
{
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)((offset + i) * 31 + ((offset + i) >> 8));
}

#endif
