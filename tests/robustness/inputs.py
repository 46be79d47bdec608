"""The hostile inputs: what each one's files hold and with which status the compiler may end."""

import dataclasses
import typing

DEEP = 100_000

OK = (0,)
ERROR = (1,)
OK_OR_ERROR = (0, 1)      # a limit of the compiler may be below or above the input
ANY_VERDICT = (0, 1, 3)


@dataclasses.dataclass(frozen=True)
class Case:
    """`files` maps a name to its bytes, or to None for a folder. Formatting may find the file unformatted: also 1."""

    name: str
    codes: typing.Tuple[int, ...]
    files: typing.Callable[[], dict]
    argument: str = "bad.schema"
    format_codes: typing.Tuple[int, ...] = OK_OR_ERROR


def write(case, folder):
    for name, content in case.files().items():
        path = folder / name
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)


def one(text):
    content = text.encode() if isinstance(text, str) else text
    return {"bad.schema": content}


def in_table(member):
    return one(f"table t {{\n  id bigint primary key;\n  {member}\n}}\n")


def in_check(expression):
    return in_table(f"check deep ({expression});")


def nested(opening, inner, closing):
    return opening * DEEP + inner + closing * DEEP


CASES = (
    # Depth: a recursive parser or a recursive destructor runs out of stack here.
    Case("deep_parentheses", OK_OR_ERROR, lambda: in_check(nested("(", "id", ")") + " > 0")),
    Case("deep_parentheses_left_open", ERROR, lambda: in_check("(" * DEEP + "id > 0")),
    Case("deep_calls", OK_OR_ERROR, lambda: in_check(nested("abs(", "id", ")") + " > 0")),
    Case("deep_negations", OK_OR_ERROR, lambda: in_check("not " * DEEP + "id > 0")),
    Case("deep_minus", OK_OR_ERROR, lambda: in_check("- " * DEEP + "id > 0")),
    Case("deep_case", OK_OR_ERROR, lambda: in_check(nested("case when id > 0 then ", "1", " else 0 end") + " > 0")),
    Case("long_sum", OK_OR_ERROR, lambda: in_check("id" + " + id" * DEEP + " > 0")),
    Case("long_and", OK_OR_ERROR, lambda: in_check("id > 0" + " and id > 0" * DEEP)),
    Case("deep_array_type", OK_OR_ERROR, lambda: in_table("a " + nested("array<", "int", ">") + ";")),
    Case("deep_struct_type", OK_OR_ERROR, lambda: in_table("a " + nested("struct<f: ", "int", ">") + ";")),
    Case("deep_blocks", ERROR, lambda: one("table t {\n  a int;\n" + nested("for redshift {", "", "}") + "}\n")),
    Case("deep_braces_left_open", ERROR, lambda: one("table t {" * DEEP)),
    Case("deep_view_body", OK_OR_ERROR, lambda: one("view v as select " + nested("(", "1", ")") + " as one;\n")),
    Case("deep_comment", ERROR, lambda: one("/*" * DEEP + "\ntable t { a int; }\n")),
    # Size.
    Case("ten_megabyte_line", OK_OR_ERROR, lambda: one("table t { " + "".join(f"column_{n:050d} int; " for n in range(160_000)) + "}\n")),
    Case("ten_megabyte_comment", OK, lambda: one("//" + "x" * 10_000_000 + "\ntable t { a int; }\n")),
    Case("ten_megabyte_string", OK_OR_ERROR, lambda: in_table("s text default '" + "x" * 10_000_000 + "';")),
    Case("megabyte_identifier", OK_OR_ERROR, lambda: one("table " + "x" * 1_000_000 + " { a int; }\n")),
    Case("huge_number", ERROR, lambda: in_table("s varchar(" + "9" * 1_000_000 + ");")),
    Case("huge_scale", ERROR, lambda: in_table("s decimal(99999999999999999999, -1);")),
    Case("many_enum_values", OK_OR_ERROR, lambda: one("enum e { " + ", ".join(f"v{n}" for n in range(100_000)) + " }\n")),
    Case("many_errors", ERROR, lambda: one("table t { a nonsense; }\n" * 100_000)),
    Case("many_syntax_errors", ERROR, lambda: one("table { ;\n" * 100_000)),
    Case("many_strange_characters", ERROR, lambda: one("\u00a7\n" * 100_000)),
    # Encoding.
    Case("invalid_utf8", ERROR, lambda: one(b"table t { a int; }\n// \xff\xfe\n/// doc \xc3\ntable u { b text default '\xc0\x80'; }\n"), format_codes=ERROR),
    Case("surrogate_utf8", ERROR, lambda: one(b"table t { s text default '\xed\xa0\x80'; }\n"), format_codes=ERROR),
    Case("nul_bytes", ERROR, lambda: one(b"table t { a int;\0 }\n\0\0\n")),
    Case("nul_in_string", ERROR, lambda: one(b"table t { s text default 'a\0b'; }\n")),
    Case("byte_order_mark", OK, lambda: one(b"\xef\xbb\xbftable t { a int; }\n")),
    Case("utf16", ERROR, lambda: one("table t { a int; }\n".encode("utf-16"))),
    Case("carriage_returns", OK, lambda: one(b"table t {\r\n  a int;\r\n}\r\n")),
    Case("lone_carriage_returns", OK_OR_ERROR, lambda: one(b"table t {\r  a int;\r}\r")),
    Case("no_final_newline", OK, lambda: one(b"table t { a int; }")),
    Case("random_bytes", ERROR, lambda: one(bytes((n * 7919 + n // 3) % 256 for n in range(200_000)))),
    # Cycles.
    Case("import_itself", OK_OR_ERROR, lambda: one('import "bad.schema";\ntable t { a int; }\n')),
    Case("import_cycle", OK_OR_ERROR, lambda: {"bad.schema": b'import "b.schema";\ntable t { a int; }\n', "b.schema": b'import "bad.schema";\ntable u { a int; }\n'}),
    Case("import_missing", (1, 3), lambda: one('import "nowhere.schema";\n')),
    Case("import_outside", (1, 3), lambda: one('import "../../../../../../etc/passwd";\n')),
    Case("import_folder", (1, 3), lambda: {"bad.schema": b'import "sub.schema";\n', "sub.schema": None}),
    Case("mixin_cycle", ERROR, lambda: one("mixin a { use b; }\nmixin b { use a; }\ntable t { id int; use a; }\n")),
    Case("mixin_in_itself", ERROR, lambda: one("mixin a { use a; }\ntable t { id int; use a; }\n")),
    Case("mixin_explosion", ERROR, lambda: one(
        "mixin m0 { c int; }\n" + "".join(f"mixin m{n} {{ use m{n - 1}; use m{n - 1}; }}\n" for n in range(1, 40)) + "table t { use m39; }\n")),
    Case("mixin_explosion_in_view", ERROR, lambda: one(
        "mixin m0 { owner a; }\n" + "".join(f"mixin m{n} {{ use m{n - 1}; use m{n - 1}; }}\n" for n in range(1, 40)) + "view v { use m39; } as select 1;\n")),
    Case("mixin_chain", OK_OR_ERROR, lambda: one(
        "mixin m0 { c int; }\n" + "".join(f"mixin m{n} {{ use m{n - 1}; }}\n" for n in range(1, 20_000)) + "table t { use m19999; }\n")),
    Case("reference_cycle", OK, lambda: one(
        "table a { id int primary key; b_id int references b(id); }\ntable b { id int primary key; a_id int references a(id); }\n")),
    Case("view_cycle", ERROR, lambda: one("view a as select * from b;\nview b as select * from a;\n")),
    Case("generated_cycle", OK_OR_ERROR, lambda: in_table("a int generated as (b); b int generated as (a);")),
    Case("parameter_in_itself", OK_OR_ERROR, lambda: one('param p = "${p}${p}";\ntable t { s text default \'${p}\'; }\n')),
    # Things that end too early.
    Case("empty_file", OK, lambda: one("")),
    Case("only_newlines", OK, lambda: one("\n" * 100_000)),
    Case("unterminated_string", ERROR, lambda: in_table("s text default 'abc;")),
    Case("unterminated_name", ERROR, lambda: one('table "t { a int; }\n')),
    Case("unterminated_comment", ERROR, lambda: one("/* table t { a int; }\n")),
    Case("unterminated_dollar_quote", ERROR, lambda: one("view v as select $$ abc;\n")),
    Case("unterminated_tagged_dollar_quote", ERROR, lambda: one("view v as select $a$ abc $b$;\n")),
    Case("unterminated_view", ERROR, lambda: one("view v as select 1")),
    Case("unterminated_table", ERROR, lambda: one("table t {\n  a int;\n")),
    Case("unterminated_parameter", ERROR, lambda: one("table t { s text default '${p'; }\nview v as select ${;\n")),
    # Things that are no file.
    Case("folder_named_like_a_file", ANY_VERDICT, lambda: {"bad.schema": None}, format_codes=ANY_VERDICT),
    Case("folder_beside_a_file", ANY_VERDICT, lambda: {"x.schema": None, "good.schema": b"table t {\n  a int;\n}\n"}, argument="", format_codes=ANY_VERDICT),
    Case("missing_file", (3,), dict, argument="nowhere.schema", format_codes=(3,)),
    Case("empty_folder", ANY_VERDICT, dict, argument="", format_codes=ANY_VERDICT),
)
