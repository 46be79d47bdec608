"""The rules: each one takes the files and the table of layers and gives a line for every place that breaks it."""

import dataclasses
import pathlib
import re

MOST_LINES = 700
ADAPTIVE_NOTE = re.compile(r"^adaptivePredict calls: (\d+)$", re.MULTILINE)

_CODE = (".h", ".cpp", ".def", ".g4")
_CMAKE = ("CMakeLists.txt", ".cmake")
_QUOTED = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
_ANY = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]')
_PARSER_GENERATOR = re.compile(r"^(.*/)?(antlr4-\w+|(Schema|Sql)(Lexer|Parser)\w*)\.h$")
_DATABASE = re.compile(r"^(.*/)?(libpq(-fe|-events)?|pg_config\w*|postgres_ext|mysql|sqlite3(ext)?)\.h$|^(mysql|mariadb|postgresql|libpq)/")
_PARSE = "compiler/parse/"
_SQL_PARSE = "compiler/import/parse.cpp"


@dataclasses.dataclass(frozen=True)
class File:
    path: str      # from the project's root
    lines: tuple

    def is_cpp(self):
        return self.path.endswith((".h", ".cpp", ".def"))

    def is_ours(self):
        return self.path.startswith(("compiler/", "runtime/"))

    def includes(self, pattern=_ANY):
        """(line number, header) of every include."""
        for number, line in enumerate(self.lines, 1):
            match = pattern.match(line)
            if match:
                yield number, match.group(1)


@dataclasses.dataclass(frozen=True)
class Table:
    layers: dict   # layer -> what it may include
    names: dict    # dialect -> folders or files that may name it


def read_files(root):
    """Every source and CMake file of the project, in order of its path."""
    found = [root / "CMakeLists.txt"]
    for folder in ("compiler", "runtime", "grammar", "tests", "cmake"):
        found += (root / folder).rglob("*")
    files = [path for path in found if path.is_file() and path.name.endswith(_CODE + _CMAKE)]
    return [
        File(path.relative_to(root).as_posix(), tuple(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(files)
    ]


def read_table(path):
    sections = {"layers": {}, "names": {}}
    section = None
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("["):
            section = sections[line.strip("[]")]
        elif line:
            key, values = line.split(":", 1)
            section[key.strip()] = values.split()
    return Table(**sections)


def layer_of(path):
    """compiler/sema/rules/x.cpp belongs to compiler/sema; a file without a layer's folder belongs to none."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 and parts[0] in ("compiler", "runtime") else None


def includes(files, table):
    """A layer includes only what the table allows, by the full path from the root."""
    broken = []
    for file in files:
        if not file.is_ours() or not file.is_cpp():
            continue
        for number, header in file.includes(_QUOTED):
            if _PARSER_GENERATOR.match(header):
                continue
            fault = _include_fault(layer_of(file.path), header, table)
            if fault:
                broken.append(f"{file.path}:{number}: {fault}")
    return broken


def _include_fault(layer, header, table):
    target = layer_of(header)
    if target is None:
        return f'"{header}" is not the full path of a header in a layer'
    if target == layer:
        return None
    for allowed in table.layers.get(layer, ()):
        if allowed in ("*", target, header) or (allowed.endswith("/*") and header.startswith(allowed[:-1])):
            return None
    return f"{layer} may not include {header}"


def known_layers(files, table):
    """Every source stands in a folder that the table knows."""
    return [
        f"{file.path}: {layer_of(file.path) or 'no layer'} is not in tests/layers.txt"
        for file in files
        if file.is_ours() and file.is_cpp() and layer_of(file.path) not in table.layers
    ]


def parser_generator(files, table):
    """The parser generator's headers are seen in compiler/parse and one file of compiler/import alone, and not through
    public headers either."""
    broken, reaching = [], {}
    for file in files:
        if not file.is_ours() or not file.is_cpp():
            continue
        for number, header in file.includes():
            if _PARSER_GENERATOR.match(header):
                reaching[file.path] = f"{file.path}:{number}"
                if not file.path.startswith(_PARSE) and file.path != _SQL_PARSE:
                    broken.append(f"{file.path}:{number}: {header} belongs to {_PARSE}")
    return broken + _leaks(files, reaching)


def _leaks(files, reaching):
    """Headers of compiler/parse that reach the parser generator and are included from outside."""
    inside = [file for file in files if file.path.startswith(_PARSE)]
    grown = True
    while grown:
        grown = False
        for file in inside:
            if file.path not in reaching and any(header in reaching for _, header in file.includes()):
                reaching[file.path] = file.path
                grown = True
    return [
        f"{file.path}:{number}: {header} carries the parser generator's headers out of {_PARSE}"
        for file in files
        if file.is_ours() and not file.path.startswith(_PARSE)
        for number, header in file.includes()
        if header in reaching
    ]


def database_clients(files, table):
    """Client libraries of databases are seen in runtime/db alone."""
    return [
        f"{file.path}:{number}: {header} belongs to runtime/db"
        for file in files
        if file.is_ours() and file.is_cpp() and not file.path.startswith("runtime/db/")
        for number, header in file.includes()
        if _DATABASE.match(header)
    ]


def dialect_names(files, table):
    """A dialect is named in its own folders only."""
    everywhere = table.names.get("*", [])
    broken = []
    for file in files:
        if file.path.startswith("tests/"):
            continue
        forbidden = [
            name for name, homes in table.names.items()
            if name != "*" and not any(_stands_in(file.path, home) for home in homes + everywhere)
        ]
        for number, line in enumerate(file.lines, 1):
            broken += [f"{file.path}:{number}: names {name}" for name in forbidden if name in line.lower()]
    return broken


def _stands_in(path, home):
    return path == home or path.startswith(home + "/")


def first_lines(files, table):
    """The first line of a file is a comment that tells its purpose."""
    broken = []
    for file in files:
        mark = "#" if file.path.endswith(_CMAKE) else ("//", "/*")
        first = file.lines[0] if file.lines else ""
        if not first.startswith(mark) or len(first.strip("/*# ")) < 8:
            broken.append(f"{file.path}:1: the first line is no comment")
    return broken


def file_lengths(files, table):
    return [
        f"{file.path}: {len(file.lines)} lines, at most {MOST_LINES}"
        for file in files
        if file.path.endswith((".h", ".cpp")) and len(file.lines) > MOST_LINES
    ]


def adaptive_calls(root, build):
    """The parser decides by lookahead tables only where grammar/README.md says so."""
    parsers = sorted(build.rglob("SchemaParser.cpp"))
    if not parsers:
        return [f"no SchemaParser.cpp below {build}"]
    readme = root / "grammar" / "README.md"
    note = ADAPTIVE_NOTE.search(readme.read_text(encoding="utf-8")) if readme.exists() else None
    if not note:
        return ["grammar/README.md has no line `adaptivePredict calls: N`"]
    calls = len(re.findall(r"\badaptivePredict\s*\(", parsers[0].read_text(encoding="utf-8")))
    if calls != int(note.group(1)):
        return [f"the generated parser has {calls} calls of adaptivePredict, grammar/README.md says {note.group(1)}"]
    return []


RULES = {
    "allowed includes": includes,
    "known layers": known_layers,
    "parser generator's headers": parser_generator,
    "database clients' headers": database_clients,
    "dialect names": dialect_names,
    "first line is a comment": first_lines,
    "file length": file_lengths,
}
