"""What is wrong with what a school's system handed out, and where."""

from chalicelib.class_import.list_table import BadLine


class UnreadableRoster(Exception):
    """Nothing of it can be read. ``line`` is 0 where it is the whole file; ``said`` is
    a name of the format itself, never a cell: a cell may be a pupil's."""

    def __init__(
        self, kind: str, file: str = "", line: int = 0, said: str = ""
    ) -> None:
        super().__init__(kind)
        self.fault = BadLine(line, f"roster.{kind}", said, file=file)
