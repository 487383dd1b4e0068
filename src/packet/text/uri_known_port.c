#include "src/packet/text/uri_known_port.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes scheme = SSH2_TEXT("ssh://");

static bool is_hex(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* RFC 3986, section 2.3: unreserved, and 2.2: sub-delims. */
static bool is_plain(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           ssh2_has_byte(ssh2_text("-._~!$&'()*+,;="), c);
}

/* How many bytes from the start of text may stand in a user or a host. */
static size_t name_len(struct ssh2_bytes text)
{
    size_t i = 0;

    while (i < text.len) {
        bool encoded = text.data[i] == '%' && text.len - i > 2 && is_hex(text.data[i + 1]) &&
                       is_hex(text.data[i + 2]);

        if (!encoded && !is_plain(text.data[i]))
            break;
        i += encoded ? 3 : 1;
    }
    return i;
}

static bool is_name(struct ssh2_bytes text)
{
    return text.len > 0 && text.data[0] != '-' && name_len(text) == text.len;
}

/* Hex digits, colons and dots: whether they make an address is for the resolver to say. */
static size_t ipv6_len(struct ssh2_bytes text)
{
    size_t i = 0;

    while (i < text.len && (is_hex(text.data[i]) || text.data[i] == ':' || text.data[i] == '.'))
        i++;
    return i;
}

static bool is_ipv6(struct ssh2_bytes text)
{
    return ssh2_has_byte(text, ':') && ipv6_len(text) == text.len;
}

/* A scheme means the same in capitals, which is not canonical: section 6.2.2.1. */
static void read_scheme(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes found = ssh2_read_bytes(r, scheme.len);

    for (size_t i = 0; i < found.len; i++) {
        bool capital = found.data[i] >= 'A' && found.data[i] <= 'Z';

        if (capital)
            ssh2_deviate(r, start + i);
        if (found.data[i] + (capital ? 'a' - 'A' : 0) != scheme.data[i])
            ssh2_refuse(r, SSH2_BAD_VALUE, start);
    }
}

static struct ssh2_bytes read_name(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes left = ssh2_unread(r);
    struct ssh2_bytes name = ssh2_read_bytes(r, name_len(left));

    if (left.len == 0)
        ssh2_refuse(r, SSH2_TRUNCATED, start);
    if (!is_name(name))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    return name;
}

static struct ssh2_bytes read_user(struct ssh2_reader *r)
{
    if (!ssh2_has_byte(ssh2_unread(r), '@'))
        return ssh2_bytes(NULL, 0);

    struct ssh2_bytes user = read_name(r);

    ssh2_expect(r, ssh2_bytes("@", 1));
    return user;
}

static struct ssh2_bytes read_host(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);

    if (left.len == 0 || left.data[0] != '[')
        return read_name(r);
    ssh2_read_byte(r);

    size_t start = r->pos;
    struct ssh2_bytes host = ssh2_read_until(r, ']');

    if (!is_ipv6(host))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    return host;
}

/* A colon with no port behind it, and the port that is known, are not canonical: section 6.2.3. */
static uint32_t read_port(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes left = ssh2_unread(r);

    if (left.len == 0 || left.data[0] != ':')
        return SSH2_URI_KNOWN_PORT;
    ssh2_read_byte(r);
    if (left.len == 1) {
        ssh2_deviate(r, start);
        return SSH2_URI_KNOWN_PORT;
    }

    uint32_t port = (uint32_t)ssh2_read_decimal(r, SSH2_PORT_MAX);

    if (port == 0)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + 1);
    if (port == SSH2_URI_KNOWN_PORT)
        ssh2_deviate(r, start);
    return port;
}

void ssh2_uri_known_port_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_uri_known_port uri;

    read_scheme(r);
    uri.user = read_user(r);
    uri.host = read_host(r);
    uri.port = read_port(r);
    if (out != NULL)
        *(struct ssh2_uri_known_port *)out = uri;
}

static bool is_right(const struct ssh2_uri_known_port *uri)
{
    return (uri->user.len == 0 || is_name(uri->user)) &&
           (is_name(uri->host) || is_ipv6(uri->host)) && uri->port > 0 &&
           uri->port <= SSH2_PORT_MAX;
}

void ssh2_uri_known_port_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_uri_known_port *uri = in;
    bool brackets = ssh2_has_byte(uri->host, ':');

    ssh2_write_only_if(w, is_right(uri));
    ssh2_write_bytes(w, scheme);
    ssh2_write_bytes(w, uri->user);
    if (uri->user.len > 0)
        ssh2_write_byte(w, '@');
    if (brackets)
        ssh2_write_byte(w, '[');
    ssh2_write_bytes(w, uri->host);
    if (brackets)
        ssh2_write_byte(w, ']');
    if (uri->port == SSH2_URI_KNOWN_PORT)
        return;
    ssh2_write_byte(w, ':');
    ssh2_write_decimal(w, uri->port);
}
