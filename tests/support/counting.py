"""Counts what passed and what failed, prints failures as they come, and ends with the line the test run reads."""


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def ok(self):
        self.passed += 1

    def fail(self, title, detail=""):
        self.failed += 1
        print(f"FAILED {title}")
        for line in detail.rstrip().splitlines():
            print(f"    {line}")

    def check(self, condition, title, detail=""):
        if condition:
            self.ok()
        else:
            self.fail(title, detail)
        return bool(condition)

    def finish(self):
        """Prints the last line; gives the exit status."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0
