#!/usr/bin/env python3
"""usage: bazel_results.py EVENTS

Reads what `bazel test --build_event_json_file=EVENTS` left and prints one line a test target:
"PASS label" or "FAIL label: status". A target that was to be tested and has no result, because
it or what it needs did not build, is a failure."""
import json
import sys


def read_events(path):
    """Yields the events; a last line cut off by a dying Bazel is left out."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            try:
                yield json.loads(line)
            except json.JSONDecodeError:
                return


def results(events):
    """label -> status, in the order in which Bazel met the tests"""
    found = {}
    for event in events:
        name = event.get("id", {})
        configured = event.get("configured")
        if configured is not None and "testSize" in configured:
            found.setdefault(name["targetConfigured"]["label"], "NOT BUILT")
        if "testSummary" in event:
            found[name["testSummary"]["label"]] = event["testSummary"]["overallStatus"]
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        found = results(read_events(sys.argv[1]))
    except OSError as error:
        sys.exit(f"bazel_results.py: {error}")
    for label, status in found.items():
        print(f"PASS {label}" if status == "PASSED" else f"FAIL {label}: {status}")


main()
