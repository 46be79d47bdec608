"""`kura import`: golden cases, and the round from a schema to DDL and back. Ends with `N passed, N failed`."""

import pathlib
import sys
import tempfile

import goldens
import round_trips


def main():
    kura = pathlib.Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:]
    passed = failed = 0

    def count(name, found):
        nonlocal passed, failed
        if found:
            failed += 1
            print(f"FAIL {name}")
            for problem in found:
                print(f"  {problem}")
            print()
        else:
            passed += 1

    def is_wanted(name):
        return not wanted or any(it in name for it in wanted)

    for case in goldens.all_cases():
        name = f"import/{case.parent.name}/{case.name}"
        if is_wanted(name):
            count(name, goldens.problems(kura, case))
    with tempfile.TemporaryDirectory() as folder:
        for project, dialects in round_trips.projects():
            for dialect in dialects:
                name = f"{project.relative_to(round_trips.ROOT)} {dialect}"
                if not is_wanted(name):
                    continue
                problem = round_trips.round_trip(kura, project, name, dialect, pathlib.Path(folder))
                if problem != "":
                    count(name, [problem] if problem else [])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
