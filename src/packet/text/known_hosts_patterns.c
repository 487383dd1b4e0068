#include "src/packet/text/known_hosts_patterns.h"

#include "src/packet/text/parts.h"
#include "src/wire/text.h"

/* Offset of a "!" with nothing to negate in a well-formed list, or list.len. */
static size_t bare_negation(struct ssh2_bytes list)
{
    struct ssh2_bytes left = list;
    struct ssh2_bytes pattern;

    while (ssh2_name_list_next(&left, &pattern))
        if (pattern.len == 1 && pattern.data[0] == '!')
            return (size_t)(pattern.data - list.data);
    return list.len;
}

static bool begins_otherwise(struct ssh2_bytes list)
{
    return list.len > 0 && ssh2_has_byte(ssh2_text("|@#"), list.data[0]);
}

struct ssh2_bytes ssh2_read_host_list(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes list = ssh2_read_rest(r);
    size_t fault = ssh2_name_list_fault(list);

    if (list.len == 0)
        ssh2_refuse(r, SSH2_TRUNCATED, start);
    if (begins_otherwise(list))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (fault < list.len)
        ssh2_refuse(r, SSH2_BAD_NAME_LIST, start + fault);
    else if (bare_negation(list) < list.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + bare_negation(list));
    return list;
}

void ssh2_write_host_list(struct ssh2_writer *w, struct ssh2_bytes list)
{
    ssh2_write_only_if(w, list.len > 0 && !begins_otherwise(list) &&
                              ssh2_name_list_fault(list) == list.len &&
                              bare_negation(list) == list.len);
    ssh2_write_bytes(w, list);
}

void ssh2_known_hosts_patterns_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_known_hosts_patterns patterns = { ssh2_read_host_list(r) };

    if (out != NULL)
        *(struct ssh2_known_hosts_patterns *)out = patterns;
}

void ssh2_known_hosts_patterns_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_patterns *patterns = in;

    ssh2_write_host_list(w, patterns->pattern_list);
}
