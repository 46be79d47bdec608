"""A walk-through in Markdown that can be walked: files, edits and commands in its blocks, and what the commands print.

    ```schema      the file that the line before names in backquotes
    ```diff        an edit: `# FILE`, lines that go behind `-`, lines that come behind `+`
    ```console     commands behind `$ `, each with its output
"""

import dataclasses
import os
import pathlib
import re
import subprocess

LIMIT = 120
START = 1_795_219_200  # 2026-11-21, so that a migration's name is the same wherever the walk is walked

_NAME = re.compile(r"`([\w./-]+)`")
# What is different on each run.
_MASKS = (
    (re.compile(r"\(\d+\.\d s"), "(0.0 s"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "2026-11-21T00:00:00Z"),
    (re.compile(r"\(3\.\d+\.\d+\)"), "(3.40.1)"),
)


@dataclasses.dataclass
class Site:
    """Where a walk is walked."""

    folder: pathlib.Path
    kura: pathlib.Path
    variables: dict
    masks: dict  # what the page says instead of a text that only this run has
    runs: int = 0

    def environment(self):
        self.runs += 1
        tools = self.folder / ".bin"
        tools.mkdir(exist_ok=True)
        link = tools / "kura"
        if not link.exists():
            link.symlink_to(self.kura)
        return dict(os.environ, **self.variables, PATH=f"{tools}:{os.environ['PATH']}", HOME=str(self.folder), LC_ALL="C.UTF-8", NO_COLOR="1",
                    SOURCE_DATE_EPOCH=str(START + 60 * self.runs))

    def masked(self, text):
        for found, put in self.masks.items():
            text = text.replace(found, put)
        for pattern, put in _MASKS:
            text = pattern.sub(put, text)
        return text


@dataclasses.dataclass
class Block:
    kind: str      # empty: text between the blocks
    lines: list    # without their ends
    before: str = ""  # the line of text before it

    def text(self):
        body = "".join(line + "\n" for line in self.lines)
        return f"```{self.kind}\n{body}```\n" if self.kind else body


def read(text):
    blocks, current = [], Block("", [])
    for line in text.splitlines():
        opens = line.startswith("```") and not current.kind
        if opens or (line == "```" and current.kind):
            blocks.append(current)
            words = [it for it in blocks[-1].lines if it] if opens else []
            current = Block(line[3:], [], words[-1] if words else "") if opens else Block("", [])
        else:
            current.lines.append(line)
    return blocks + [current]


def carry_out(block, site, count, writes):
    if block.kind == "schema":
        name = _NAME.search(block.before).group(1)
        (site.folder / name).write_text("\n".join(block.lines) + "\n", encoding="utf-8")
    elif block.kind == "diff":
        edit(block, site, count)
    elif block.kind == "console":
        printed = []
        for command, expected in commands(block):
            output = site.masked(run(command, site, count))
            printed += command + output.splitlines()
            if not writes:
                count.check(output.splitlines() == expected, " ".join(command), f"printed:\n{output}expected:\n" + "\n".join(expected))
        if writes:
            block.lines = printed


def edit(block, site, count):
    path = site.folder / block.lines[0].strip("# ")
    old = "".join(line[1:] + "\n" for line in block.lines[1:] if line[0] in " -")
    new = "".join(line[1:] + "\n" for line in block.lines[1:] if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    if count.check(text.count(old) == 1, f"the edit of {path.name} finds its place", f"{old}\nin\n{text}"):
        path.write_text(text.replace(old, new), encoding="utf-8")


def commands(block):
    """(lines of a command, lines of its output) of each; a command goes on behind a backslash."""
    found = []
    goes_on = False
    for line in block.lines:
        if goes_on or line.startswith("$ "):
            if not goes_on:
                found.append(([], []))
            found[-1][0].append(line)
            goes_on = line.endswith("\\")
        else:
            found[-1][1].append(line)
    return found


def run(command, site, count):
    """Output and errors as a terminal shows them. A command that may end otherwise than with 0 says so: `…; echo "exit code $?"`."""
    done = subprocess.run("\n".join(command)[2:], shell=True, executable="/bin/bash", cwd=site.folder, env=site.environment(), text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=LIMIT)
    count.check(done.returncode == 0, f"{' '.join(command)} ends well", done.stdout)
    return done.stdout
