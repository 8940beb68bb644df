import ast
from collections.abc import Iterator

from chalicelib.audit.event import Event
from chalicelib.audit.item_event import ItemEvent
from chalicelib.escalation.escalate import EVENTS
from chalicelib.items.escalation import CHAINS
from tests.conftest import ROOT

CHOSEN = ("chalicelib/audit/event.py", "chalicelib/audit/item_event.py")
READ_FROM_A_ROW = "chalicelib/audit/entry.py"


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for folder in ("chalicelib", "infra"):
        for path in (ROOT / folder).rglob("*.py"):
            where = path.relative_to(ROOT).as_posix()
            yield from ((where, node) for node in ast.walk(ast.parse(path.read_text())))


def named(enumeration: str) -> set[str]:
    return {
        node.attr
        for where, node in nodes()
        if where not in CHOSEN and isinstance(node, ast.Attribute)
        if isinstance(node.value, ast.Name) and node.value.id == enumeration
    }


def test_every_event_is_recorded_somewhere():
    done_with_items = {ItemEvent[name] for name in named("ItemEvent")}
    assert set(ItemEvent) == done_with_items
    chosen_by_kind = {
        event.name for events in done_with_items for event in events.value
    }
    assert {event.name for event in Event} - named("Event") - chosen_by_kind == set()


def test_no_event_is_made_from_a_string_but_those_that_are_read():
    made = [
        where
        for where, node in nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Event"
    ]
    assert made == [READ_FROM_A_ROW]


def test_everybody_whom_an_escalation_reaches_has_an_event():
    assert set(EVENTS) == {circle for chain in CHAINS.values() for circle in chain}
