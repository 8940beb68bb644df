"""The documents, in Markdown, made from what is declared and from the threat model."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from infra.records import statements
from infra.records.stored_row import OF_EVERY_ROW, StoredField, StoredRow
from infra.records.stores import ROWS, of_activity, with_names
from infra.records.terms import Activity, Category, Reader, Subject
from infra.records.words import listed, purpose, said

_THREATS = Path(__file__).resolve().parents[2] / "docs" / "threat-model.md"


def processing(names: Mapping[str, str]) -> str:
    """The record of processing (GDPR article 30)."""
    head = [
        "# Protokoll over behandlingsaktiviteter (GDPR artikkel 30)",
        *_who(names),
        *(statements.RECIPIENTS, statements.TRANSFER, statements.SECURITY),
        statements.copies(),
    ]
    return _text(
        [*head, *(part for activity in Activity for part in _activity(activity))]
    )


def assessment(names: Mapping[str, str]) -> str:
    """The description, the flow of data, the risks and what is left of them, for the
    data protection impact assessment (article 35)."""
    threats, left = _threats()
    return _text(
        [
            "# Personvernkonsekvenser (GDPR artikkel 35): beskrivelse og risiko",
            *_who(names),
            "## Hva som gjøres, og hvorfor",
            _table(("Behandling", "Formål", "Rettslig grunnlag"), map(_why, Activity)),
            "## Er det nødvendig, og står det i forhold til formålet?",
            statements.NEEDED,
            "## Hvem som blir spurt",
            statements.ASKED,
            "## Hvor opplysningene går",
            f"{statements.RECIPIENTS} {statements.TRANSFER} {statements.copies()}",
            "Elevens side kan skrive, og leser ingen svar: bare det som koden,"
            " kvitteringen eller ordet til klassen åpner. De ansattes side leser etter"
            " innlogging. E-post sier bare at noe venter.",
            _table(("Tabell", "Det som lagres", "Skrives av"), map(_flow, ROWS)),
            "Navn på elever kan stå i: "
            + ", ".join(f"`{row.pk}{row.sk}`" for row in with_names())
            + ". Bare forseglet.",
            "## Risiko og tiltak (fra docs/threat-model.md, på engelsk)",
            _table(("Risiko", "Tiltak"), threats),
            "## Risiko som står igjen",
            "\n".join(left),
        ]
    )


def matrix() -> str:
    """Every field of every kind of row, and which roles read it."""
    columns = ("Felt", "Slags opplysning", *map(said, Reader))
    parts = [
        "# Hvem leser hva",
        "● leser · ○ leser det som er forseglet, åpnet for sin side. I hver rad står"
        f" dessuten: {', '.join(sorted(OF_EVERY_ROW))}.",
    ]
    for row in ROWS:
        ends = "utløper av seg selv" if row.kept.expires else "utløper ikke"
        parts += [
            f"## {row.table}: `{row.pk}` `{row.sk or 'nummer'}`",
            f"{said(row.activity)}. Grunnlag: {said(row.basis)}. Lagres:"
            f" {said(row.kept)} ({ends}). Ellers: {listed(row.removed)}.",
            _table(columns, map(_cells, row.fields)),
        ]
    return _text(parts)


def _activity(activity: Activity) -> Iterator[str]:
    rows = of_activity(activity)
    fields = [field for row in rows for field in row.fields]
    of_people = [field for field in fields if field.category is not Category.NONE]
    yield f"## {said(activity)}"
    yield _table(
        ("", ""),
        (
            ("Formål", purpose(activity)),
            ("Om hvem", listed(_subjects(rows))),
            ("Opplysninger", listed(_categories(of_people))),
            ("Rettslig grunnlag", listed(row.basis for row in rows)),
            ("Lagringstid", listed(row.kept for row in rows)),
            ("Sletting før tiden", listed(end for row in rows for end in row.removed)),
            ("Hvem leser", listed(who for field in fields for who in field.readers)),
        ),
    )


def _categories(of_people: Iterable[StoredField]) -> set[Category]:
    return {field.category for field in of_people} or {Category.NONE}


def _subjects(rows: Iterable[StoredRow]) -> Iterator[Subject]:
    for row in rows:
        if row.pupil or row.sensitive:
            yield Subject.PUPILS
        if row.names:
            yield Subject.OTHERS
        if row.staff:
            yield Subject.STAFF


def _why(activity: Activity) -> tuple[str, str, str]:
    bases = listed(row.basis for row in of_activity(activity))
    return said(activity), purpose(activity), bases


def _flow(row: StoredRow) -> tuple[str, str, str]:
    return row.table, f"`{row.pk}{row.sk}`: {said(row.activity)}", f"`{row.store}`"


def _cells(field: StoredField) -> tuple[str, ...]:
    mark = "○" if field.sealed else "●"
    reads = (mark if reader in field.readers else "" for reader in Reader)
    return f"`{field.name}`", said(field.category), *reads


def _threats() -> tuple[list[tuple[str, str]], list[str]]:
    """Each with its answer; and what is left."""
    text = _THREATS.read_text(encoding="utf-8")
    table, _, left = text.partition("\n## What is left\n")
    rows = [
        line.split(" | ") for line in table.splitlines() if re.match(r"\| \d", line)
    ]
    return [(threat, answer) for _, threat, answer, _ in rows], left.strip().split("\n")


def _who(names: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f"Behandlingsansvarlig: {names['controller']}, {names['contact']}",
        f"Personvernombud: {names['officer']}",
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _text(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"
