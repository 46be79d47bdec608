"""Shows every rule a project that breaks it and one that does not, so that no rule can fall asleep."""

import pathlib
import tempfile

import rules

_TABLE = """[layers]
compiler/base:
compiler/ir: compiler/base
compiler/parse: compiler/base
compiler/plan: compiler/ir compiler/dialect/capabilities.h
compiler/dialect: compiler/ir
compiler/driver: compiler/*
runtime/db: compiler/base
runtime/cli: *
[names]
redshift: compiler/dialect/redshift
mysql: compiler/dialect/mysql compiler/dialect/mariadb
*: compiler/dialect/registry.def
"""

_HEAD = "// Says what this file is for.\n"

# (rule, file, its text below the first line, number of places that break the rule)
_CASES = (
    ("allowed includes", "compiler/ir/a.cpp", '#include "compiler/base/x.h"\n#include "compiler/ir/b.h"\n#include <vector>\n', 0),
    ("allowed includes", "compiler/base/a.h", '#include "compiler/ir/b.h"\n', 1),
    ("allowed includes", "compiler/ir/a.h", '#include "b.h"\n#include "../base/x.h"\n', 2),
    ("allowed includes", "compiler/plan/a.h", '#include "compiler/dialect/capabilities.h"\n', 0),
    ("allowed includes", "compiler/plan/a.h", '#include "compiler/dialect/registry.h"\n', 1),
    ("allowed includes", "compiler/driver/a.h", '#include "compiler/plan/a.h"\n#include "runtime/db/a.h"\n', 1),
    ("allowed includes", "runtime/cli/a.h", '#include "compiler/plan/a.h"\n#  include "runtime/db/a.h"\n', 0),
    ("allowed includes", "runtime/db/a.def", '#include "compiler/ir/a.h"\n', 1),
    ("known layers", "compiler/utils/a.h", "", 1),
    ("known layers", "compiler/a.h", "", 1),
    ("known layers", "compiler/dialect/redshift/a.def", "", 0),
    ("parser generator's headers", "compiler/ir/a.cpp", "#include <antlr4-runtime.h>\n", 1),
    ("parser generator's headers", "compiler/ir/a.cpp", '#include "SchemaParserBaseVisitor.h"\n#include "compiler/ir/schema.h"\n', 1),
    ("parser generator's headers", "compiler/import/a.cpp", '#include "SqlParser.h"\n', 1),
    ("parser generator's headers", "compiler/import/parse.cpp", '#include "SqlParser.h"\n', 0),
    ("parser generator's headers", "compiler/parse/a.cpp", '#include "antlr4-runtime.h"\n#include "SchemaLexer.h"\n', 0),
    ("database clients' headers", "compiler/ir/a.cpp", "#include <libpq-fe.h>\n#include <mysql/mysql.h>\n#include <sqlite3.h>\n", 3),
    ("database clients' headers", "runtime/db/a.cpp", "#include <libpq-fe.h>\n", 0),
    ("dialect names", "compiler/plan/a.cpp", "// unlike RedShift\nint kForMySQL;\n", 2),
    ("dialect names", "compiler/dialect/mariadb/a.cpp", "// as in MySQL\n", 0),
    ("dialect names", "compiler/dialect/mysql/a.cpp", "// as in Redshift\n", 1),
    ("dialect names", "compiler/dialect/registry.def", "X(redshift) X(mysql)\n", 0),
    ("dialect names", "compiler/dialect/CMakeLists.txt", "add_subdirectory(redshift)\n", 1),
    ("dialect names", "tests/a.cpp", "// redshift\n", 0),
    ("file length", "compiler/ir/a.cpp", "\n" * rules.MOST_LINES, 1),
    ("file length", "compiler/ir/a.cpp", "\n" * (rules.MOST_LINES - 1), 0),
)


def run(count):
    for rule, path, text, expected in _CASES:
        broken = _apply(rule, {path: _HEAD + text})
        count.check(len(broken) == expected, f"self-test of `{rule}` with {path}", f"expected {expected}, found {broken}")
    _first_lines(count)
    _leak(count)
    _adaptive_calls(count)


def _apply(rule, texts):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        _write(root, {"CMakeLists.txt": "# Says what this file is for.\n", "layers.txt": _TABLE, **texts})
        return rules.RULES[rule](rules.read_files(root), rules.read_table(root / "layers.txt"))


def _write(root, texts):
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def _first_lines(count):
    for path, text, expected in (
        ("compiler/ir/a.h", "#pragma once\n", 1),
        ("compiler/ir/a.h", "", 1),
        ("compiler/ir/a.h", "//\n", 1),
        ("compiler/ir/CMakeLists.txt", "add_library(x)\n", 1),
        ("tests/a.cpp", "/* Tests the thing. */\n", 0),
    ):
        broken = _apply("first line is a comment", {path: text})
        count.check(len(broken) == expected, f"self-test of first lines with {path}", f"expected {expected}, found {broken}")


def _leak(count):
    texts = {
        "compiler/parse/tree.h": _HEAD + '#include "antlr4-runtime.h"\n',
        "compiler/parse/parse.h": _HEAD + '#include "compiler/parse/tree.h"\n',
        "compiler/driver/a.cpp": _HEAD + '#include "compiler/parse/parse.h"\n',
    }
    broken = _apply("parser generator's headers", texts)
    count.check(len(broken) == 1, "self-test of a public header that leaks the parser generator", f"{broken}")


def _adaptive_calls(count):
    parser = "a = getInterpreter<X>()->adaptivePredict(_input, 1, _ctx);\n" * 2
    for note, built, expected in (
        ("adaptivePredict calls: 2\n", {"build/g/SchemaParser.cpp": parser}, 0),
        ("adaptivePredict calls: 0\n", {"build/g/SchemaParser.cpp": parser}, 1),
        ("nothing said\n", {"build/g/SchemaParser.cpp": parser}, 1),
        ("adaptivePredict calls: 2\n", {}, 1),
    ):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            _write(root, {"grammar/README.md": note, **built})
            broken = rules.adaptive_calls(root, root / "build")
        count.check(len(broken) == expected, f"self-test of the adaptive decisions, {note.strip()}", f"expected {expected}, found {broken}")
