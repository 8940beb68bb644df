"""What is examined, and what a check may find: a fault, or what is only not done
yet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

FUNCTIONS = ("public", "staff", "sweeper", "bounces", "archive")
SIDES = ("public", "staff")
STACKS = ("zips", "data", "public", "staff", "archive")
_YOUNG = timedelta(days=1)


class NotYet(str):
    """Said and no fault: of an installation of the first day, or that only time puts
    right."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Patient:
    """``client`` makes a client of a service by its name; the addresses are the
    outputs' own."""

    client: Callable[[str], Any]
    prefix: str
    public_url: str
    staff_url: str

    @property
    def urls(self) -> dict[str, str]:
        """By side."""
        return {"public": self.public_url, "staff": self.staff_url}

    def scan(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, as DynamoDB has them."""
        pages = self.client("dynamodb").get_paginator("scan")
        for page in pages.paginate(
            TableName=f"{self.prefix}-{table}", ConsistentRead=True
        ):
            yield from page["Items"]

    def unless_new(self, fault: str) -> str:
        """What everybody meets on the first day is a fault from the second on."""
        return NotYet(fault) if self._is_new() else fault

    def _is_new(self) -> bool:
        try:
            name = f"{self.prefix}-data"
            (stack,) = self.client("cloudformation").describe_stacks(StackName=name)[
                "Stacks"
            ]
        except ClientError:
            return False
        made: datetime = stack["CreationTime"]
        return datetime.now(UTC) - made < _YOUNG
