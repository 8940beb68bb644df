"""The pages of results in each of their states, for what looks at every page."""

from datetime import UTC, datetime, timedelta

from tests.cast import OWNER, PRINCIPAL, PROGRAMME
from tests.group_results.told import tell_of_groups
from tests.result_pages.cast import LONG_AGO, counted_round

_SPRING = datetime(2026, 4, 24, 8, tzinfo=UTC)


def of_results(visitor):
    """Of a signed-in member of the resource group."""
    made = {"report_none": visitor.get("/staff/report")}
    counted_round({"6A": 0}, LONG_AGO - timedelta(days=60), many=0)
    made["report_nobody"] = visitor.get("/staff/report")
    counted_round({"6A": 1, "6B": 2}, LONG_AGO)
    made["report_small"] = visitor.get("/staff/report")
    for days in (60, 120):
        bad = dict.fromkeys(("6A", "6B", "6C"), 6)
        round_ = counted_round(bad, LONG_AGO + timedelta(days=days))
    made["report"] = visitor.get("/staff/report")
    class_ = f"/staff/report/rounds/{round_.id}/classes/6A"
    made["report_class"] = visitor.get(class_)
    made["report_sheet"] = visitor.get(f"{class_}/sheet")
    made["report_classes"] = visitor.get("/staff/report/classes")
    return made


def of_sums(visitor):
    """What the school, its owner and the programme read of support groups and of
    follow-up, and of terms, before there is anything and after."""
    readers = {"report": PRINCIPAL, "sums": OWNER, "programme": PROGRAMME}
    made = {}
    for told in ("", "_told"):
        if told:
            counted_round(dict.fromkeys(("6A", "6B", "6C"), 6), _SPRING)
            tell_of_groups()
        for door, who in readers.items():
            visitor.become(who)
            for page in ("", "/groups", "/follow-up", "/files"):
                name = f"{door}{page.replace('/', '_')}{told}"
                made[f"of_{name}"] = visitor.get(f"/staff/{door}{page}")
    return made
