/* Reading the vectors of Project Wycheproof from the folder that SSH2_WYCHEPROOF_DIR names. */
#ifndef SSH2_CRYPTO_WYCHEPROOF_TESTING_H
#define SSH2_CRYPTO_WYCHEPROOF_TESTING_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "src/crypto/testing.h"

#define PATH_MAX_BYTES 4096u

static inline json_t *load(const char *file)
{
    const char *folder = getenv("SSH2_WYCHEPROOF_DIR");
    char path[PATH_MAX_BYTES];
    json_error_t error;

    if (folder == NULL) {
        print_message("SSH2_WYCHEPROOF_DIR is not set: %s is skipped\n", file);
        skip();
        return NULL;
    }
    snprintf(path, sizeof(path), "%s/%s", folder, file);

    json_t *root = json_load_file(path, 0, &error);

    if (root == NULL)
        fail_msg("%s: %s", path, error.text);
    return root;
}

static inline struct unhexed hex_of(json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    assert_non_null(text);
    return unhex(text);
}

static inline bool says(json_t *test, const char *result)
{
    return strcmp(json_string_value(json_object_get(test, "result")), result) == 0;
}

static inline void report(json_t *test, const char *file, const char *what)
{
    fail_msg("%s, tcId %lld (%s): %s", file, json_integer_value(json_object_get(test, "tcId")),
             json_string_value(json_object_get(test, "comment")), what);
}

/* What "acceptable" means for an adapter: the file says that both verdicts are defensible. */
static inline void assert_verdict(json_t *test, const char *file, bool accepted)
{
    if (accepted && says(test, "invalid"))
        report(test, file, "accepted, though invalid");
    if (!accepted && says(test, "valid"))
        report(test, file, "refused, though valid");
}

typedef void checker(json_t *group, json_t *test, const char *file);

/* Runs all tests of a file. A file without tests is a failure of its own. */
static inline void run_file(const char *file, checker *check)
{
    json_t *root = load(file);
    json_t *group, *test;
    size_t i, j, count = 0;

    if (root == NULL)
        return;
    json_array_foreach(json_object_get(root, "testGroups"), i, group)
    {
        json_array_foreach(json_object_get(group, "tests"), j, test)
        {
            check(group, test, file);
            count++;
        }
    }
    assert_int_equal(count, json_integer_value(json_object_get(root, "numberOfTests")));
    assert_true(count > 0);
    json_decref(root);
}

#endif
