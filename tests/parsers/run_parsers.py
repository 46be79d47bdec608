#!/usr/bin/python3
"""Parses the DDL of every project with sqlglot and sqlfluff, for the warehouses no server is at hand: run_parsers.py KURA."""

import collections
import concurrent.futures
import dataclasses
import functools
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import counting
import projects
import sql_text

DIALECTS = ("redshift", "starrocks")
VENV = projects.ROOT / "build" / "venv"
REQUIREMENTS = HERE / "requirements.txt"
KNOWN_GAPS = HERE / "known_gaps.txt"


def main():
    if sys.prefix != str(VENV):
        make_venv()
        os.execv(VENV / "bin" / "python", [str(VENV / "bin" / "python"), *sys.argv])
    kura = pathlib.Path(sys.argv[1]).resolve()
    count = counting.Count()
    scripts = projects.ROOT / "build" / "parsers"
    scripts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kura-parsers-") as work:
        compiled = [
            (dialect, title, sql)
            for dialect in DIALECTS
            for title, sql in projects.all_ddl(kura, dialect, pathlib.Path(work) / dialect, count)
        ]
    verdicts = parse_all({(dialect, text) for dialect, _, sql in compiled for text in sql_text.split_statements(sql)})
    uses = collections.Counter()
    for dialect, title, sql in compiled:
        script = scripts / f"{title.replace('/', '_').replace(' ', '_')}.{dialect}.sql"
        script.write_text(sql, encoding="utf-8")
        judge(title, dialect, sql, verdicts, uses, count)
    judge_gaps(uses, count)
    return count.finish()


def make_venv():
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    mark = VENV / "requirements.sha256"
    if mark.exists() and mark.read_text() == wanted:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    for command in (
        [sys.executable, "-m", "venv", str(VENV)],
        [str(VENV / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}\n0 passed, 1 failed")
    mark.write_text(wanted)


@dataclasses.dataclass(frozen=True)
class Gap:
    line: str
    parser: str
    dialect: str
    pattern: re.Pattern
    replacement: str


@functools.cache
def known_gaps():
    gaps = []
    for line in KNOWN_GAPS.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        # A reason holds no bar, a pattern may hold one without blanks around it.
        parser, dialect, pattern, rest = line.split(" | ", 3)
        replacement = rest.rsplit("| ", 1)[0].removesuffix(" ")
        gaps.append(Gap(line, parser, dialect, re.compile(pattern, re.IGNORECASE | re.DOTALL), replacement))
    return gaps


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What a parser has against a statement, or the known gaps that were left out for it to be read."""

    fault: str = ""
    gaps: tuple = ()


def judge(title, dialect, sql, verdicts, uses, count):
    """One check a parser and build: every statement is read, or excused by known gaps."""
    for parser in PARSERS:
        bad = []
        for statement in sql_text.split_statements(sql):
            verdict = verdicts[dialect, statement][parser]
            uses.update(verdict.gaps)
            if verdict.fault:
                bad.append(f"{verdict.fault}\n  in: {statement}")
        count.check(not bad, f"{title} ({parser})", "\n".join(bad))


def judge_gaps(uses, count):
    for gap in known_gaps():
        count.check(uses[gap.line], f"this known gap is needed no more: {gap.line}")
        print(f"known gap, needed {uses[gap.line]} times: {gap.line}")


def parse_all(statements):
    """(dialect, statement) -> parser -> verdict."""
    ordered = sorted(statements)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        return dict(zip(ordered, pool.map(parse_one, ordered, chunksize=16)))


def parse_one(key):
    return {parser: verdict_of(parser, *key) for parser in PARSERS}


def verdict_of(parser, dialect, statement):
    fault = PARSERS[parser](dialect, statement)
    if not fault:
        return Verdict()
    used = []
    for gap in known_gaps():
        if (gap.parser, gap.dialect) == (parser, dialect):
            statement, times = gap.pattern.subn(gap.replacement, statement)
            used += [gap.line] if times else []
    if used and not (statement.strip() and PARSERS[parser](dialect, statement)):
        return Verdict(gaps=tuple(used))
    return Verdict(fault=fault)


def fault_of_sqlglot(dialect, statement):
    import logging

    import sqlglot

    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    try:
        trees = sqlglot.parse(statement, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
    except sqlglot.errors.SqlglotError as error:
        return str(error)
    for tree in trees:
        command = tree.find(sqlglot.exp.Command) if tree else None
        if command:
            return f"not parsed but handed on as a command: {command.name}"
    return ""


_linters = {}


def fault_of_sqlfluff(dialect, statement):
    from sqlfluff.core import FluffConfig, Linter

    if dialect not in _linters:
        overrides = {"dialect": dialect, "templater": "raw", "large_file_skip_byte_limit": 0}
        _linters[dialect] = Linter(config=FluffConfig(overrides=overrides))
    parsed = _linters[dialect].parse_string(statement + ";\n")
    return "\n".join(f"{violation.rule_code()}: {violation.desc()}" for violation in parsed.violations)


PARSERS = {"sqlglot": fault_of_sqlglot, "sqlfluff": fault_of_sqlfluff}

if __name__ == "__main__":
    sys.exit(main())
