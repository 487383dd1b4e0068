#include "src/knownhost/host_match.h"

#include <string.h>

#include "src/crypto/mac.h"
#include "src/wire/text.h"

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

static bool fits_one(uint8_t pattern, uint8_t c)
{
    return pattern == '?' || lower(pattern) == lower(c);
}

/* After a mismatch only the last star needs another try, with one byte more: what the stars before
 * it took is as good as anything. */
bool ssh2_pattern_fits(struct ssh2_bytes pattern, struct ssh2_bytes text)
{
    size_t p = 0;
    size_t t = 0;
    size_t behind_star = 0; /* in pattern; 0: no star yet */
    size_t star_end = 0;    /* in text: how far the star reaches */

    while (t < text.len) {
        if (p < pattern.len && pattern.data[p] == '*') {
            behind_star = ++p;
            star_end = t;
        } else if (p < pattern.len && fits_one(pattern.data[p], text.data[t])) {
            p++;
            t++;
        } else if (behind_star > 0) {
            p = behind_star;
            t = ++star_end;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.data[p] == '*')
        p++;
    return p == pattern.len;
}

static bool list_names(struct ssh2_bytes list, struct ssh2_bytes host, bool patterns)
{
    struct ssh2_bytes name;
    bool found = false;

    while (ssh2_name_list_next(&list, &name)) {
        bool negated = name.len > 0 && name.data[0] == '!';
        struct ssh2_bytes bare = negated ? ssh2_bytes(name.data + 1, name.len - 1) : name;

        if (!(patterns ? ssh2_pattern_fits(bare, host) : ssh2_bytes_equal(bare, host)))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
}

static enum ssh2_host_match hash_names(const struct ssh2_memory *memory,
                                       const struct ssh2_knownhost *entry, struct ssh2_bytes host)
{
    uint8_t hash[SSH2_HASH_MAX_BYTES];
    struct ssh2_mac *mac =
        ssh2_mac_new(memory, SSH2_HASH_SHA1, ssh2_bytes(entry->salt, entry->salt_len));
    bool done = mac != NULL && ssh2_mac_start(mac) && ssh2_mac_update(mac, host) &&
                ssh2_mac_final(mac, hash);

    ssh2_mac_free(mac);
    if (!done)
        return SSH2_HOST_UNCERTAIN;
    return memcmp(hash, entry->hash, sizeof(entry->hash)) == 0 ? SSH2_HOST_SAME : SSH2_HOST_OTHER;
}

enum ssh2_host_match ssh2_knownhost_names(const struct ssh2_memory *memory,
                                          const struct ssh2_knownhost *entry,
                                          struct ssh2_bytes host)
{
    bool patterns = entry->standing == SSH2_KNOWNHOST_REVOKED;

    if (entry->name_type == LIBSSH2_KNOWNHOST_TYPE_SHA1)
        return hash_names(memory, entry, host);
    return list_names(entry->line.hosts, host, patterns) ? SSH2_HOST_SAME : SSH2_HOST_OTHER;
}
