#include "src/packet/text/known_hosts_host_port.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes open = SSH2_TEXT("[");
static const struct ssh2_bytes colon = SSH2_TEXT(":");

/* Offset of the first byte that no host has, or host.len. */
static size_t host_fault(struct ssh2_bytes host)
{
    size_t i = 0;

    while (i < host.len && host.data[i] > ' ' && host.data[i] < 0x7f &&
           !ssh2_has_byte(ssh2_text("[],"), host.data[i]))
        i++;
    return i;
}

static struct ssh2_bytes read_host(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes host = ssh2_read_until(r, ']');

    if (host_fault(host) < host.len || host.len == 0)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + host_fault(host));
    return host;
}

void ssh2_known_hosts_host_port_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_known_hosts_host_port name;

    ssh2_expect(r, open);
    name.host = read_host(r);
    ssh2_expect(r, colon);
    name.port = (uint32_t)ssh2_read_decimal(r, SSH2_PORT_MAX);
    if (out != NULL)
        *(struct ssh2_known_hosts_host_port *)out = name;
}

void ssh2_known_hosts_host_port_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_host_port *name = in;

    ssh2_write_only_if(w, name->host.len > 0 && host_fault(name->host) == name->host.len &&
                              name->port <= SSH2_PORT_MAX);
    ssh2_write_bytes(w, open);
    ssh2_write_bytes(w, name->host);
    ssh2_write_byte(w, ']');
    ssh2_write_bytes(w, colon);
    ssh2_write_decimal(w, name->port);
}
