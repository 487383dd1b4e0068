#include "src/packet/tape.h"

#include "src/wire/elements.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

enum cell_kind {
    CELL_BYTE,
    CELL_UINT32,
    CELL_UINT64,
    CELL_STRING,
    CELL_MPINT,
    CELL_RAW, /* bytes without a length in front: also elements */
    CELL_KINDS
};

struct cell {
    uint8_t kind; /* enum cell_kind */
    uint64_t number;
    const uint8_t *data;
    size_t len;
    bool padded; /* an mpint with more zeros than it needs, which the view does not show */
};

/* What is true of content, whoever looks at it and whenever. */
struct content {
    bool is_odd;           /* accepted, but not canonical */
    bool is_no_name_list;
    bool is_the_constant; /* that its field demands, if it demands one of this length */
    enum ssh2_status status; /* as elements */
};

static struct cell to_read[SSH2_TAPE_FIELDS];
static struct cell written[SSH2_TAPE_FIELDS];
static uint8_t places[SSH2_TAPE_FIELDS * SSH2_TAPE_STEP];
static struct content contents[SSH2_TAPE_FIELDS];

struct cell nondet_cell(void);
struct content nondet_content(void);
size_t nondet_size(void);

static const uint64_t number_max[CELL_KINDS] = { UINT8_MAX, UINT32_MAX, UINT64_MAX };

static bool is_cell(struct cell cell)
{
    return cell.kind < CELL_KINDS && cell.len <= UINT32_MAX &&
           (cell.kind > CELL_UINT64 || cell.number <= number_max[cell.kind]);
}

struct ssh2_bytes ssh2_tape_any(void)
{
    size_t fields = nondet_size();

    for (size_t i = 0; i < SSH2_TAPE_FIELDS; i++) {
        struct cell cell = nondet_cell();

        __CPROVER_assume(is_cell(cell));
        to_read[i] = cell;
        to_read[i].data = &places[i * SSH2_TAPE_STEP + 1];
        contents[i] = nondet_content();
        __CPROVER_assume(contents[i].status != SSH2_NOT_CANONICAL);
    }
    __CPROVER_assume(fields <= SSH2_TAPE_FIELDS);
    return ssh2_bytes(places, fields * SSH2_TAPE_STEP);
}

struct ssh2_bytes ssh2_tape_rewind(size_t len)
{
    for (size_t i = 0; i < SSH2_TAPE_FIELDS; i++)
        to_read[i] = written[i];
    return ssh2_bytes(places, len);
}

static bool is_on_tape(const uint8_t *data)
{
    return __CPROVER_same_object(data, places);
}

static struct content content_of(const uint8_t *data)
{
    struct content of_constant = { .is_the_constant = true };

    return is_on_tape(data) ? contents[(size_t)(data - places) / SSH2_TAPE_STEP] : of_constant;
}

/* A constant is written from where the declaration has it. */
static bool same(struct cell a, struct cell b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind <= CELL_UINT64)
        return a.number == b.number;
    if (a.len != b.len)
        return false;
    return a.len == 0 || a.data == b.data ||
           (!is_on_tape(b.data) && content_of(a.data).is_the_constant);
}

bool ssh2_tape_same(size_t len)
{
    bool all = true;

    for (size_t i = 0; i < SSH2_TAPE_FIELDS; i++)
        all = all && (i * SSH2_TAPE_STEP >= len || same(to_read[i], written[i]));
    return all;
}

bool ssh2_tape_has_odd_content(void)
{
    bool any = false;

    for (size_t i = 0; i < SSH2_TAPE_FIELDS; i++)
        any = any || contents[i].is_odd;
    return any;
}

bool ssh2_tape_holds(struct ssh2_bytes view)
{
    return view.len == 0 || is_on_tape(view.data);
}

/* Whether two contents of the same length are equal: one is a constant of the declaration. */
int memcmp(const void *a, const void *b, size_t len)
{
    (void)b;
    (void)len;
    return content_of(a).is_the_constant ? 0 : 1;
}

/* The reader */

struct ssh2_reader ssh2_reader(struct ssh2_bytes input)
{
    struct ssh2_reader r = { .data = input.data, .len = input.len };

    return r;
}

void ssh2_refuse(struct ssh2_reader *r, enum ssh2_status status, size_t offset)
{
    if (r->status == SSH2_OK)
        r->status = status;
    (void)offset; /* of bytes, which a tape has not */
}

void ssh2_deviate(struct ssh2_reader *r, size_t offset)
{
    if (r->status == SSH2_OK)
        r->deviates = true;
    (void)offset;
}

/* The next field, refused unless it is of this kind. It is passed over even so, which leaves
 * positions constant; nobody looks at anything after a refusal. */
static struct cell take(struct ssh2_reader *r, enum cell_kind kind)
{
    struct cell cell = to_read[r->pos / SSH2_TAPE_STEP];

    if (r->pos >= r->len)
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
    if (cell.kind != kind)
        ssh2_refuse(r, SSH2_BAD_VALUE, r->pos);
    r->pos += SSH2_TAPE_STEP;
    return cell;
}

static struct ssh2_bytes take_view(struct ssh2_reader *r, enum cell_kind kind)
{
    struct cell cell = take(r, kind);

    return ssh2_bytes(cell.data, cell.len);
}

uint8_t ssh2_read_byte(struct ssh2_reader *r)
{
    return (uint8_t)(take(r, CELL_BYTE).number & 0xff);
}

bool ssh2_read_boolean(struct ssh2_reader *r)
{
    uint8_t value = ssh2_read_byte(r);

    if (value > 1)
        ssh2_deviate(r, r->pos);
    return value != 0;
}

uint32_t ssh2_read_uint32(struct ssh2_reader *r)
{
    return (uint32_t)(take(r, CELL_UINT32).number & UINT32_MAX);
}

uint64_t ssh2_read_uint64(struct ssh2_reader *r)
{
    return take(r, CELL_UINT64).number;
}

struct ssh2_bytes ssh2_read_string(struct ssh2_reader *r)
{
    return take_view(r, CELL_STRING);
}

struct ssh2_bytes ssh2_read_utf8(struct ssh2_reader *r)
{
    struct ssh2_bytes view = ssh2_read_string(r);

    if (content_of(view.data).is_odd)
        ssh2_deviate(r, r->pos);
    return view;
}

struct ssh2_bytes ssh2_read_name_list(struct ssh2_reader *r)
{
    struct ssh2_bytes view = ssh2_read_string(r);

    if (content_of(view.data).is_no_name_list)
        ssh2_refuse(r, SSH2_BAD_NAME_LIST, r->pos);
    return view;
}

struct ssh2_bytes ssh2_read_mpint(struct ssh2_reader *r)
{
    struct cell cell = take(r, CELL_MPINT);

    if (cell.padded)
        ssh2_deviate(r, r->pos);
    return ssh2_bytes(cell.data, cell.len);
}

struct ssh2_bytes ssh2_read_bytes(struct ssh2_reader *r, size_t count)
{
    struct ssh2_bytes view = take_view(r, CELL_RAW);

    if (view.len != count)
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
    return view;
}

struct ssh2_bytes ssh2_read_rest(struct ssh2_reader *r)
{
    struct ssh2_bytes view = take_view(r, CELL_RAW);

    if (r->pos != r->len)
        ssh2_refuse(r, SSH2_TRAILING, r->pos);
    return view;
}

struct ssh2_verdict ssh2_read_end(struct ssh2_reader *r)
{
    if (r->pos < r->len)
        ssh2_refuse(r, SSH2_TRAILING, r->pos);

    struct ssh2_verdict verdict = { r->status, r->len };

    if (r->status == SSH2_OK && r->deviates)
        verdict.status = SSH2_NOT_CANONICAL;
    return verdict;
}

/* Elements. Those inside a string have a reader of their own, which begins at its place. */

static void judge_content(struct ssh2_reader *r, const uint8_t *data)
{
    struct content content = content_of(data);

    if (content.status != SSH2_OK)
        ssh2_refuse(r, content.status, r->pos);
    if (content.is_odd)
        ssh2_deviate(r, r->pos);
}

/* A string's view begins one byte behind its place, so that a reader of its content is none of the
 * tape itself. */
void ssh2_check_elements(struct ssh2_reader *r, ssh2_packet_type_function *element, bool counted,
                         uint64_t count)
{
    (void)element;
    if (r->data != places) {
        judge_content(r, r->data);
        r->pos = r->len;
        return;
    }
    if (r->status != SSH2_OK || (counted ? count == 0 : r->pos >= r->len))
        return;

    struct cell cell = take(r, CELL_RAW);

    if (cell.len != SSH2_TAPE_STEP)
        ssh2_refuse(r, SSH2_BAD_VALUE, r->pos);
    judge_content(r, cell.data);
}

/* The writer */

struct ssh2_writer ssh2_writer(uint8_t *data, size_t capacity)
{
    struct ssh2_writer w = { .data = data, .capacity = capacity };

    return w;
}

struct ssh2_writer ssh2_measuring_writer(void)
{
    return ssh2_writer(NULL, sizeof(places));
}

static void put(struct ssh2_writer *w, struct cell cell)
{
    __CPROVER_assert(w->len < sizeof(places), "the tape is long enough");
    written[w->len / SSH2_TAPE_STEP] = cell;
    w->len += SSH2_TAPE_STEP;
}

static void put_number(struct ssh2_writer *w, enum cell_kind kind, uint64_t number)
{
    struct cell cell = { .kind = (uint8_t)kind, .number = number };

    put(w, cell);
}

static void put_view(struct ssh2_writer *w, enum cell_kind kind, struct ssh2_bytes view)
{
    struct cell cell = { .kind = (uint8_t)kind, .data = view.data, .len = view.len };

    put(w, cell);
}

void ssh2_write_byte(struct ssh2_writer *w, uint8_t value)
{
    put_number(w, CELL_BYTE, value);
}

void ssh2_write_boolean(struct ssh2_writer *w, bool value)
{
    put_number(w, CELL_BYTE, value ? 1 : 0);
}

void ssh2_write_uint32(struct ssh2_writer *w, uint32_t value)
{
    put_number(w, CELL_UINT32, value);
}

void ssh2_write_uint64(struct ssh2_writer *w, uint64_t value)
{
    put_number(w, CELL_UINT64, value);
}

void ssh2_write_string(struct ssh2_writer *w, struct ssh2_bytes bytes)
{
    put_view(w, CELL_STRING, bytes);
}

void ssh2_write_mpint(struct ssh2_writer *w, struct ssh2_bytes magnitude)
{
    put_view(w, CELL_MPINT, magnitude);
}

/* Elements are a view from their place on; no elements are no field. */
void ssh2_write_bytes(struct ssh2_writer *w, struct ssh2_bytes bytes)
{
    if (bytes.data == NULL)
        return;
    if (is_on_tape(bytes.data) && (size_t)(bytes.data - places) % SSH2_TAPE_STEP == 0)
        bytes.data++;
    put_view(w, CELL_RAW, bytes);
}
