"""What can go wrong, told with its place."""

import re


class Failure(Exception):
    """The contract is broken; `stage` says at which of its sentences."""

    def __init__(self, stage, detail):
        super().__init__(f"{stage}: {detail}")
        self.stage = stage

    def kind(self):
        """The same for failures that are likely to have the same cause."""
        return re.sub(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\bstep \d+, .*?:|\w+_\d+\w*|\d+", "_", str(self))[:160]


class SqlFailure(Exception):
    """The database refused a statement; `by_data` says that the rows are the reason, not the statement."""

    def __init__(self, message, statement, by_data):
        super().__init__(f"{message}\nin: {statement}")
        self.by_data = by_data


class Stopped(Exception):
    """The rows do not allow the plan, which said so beforehand; `is_untouched` when nothing had been done by then."""

    def __init__(self, why, is_untouched):
        super().__init__(why)
        self.is_untouched = is_untouched
