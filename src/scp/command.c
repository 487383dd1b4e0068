#include "src/scp/command.h"

/* What stands around a byte. csh replaces '!' within any quotes, so none are around that. */
enum quotes { BARE, SINGLE, DOUBLE };

static const struct ssh2_bytes marks[] = {
    [BARE] = { NULL, 0 },
    [SINGLE] = SSH2_TEXT("'"),
    [DOUBLE] = SSH2_TEXT("\""),
};

static enum quotes quotes_for(uint8_t byte)
{
    return byte == '\'' ? DOUBLE : byte == '!' ? BARE : SINGLE;
}

static void change_quotes(struct ssh2_writer *w, enum quotes *quotes, enum quotes wanted)
{
    if (*quotes == wanted)
        return;
    ssh2_write_bytes(w, marks[*quotes]);
    ssh2_write_bytes(w, marks[wanted]);
    *quotes = wanted;
}

void ssh2_scp_write_quoted(struct ssh2_writer *w, struct ssh2_bytes text)
{
    enum quotes quotes = BARE;

    if (text.len == 0) {
        ssh2_write_bytes(w, marks[SINGLE]);
        ssh2_write_bytes(w, marks[SINGLE]);
    }
    for (size_t i = 0; i < text.len; i++) {
        change_quotes(w, &quotes, quotes_for(text.data[i]));
        if (quotes == BARE)
            ssh2_write_byte(w, '\\');
        ssh2_write_byte(w, text.data[i]);
    }
    change_quotes(w, &quotes, BARE);
}

void ssh2_scp_write_command(struct ssh2_writer *w, const struct ssh2_scp_request *request)
{
    ssh2_write_bytes(w, ssh2_text(request->with_times ? "scp -p" : "scp -"));
    ssh2_write_bytes(w, ssh2_text(request->sends ? "t " : "f "));
    if (!request->quotes) {
        ssh2_write_bytes(w, request->path);
        return;
    }
    if (request->path.len > 0 && request->path.data[0] == '-')
        ssh2_write_bytes(w, ssh2_text("-- "));
    ssh2_scp_write_quoted(w, request->path);
}
