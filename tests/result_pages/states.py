"""The pages of results in each of their states, for what looks at every page."""

from datetime import timedelta

from tests.result_pages.cast import LONG_AGO, counted_round


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
