#include "src/protocol/legality.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/numbers.h"

/* The tables of the document, cell by cell, read from the document itself. */

#define DOCUMENT "docs/spec/state-machine.md"
#define LINE_MAX_BYTES 512
#define CELL_MAX_BYTES 128
#define FIRST_STATE_CELL 2 /* behind number and message */
#define NUMBER_COUNT 256

struct table {
    char cells[NUMBER_COUNT][SSH2_STATE_COUNT][3]; /* "A", "Is", ...; empty: no row */
    char other[SSH2_STATE_COUNT][3];
    unsigned rows;
};

/* Copies cell number index of a line of the form "| a | b |" without the blanks around it. */
static bool cell_of(const char *line, unsigned index, char *out)
{
    const char *start = line;

    for (unsigned i = 0; i <= index; i++) {
        start = strchr(start, '|');
        if (start == NULL)
            return false;
        start++;
    }
    const char *end = strchr(start, '|');
    if (end == NULL || end - start >= CELL_MAX_BYTES)
        return false;
    while (*start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    memcpy(out, start, (size_t)(end - start));
    out[end - start] = '\0';
    return true;
}

static void read_verdicts(const char *line, char verdicts[SSH2_STATE_COUNT][3])
{
    char cell[CELL_MAX_BYTES];

    for (unsigned state = 0; state < SSH2_STATE_COUNT; state++) {
        assert_true(cell_of(line, FIRST_STATE_CELL + state, cell));
        cell[strcspn(cell, " ")] = '\0'; /* a note may follow */
        assert_in_range(strlen(cell), 1, 2);
        strcpy(verdicts[state], cell);
    }
    assert_false(cell_of(line, FIRST_STATE_CELL + SSH2_STATE_COUNT, cell));
}

static void enter(struct table *table, unsigned long first, unsigned long last, const char *line)
{
    assert_true(first <= last && last < NUMBER_COUNT);
    for (unsigned long number = first; number <= last; number++) {
        assert_int_equal(table->cells[number][0][0], '\0'); /* no number has two rows */
        read_verdicts(line, table->cells[number]);
    }
}

/* "9-19", "30,32,34", "7" */
static void enter_row(struct table *table, const char *numbers, const char *line)
{
    char *rest = NULL;

    for (const char *at = numbers;; at = rest + 1) {
        unsigned long first = strtoul(at, &rest, 10);
        unsigned long last = *rest == '-' ? strtoul(rest + 1, &rest, 10) : first;

        enter(table, first, last, line);
        if (*rest != ',')
            break;
    }
    assert_int_equal(*rest, '\0');
}

static void read_row(struct table *table, const char *line)
{
    char first[CELL_MAX_BYTES];

    if (!cell_of(line, 0, first) || strcmp(first, "Number") == 0 || first[0] == '-' ||
        strcmp(first, "line") == 0)
        return;
    table->rows++;
    if (strcmp(first, "other") == 0)
        read_verdicts(line, table->other);
    else
        enter_row(table, first, line);
}

/* The table that follows the heading. */
static void read_table(const char *heading, struct table *table)
{
    char line[LINE_MAX_BYTES];
    bool inside = false;
    FILE *file = fopen(DOCUMENT, "r");

    assert_non_null(file);
    memset(table, 0, sizeof(*table));
    while (fgets(line, sizeof(line), file) != NULL) {
        if (line[0] == '#')
            inside = strncmp(line, heading, strlen(heading)) == 0;
        else if (inside)
            read_row(table, line);
    }
    fclose(file);
    assert_in_range(table->rows, 20, 40);
    for (unsigned number = 0; number < NUMBER_COUNT; number++)
        if (table->cells[number][0][0] == '\0')
            memcpy(table->cells[number], table->other, sizeof(table->other));
}

static enum ssh2_disposition expected(const char (*row)[3], unsigned state, unsigned outer,
                                      bool strict)
{
    const char *cell = row[state][0] == '1' ? row[outer] : row[state];

    if (strict && cell[1] == 's')
        return SSH2_REFUSE;
    switch (cell[0]) {
    case 'A':
        return SSH2_ACCEPT;
    case 'I':
        return SSH2_IGNORE;
    case 'U':
        return SSH2_UNIMPLEMENTED;
    case 'X':
        return SSH2_REFUSE;
    case '.':
        return SSH2_IMPOSSIBLE;
    default:
        fail_msg("the document has a cell \"%s\"", cell);
        return SSH2_IMPOSSIBLE;
    }
}

static void compare(enum ssh2_role role, const struct table *table, unsigned state, unsigned outer,
                    bool strict)
{
    for (unsigned number = 0; number < NUMBER_COUNT; number++) {
        enum ssh2_disposition want = expected(table->cells[number], state, outer, strict);
        enum ssh2_disposition got = ssh2_legality(role, (enum ssh2_state)state,
                                                  (enum ssh2_state)outer, strict, (uint8_t)number);

        if (got != want)
            fail_msg("role %d, state %u, outer %u, strict %d, number %u: %d, the document says %d",
                     (int)role, state, outer, strict, number, (int)got, (int)want);
    }
}

static void compare_all(enum ssh2_role role, const char *heading)
{
    static struct table table;

    read_table(heading, &table);
    for (unsigned state = 0; state < SSH2_STATE_COUNT; state++)
        for (unsigned outer = SSH2_STATE_SERVICE; outer <= SSH2_STATE_CONNECTION; outer++) {
            compare(role, &table, state, outer, false);
            compare(role, &table, state, outer, true);
        }
}

static void every_message_a_client_receives_is_judged_as_the_document_says(void **unused)
{
    (void)unused;
    compare_all(SSH2_CLIENT, "## 3. Messages a client may receive");
}

static void every_message_a_server_receives_is_judged_as_the_document_says(void **unused)
{
    (void)unused;
    compare_all(SSH2_SERVER, "### Messages a server may receive");
}

/* What no edit of table and document together may break. */

#define ROLES_STATES_AND_OUTERS(role, state, outer)            \
    for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++)  \
        for (int state = 0; state < SSH2_STATE_COUNT; state++) \
            for (int outer = SSH2_STATE_SERVICE; outer <= SSH2_STATE_CONNECTION; outer++)

static enum ssh2_disposition judge(int role, int state, int outer, bool strict, int number)
{
    return ssh2_legality((enum ssh2_role)role, (enum ssh2_state)state, (enum ssh2_state)outer,
                         strict, (uint8_t)number);
}

/* Threats K9 and K10. RFC 4252, section 6: nothing of the connection before authentication. Threat A13. */
static void nothing_of_the_layers_above_is_accepted_before_its_time(void **unused)
{
    (void)unused;
    ROLES_STATES_AND_OUTERS(role, state, outer)
    {
        bool rekeying = state == SSH2_STATE_REKEY_OFFERED;
        int stage = rekeying ? outer : state;

        for (int number = SSH_MSG_USERAUTH_REQUEST; number < SSH_MSG_PING; number++) {
            if (judge(role, state, outer, false, number) != SSH2_ACCEPT)
                continue;
            assert_int_equal(stage, number < SSH_MSG_GLOBAL_REQUEST ? SSH2_STATE_USERAUTH
                                                                    : SSH2_STATE_CONNECTION);
        }
    }
}

/* RFC 4253, section 7.1: keys change where keys are exchanged, and nowhere else. */
static void newkeys_and_method_messages_count_only_while_a_method_runs_or_has_run(void **unused)
{
    (void)unused;
    ROLES_STATES_AND_OUTERS(role, state, outer)
    {
        bool method = state == SSH2_STATE_FIRST_METHOD || state == SSH2_STATE_REKEY_METHOD;
        bool newkeys = state == SSH2_STATE_FIRST_NEWKEYS || state == SSH2_STATE_REKEY_NEWKEYS;

        if (judge(role, state, outer, false, SSH_MSG_NEWKEYS) == SSH2_ACCEPT)
            assert_true(method || newkeys);
        for (int number = SSH_MSG_KEXDH_INIT; number < SSH_MSG_USERAUTH_REQUEST; number++)
            if (judge(role, state, outer, false, number) == SSH2_ACCEPT)
                assert_true(method);
    }
}

/* Threat K6. */
static void strict_key_exchange_lets_nothing_through_before_newkeys_but_its_own(void **unused)
{
    (void)unused;
    for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++)
        for (int state = SSH2_STATE_FIRST_KEXINIT; state <= SSH2_STATE_FIRST_NEWKEYS; state++)
            for (int number = 0; number < NUMBER_COUNT; number++) {
                bool of_the_exchange = number == SSH_MSG_DISCONNECT ||
                                       (number >= SSH_MSG_KEXINIT && number <= SSH_MSG_NEWKEYS) ||
                                       (number >= 30 && number <= 34);

                if (!of_the_exchange)
                    assert_int_equal(judge(role, state, SSH2_STATE_SERVICE, true, number),
                                     SSH2_REFUSE);
            }
}

static void strict_key_exchange_changes_nothing_after_the_first_newkeys(void **unused)
{
    (void)unused;
    ROLES_STATES_AND_OUTERS(role, state, outer)
    {
        if (state > SSH2_STATE_FIRST_NEWKEYS)
            for (int number = 0; number < NUMBER_COUNT; number++)
                assert_int_equal(judge(role, state, outer, true, number),
                                 judge(role, state, outer, false, number));
    }
}

static void no_message_is_accepted_from_the_wrong_side(void **unused)
{
    static const int only_from_servers[] = { 6, 31, 33, 51, 52, 53, 60, 64 };
    static const int only_from_clients[] = { 5, 30, 32, 34, 50, 63, 66 };

    (void)unused;
    for (int state = 0; state < SSH2_STATE_COUNT; state++) {
        for (size_t i = 0; i < sizeof(only_from_servers) / sizeof(int); i++)
            assert_int_not_equal(
                judge(SSH2_SERVER, state, SSH2_STATE_USERAUTH, false, only_from_servers[i]),
                SSH2_ACCEPT);
        for (size_t i = 0; i < sizeof(only_from_clients) / sizeof(int); i++)
            assert_int_not_equal(
                judge(SSH2_CLIENT, state, SSH2_STATE_USERAUTH, false, only_from_clients[i]),
                SSH2_ACCEPT);
    }
}

static void a_state_that_is_none_refuses(void **unused)
{
    (void)unused;
    assert_int_equal(judge(SSH2_CLIENT, SSH2_STATE_COUNT, SSH2_STATE_SERVICE, false, 1),
                     SSH2_REFUSE);
    assert_int_equal(judge(SSH2_CLIENT, SSH2_STATE_REKEY_OFFERED, SSH2_STATE_REKEY_OFFERED, false,
                           SSH_MSG_CHANNEL_DATA),
                     SSH2_REFUSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_message_a_client_receives_is_judged_as_the_document_says),
        cmocka_unit_test(every_message_a_server_receives_is_judged_as_the_document_says),
        cmocka_unit_test(nothing_of_the_layers_above_is_accepted_before_its_time),
        cmocka_unit_test(newkeys_and_method_messages_count_only_while_a_method_runs_or_has_run),
        cmocka_unit_test(strict_key_exchange_lets_nothing_through_before_newkeys_but_its_own),
        cmocka_unit_test(strict_key_exchange_changes_nothing_after_the_first_newkeys),
        cmocka_unit_test(no_message_is_accepted_from_the_wrong_side),
        cmocka_unit_test(a_state_that_is_none_refuses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
