/* Logging in by answering the server's questions. */
#include "src/api/login.h"

#include <string.h>

struct dialogue {
    LIBSSH2_SESSION *session;
    struct ssh2_bytes user_name;
    LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(*callback);
};

/* What one call of the callback is handed. Texts are copies with a NUL behind them, in one piece of
 * memory. */
struct sheet {
    LIBSSH2_USERAUTH_KBDINT_PROMPT prompts[SSH2_USERAUTH_PROMPTS_MAX_COUNT];
    LIBSSH2_USERAUTH_KBDINT_RESPONSE responses[SSH2_USERAUTH_PROMPTS_MAX_COUNT];
    char *name, *instruction;
};

static size_t texts_len(const struct ssh2_userauth_info_request *request)
{
    struct ssh2_bytes prompts = request->prompts;
    struct ssh2_userauth_info_prompt prompt;
    size_t len = request->name.len + 1 + request->instruction.len + 1;

    while (ssh2_userauth_info_prompt_next(&prompts, &prompt))
        len += prompt.prompt.len + 1;
    return len;
}

/* Copies a text to *place and moves *place behind it; NULL for an empty one, as programs know it. */
static char *copy_text(char **place, struct ssh2_bytes text)
{
    char *copy = *place;

    if (text.len == 0)
        return NULL;
    memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    *place += text.len + 1;
    return copy;
}

static void fill_in(struct sheet *sheet, char *texts,
                    const struct ssh2_userauth_info_request *request)
{
    struct ssh2_bytes prompts = request->prompts;
    struct ssh2_userauth_info_prompt prompt;

    sheet->name = copy_text(&texts, request->name);
    sheet->instruction = copy_text(&texts, request->instruction);
    for (size_t i = 0; ssh2_userauth_info_prompt_next(&prompts, &prompt); i++) {
        sheet->prompts[i].text = (unsigned char *)copy_text(&texts, prompt.prompt);
        sheet->prompts[i].length = prompt.prompt.len;
        sheet->prompts[i].echo = prompt.echo;
    }
}

static void call(const struct dialogue *a, struct sheet *sheet,
                 const struct ssh2_userauth_info_request *request)
{
    bool asks = request->num_prompts > 0;

    a->callback(sheet->name, (int)request->name.len, sheet->instruction,
                (int)request->instruction.len, (int)request->num_prompts,
                asks ? sheet->prompts : NULL, asks ? sheet->responses : NULL,
                &a->session->abstract);
}

static int respond(void *context, const struct ssh2_userauth_info_request *request,
                   struct ssh2_bytes *answers)
{
    const struct dialogue *a = context;
    const struct ssh2_memory *memory = &a->session->memory;
    struct sheet *sheet = ssh2_calloc(memory, 1, sizeof(*sheet) + texts_len(request));

    if (sheet == NULL)
        return ssh2_fail_memory(&a->session->error, "the server's questions");
    fill_in(sheet, (char *)(sheet + 1), request);
    call(a, sheet, request);
    for (size_t i = 0; i < request->num_prompts; i++)
        answers[i] = ssh2_bytes(sheet->responses[i].text,
                                sheet->responses[i].text == NULL ? 0 : sheet->responses[i].length);
    ssh2_free(memory, sheet);
    return 0;
}

static ssize_t dialogue(void *argument)
{
    struct dialogue *a = argument;

    return ssh2_userauth_keyboard_interactive(&a->session->core, a->user_name, respond, a);
}

int libssh2_userauth_keyboard_interactive_ex(LIBSSH2_SESSION *session, const char *username,
                                             unsigned int username_len,
                                             LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(*response_callback))
{
    struct dialogue a = { session, ssh2_bytes(username, username_len), response_callback };
    int rc = 0;

    if (session == NULL || username == NULL || response_callback == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = ssh2_api_check_name(session, "user name", a.user_name);
    return rc != 0 ? rc : (int)ssh2_api_run(session, SSH2_WAIT_ANSWER, dialogue, &a);
}
