"""What is declared of a kind of row, and of each of its fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from infra.records.terms import Activity, Basis, Category, Kept, Reader, Removal

OF_EVERY_ROW = frozenset(
    ("pk", "sk", "expires_at", "due_shard", "due_at", "erased_on", "version")
)
"""Its key, when it goes, when something is to be done with it, how often it was
changed: what ``storage`` itself keeps of any row."""
NOBODY: frozenset[Reader] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredField:
    """``sealed``: only the staff side can open it, with the school's or the round's
    key."""

    name: str
    category: Category
    basis: Basis
    kept: Kept
    readers: frozenset[Reader]
    sealed: bool


@dataclass(frozen=True, slots=True)
class StoredRow:
    """``pk`` and ``sk`` are what its keys begin with; an empty ``sk`` is a number. The
    fields stand by category, their names parted by spaces. ``readers`` are those of
    what stands in clear, ``opened_by`` those of what is ``sealed``. ``names`` may hold
    the name of a pupil."""

    table: str
    pk: str
    sk: str
    store: str
    activity: Activity
    basis: Basis
    kept: Kept
    readers: frozenset[Reader] = NOBODY
    opened_by: frozenset[Reader] = NOBODY
    sensitive: str = ""
    pupil: str = ""
    staff: str = ""
    none: str = ""
    sealed: str = ""
    names: str = ""
    removed: tuple[Removal, ...] = ()

    @property
    def kind(self) -> tuple[str, str]:
        return self.pk, self.sk

    @property
    def fields(self) -> tuple[StoredField, ...]:
        return tuple(self._fields())

    def _fields(self) -> Iterator[StoredField]:
        sealed = self.sealed.split()
        for category, names in (
            (Category.SENSITIVE, self.sensitive),
            (Category.PUPIL, self.pupil),
            (Category.STAFF, self.staff),
            (Category.NONE, self.none),
        ):
            for name in names.split():
                locked = name in sealed
                readers = self.opened_by if locked else self.readers
                yield StoredField(
                    name, category, self.basis, self.kept, readers, locked
                )
