"""Writes the tables of docs/spec as X-macro lists for abi_test.c, to standard output.

Run as: abi_lists.py FUNCTIONS CONSTANTS LAYOUTS, each the path of a table.
"""

import sys

from src.api import abi_tables


def function_entries(rows):
    return [f"FUNCTION({row['name']}, {row['return_type']}, ({row['parameters']}))"
            for row in abi_tables.functions(rows)]


def callback_entries(rows):
    return [f"CALLBACK({name}, {row['return_type']}, ({row['parameters']}))"
            for name, row in abi_tables.callbacks(rows).items()]


def type_entries(rows):
    """Typedefs; a function type is named by a pointer to it."""
    entries = []
    for row in filter(abi_tables.is_typedef, rows):
        pointer = " *" if row["status"].startswith("typedef of a function type") else ""
        entries.append(f"TYPE({row['name']}{pointer}, {row['return_type']}, ({row['parameters']}))")
    return entries


def constant_entry(row):
    name, value, c_type = row["name"], row["value"], row["c_type"]
    if c_type == "-":
        return f"EMPTY({name})"
    if c_type == "string":
        return f"STRING({name}, {name if value == '(free text)' else value})"
    # C gives enumerators the type int.
    return f"INTEGER({name}, {value}, {'int' if c_type == 'enum' else c_type})"


def layout_entry(row):
    if row["member"] == "-":
        return f"STRUCT({row['struct']}, {row['offset']}, {row['size']})"
    return (f"MEMBER({row['struct']}, {row['member']}, ({row['type']}), "
            f"{row['offset']}, {row['size']})")


def print_list(name, parameters, entries):
    print(f"#define {name}({', '.join(parameters)}) \\")
    print(" \\\n".join("    " + entry for entry in entries))
    print()


def main():
    functions, constants, layouts = map(abi_tables.read, sys.argv[1:])
    print_list("ABI_FUNCTIONS", ["FUNCTION"], function_entries(functions))
    print_list("ABI_CALLBACKS", ["CALLBACK"], callback_entries(functions))
    print_list("ABI_TYPES", ["TYPE"], type_entries(functions))
    print_list("ABI_CONSTANTS", ["INTEGER", "STRING", "EMPTY"], map(constant_entry, constants))
    print_list("ABI_LAYOUTS", ["STRUCT", "MEMBER"], map(layout_entry, layouts))


if __name__ == "__main__":
    main()
