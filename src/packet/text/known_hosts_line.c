#include "src/packet/text/known_hosts_line.h"

#include "src/packet/text/base64_key.h"
#include "src/packet/text/known_hosts_marker.h"
#include "src/packet/text/words.h"

static bool begins_with(struct ssh2_bytes word, char c)
{
    return word.len > 0 && word.data[0] == (uint8_t)c;
}

static bool begins_with_digit(struct ssh2_bytes word)
{
    return word.len > 0 && word.data[0] >= '0' && word.data[0] <= '9';
}

/* A second marker, or a "#" behind one, is no host. */
static void check_hosts(struct ssh2_reader *r, struct ssh2_bytes hosts, size_t start)
{
    if (begins_with(hosts, '@') || begins_with(hosts, '#'))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
}

static struct ssh2_bytes read_hosts(struct ssh2_reader *r, struct ssh2_bytes *marker)
{
    struct ssh2_known_hosts_marker first = { { NULL, 0 } };

    if (begins_with(ssh2_unread(r), '@')) {
        ssh2_packet_read(ssh2_known_hosts_marker_type(), r, &first);
        ssh2_read_blanks(r);
    }
    *marker = first.marker;

    size_t start = r->pos;
    struct ssh2_bytes hosts = ssh2_read_word(r);

    check_hosts(r, hosts, start);
    return hosts;
}

void ssh2_known_hosts_line_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_known_hosts_line line;

    ssh2_read_indent(r);
    line.hosts = read_hosts(r, &line.marker);
    ssh2_read_blanks(r);

    size_t start = r->pos;
    struct ssh2_base64_key key = ssh2_read_base64_key(r);

    if (begins_with_digit(key.key_type))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    line.key_type = key.key_type;
    line.base64_key = key.base64_key;
    line.comment = ssh2_read_line_comment(r);
    if (out != NULL)
        *(struct ssh2_known_hosts_line *)out = line;
}

void ssh2_known_hosts_line_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_line *line = in;
    struct ssh2_base64_key key = { line->key_type, line->base64_key };

    if (line->marker.len > 0) {
        struct ssh2_known_hosts_marker marker = { line->marker };

        ssh2_known_hosts_marker_write(w, &marker);
        ssh2_write_byte(w, ' ');
    }
    ssh2_write_word(w, line->hosts);
    ssh2_write_byte(w, ' ');
    ssh2_write_base64_key(w, key);
    ssh2_write_line_comment(w, line->comment);
}
