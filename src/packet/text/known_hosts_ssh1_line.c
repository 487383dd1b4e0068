#include "src/packet/text/known_hosts_ssh1_line.h"

#include "src/packet/text/base64_key.h"
#include "src/packet/text/words.h"

/* The next word: digits. */
static struct ssh2_bytes read_number(struct ssh2_reader *r)
{
    ssh2_read_blanks(r);

    size_t start = r->pos;
    struct ssh2_bytes word = ssh2_read_word(r);

    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] < '0' || word.data[i] > '9')
            ssh2_refuse(r, SSH2_BAD_VALUE, start + i);
    return word;
}

void ssh2_known_hosts_ssh1_line_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_known_hosts_ssh1_line line;

    ssh2_read_indent(r);
    line.hosts = ssh2_read_word(r);
    line.bits = read_number(r);
    line.exponent = read_number(r);
    line.modulus = read_number(r);
    line.comment = ssh2_read_line_comment(r);
    if (out != NULL)
        *(struct ssh2_known_hosts_ssh1_line *)out = line;
}

void ssh2_known_hosts_ssh1_line_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_ssh1_line *line = in;

    ssh2_write_word(w, line->hosts);
    ssh2_write_byte(w, ' ');
    ssh2_write_word(w, line->bits);
    ssh2_write_byte(w, ' ');
    ssh2_write_word(w, line->exponent);
    ssh2_write_byte(w, ' ');
    ssh2_write_word(w, line->modulus);
    ssh2_write_line_comment(w, line->comment);
}
