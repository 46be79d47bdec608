"""What must be the same, and how it is told when it is not."""

import difflib

# The engine keeps queries and expressions as it has understood them, and prints that. That they mean the same is seen in what
# is built from them.
_REPRINTED = {
    "change_view_query": "queries", "add_check": "checks", "drop_check": "checks", "set_default": "defaults", "drop_default": "defaults",
    "change_generated": "generated columns", "create_index": "indexes", "drop_index": "indexes",
}
# Two words for one thing of the engine.
NO_CHANGE = "(nothing to do: "


class Difference(Exception):
    pass


def expect_same(first, second, what):
    """`first` and `second`: file -> text."""
    for name in sorted(first.keys() | second.keys()):
        if first.get(name) != second.get(name):
            raise Difference(f"{what}: {name}\n{text_difference(first.get(name, ''), second.get(name, ''))}")


def expect_same_lines(first, second, what):
    if first != second:
        raise Difference(f"{what}\n{text_difference(chr(10).join(first), chr(10).join(second))}")


def text_difference(first, second):
    return "\n".join(difflib.unified_diff(first.splitlines(), second.splitlines(), "expected", "found", lineterm="", n=1))


def check_plans(program, original, read, also_printed):
    """No change leads from a schema to what was read of its database, and none back, but for what the engine prints in its own
    way (`also_printed`: kind of change -> what it is of); gives the kinds of that."""
    printed = _REPRINTED | also_printed
    there, back = program.changes(original, read), program.changes(read, original)
    wrong = [f"{arrow} {': '.join(change)}" for arrow, changes in (("there", there), ("back", back)) for change in changes
             if change[1] not in printed and NO_CHANGE not in change[2]]
    if wrong:
        texts = [f"--- {file}\n{file.read_text()}" for path in (original, read) for file in _files(path)]
        raise Difference("\n".join(["what was read is not what was built", *wrong, *texts]))
    return {printed[kind] for _, kind, text in there if NO_CHANGE not in text}


def _files(path):
    return sorted(path.rglob("*.schema")) if path.is_dir() else [path]
