"""The names that our packages load from rules_python: Bazel 4 has the rules built in."""

py_binary = native.py_binary
py_library = native.py_library
py_test = native.py_test
