"""Figures, and what they are made of, in ``casework``. Figures stand in clear: they are
what may be shown. What a round is in the sums above is sealed to who makes the sum."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from chalicelib.core.local_time import start_of
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.results.grouping import as_asked, by_form
from chalicelib.results.snapshot import Snapshot
from chalicelib.results.term_figures import RoundPart, TermFigures
from chalicelib.schools.term import Term, term_of
from chalicelib.storage import database, key_pairs, plain, records, result_keys
from chalicelib.storage.codec import Row, epoch
from chalicelib.storage.readable import those_readable
from chalicelib.storage.writes import Put

PROGRAMME = "PROGRAMME"
"""Who makes the sums over all school owners."""
YEARS_KEPT = 5
"""For figures, which say nothing of anybody; what they are made of is kept a year."""


def put_snapshot(made: Snapshot) -> Put:
    """Refused where the round was counted before: figures are made once."""
    key = result_keys.snapshot(made.school_id, made.round_id)
    row = records.encode(made) | _kept(made.closed_on, YEARS_KEPT)
    return Put(settings().casework_table, key, row, if_new=True)


def snapshots(school_id: str) -> list[Snapshot]:
    """Of all rounds that were counted, the latest first."""
    partition, prefix = result_keys.snapshot(school_id, "")
    rows = database.query(settings().casework_table, partition, prefix)
    found = those_readable(rows, _snapshot)
    return sorted(found, key=lambda made: made.closed_on, reverse=True)


def snapshot(school_id: str, round_id: str) -> Snapshot | None:
    """None where the round is not counted, or is another school's."""
    key = result_keys.snapshot(school_id, round_id)
    row = database.get(settings().casework_table, key)
    return _snapshot(row) if row else None


def put_for_owner(owner_id: str, made: Snapshot) -> Put:
    """The round as its school owner's page has it: no class stands there."""
    term = term_of(made.closed_on)
    key = result_keys.of_owner(owner_id, term.id, made.round_id)
    whole = replace(made, classes=(), without_row=())
    row = records.encode(whole) | _kept(made.closed_on, YEARS_KEPT)
    return Put(settings().casework_table, key, row, if_new=True)


def of_owner(owner_id: str, term: Term) -> list[Snapshot]:
    """What the owner's schools have of a term, one query however many they are."""
    partition, prefix = result_keys.of_owner(owner_id, term.id, "")
    rows = database.query(settings().casework_table, partition, prefix)
    return list(those_readable(rows, _snapshot))


def put_part(body_id: str, term: Term, part: RoundPart) -> Put:
    """For the sums that ``body_id`` makes: a school owner or ``PROGRAMME``."""
    key = result_keys.part(body_id, term.id, part.round_id)
    sealed = sealing.seal(
        key_pairs.public(body_id), records.encode(part), _bound_to(body_id, term)
    )
    row = {"sealed": sealed} | _kept(term.last_day, 1)
    return Put(settings().casework_table, key, row, if_new=True)


def parts(body_id: str, term: Term) -> Iterator[RoundPart]:
    """Raises Unavailable."""
    private_key = key_pairs.private(body_id)
    partition, prefix = result_keys.part(body_id, term.id, "")
    rows = database.query(settings().casework_table, partition, prefix)
    if private_key:
        read = partial(_part, private_key, _bound_to(body_id, term))
        yield from those_readable(rows, read)


def put_term(body_id: str, term: Term, figures: TermFigures) -> Put:
    """Refused where they were made before: figures are made once."""
    key = result_keys.term_figures(body_id, term.id)
    row = records.encode(figures) | _kept(figures.released_on, YEARS_KEPT)
    return Put(settings().casework_table, key, row, if_new=True)


def terms(body_id: str) -> list[TermFigures]:
    """All that were made, the latest first."""
    partition, prefix = result_keys.term_figures(body_id, "")
    rows = database.query(
        settings().casework_table, partition, prefix, newest_first=True
    )
    return list(those_readable(rows, _term))


def _snapshot(row: Row) -> Snapshot:
    made = records.decode(Snapshot, row)
    classes = tuple(
        replace(class_, figures=as_asked(made.form_id, class_.figures))
        for class_ in made.classes
    )
    return replace(made, figures=as_asked(made.form_id, made.figures), classes=classes)


def _term(row: Row) -> TermFigures:
    made = records.decode(TermFigures, row)
    forms = {
        form_id: replace(shown, figures=as_asked(form_id, shown.figures))
        for form_id, shown in by_form(made.forms).items()
    }
    return replace(made, forms=forms)


def _part(private_key: bytes, bound_to: str, row: Row) -> RoundPart:
    said = plain.fields(sealing.unseal(private_key, row["sealed"], bound_to))
    return records.decode(RoundPart, dict(said))


def _bound_to(body_id: str, term: Term) -> str:
    return f"part|{body_id}|{term.id}"


def _kept(from_: date, years: int) -> Row:
    until = date(from_.year + years, from_.month, min(from_.day, 28))
    return {"expires_at": epoch(start_of(until))}
