"""The first page: groups, and one line an item."""

import re
from datetime import timedelta

from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL, STRANGER, TEACHER, YESTERDAY
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
HOUR = timedelta(hours=1)


def groups_of(visitor, path="/staff/inbox"):
    """Each group's heading with the words of its lines."""
    page = text(visitor.get(path))
    found = re.findall(r'<section class="group".*?</section>', page, re.S)
    return {
        words(re.search("<h2.*?</h2>", one, re.S)[0]): [
            words(line) for line in re.findall("<li.*?</li>", one, re.S)
        ]
        for one in found
    }


def words(markup):
    return " ".join(re.sub("<.*?>", " ", markup).split())


def take(who, kind, item_id, at=NOW):
    open_item(who, kind, item_id, at)
    handle.take(Press(who, kind, item_id, 0, at))


def test_a_referrals_line_has_its_clock_and_until_when_it_is_read(stage, visitor):
    number = refer(drafts.desk(TEACHER), urgency=["today"], now=NOW)
    visitor.become(PRINCIPAL)
    assert groups_of(visitor) == {
        "Haster eller over fristen 1": [
            f"Haster Henvisning · 6A fra {TEACHER.name} · i dag 09.07"
            f" · nr. {number[:6]} Lest innen 10.07 Åpne {number[:6]}"
        ]
    }


def test_of_what_pupils_send_no_line_has_a_clock(stage, visitor):
    stage.send(1, contact="today")
    stage.send(2, hurt="few")
    visitor.become(PRINCIPAL)
    found = groups_of(visitor)
    ((urgent,), (flag,)) = found.values()
    assert urgent.startswith("Haster Varsel · 6A i går · nr.")
    assert " Les nå Åpne" in urgent
    assert " i går · " in flag
    assert " Lest innen " in flag or " Les i dag " in flag
    for line in (urgent, flag):
        assert not re.search(r"\d\d[.:]\d\d", line)


def test_four_groups_in_their_order_and_who_follows_each_up(stage, visitor):
    ids = {}
    for pupil in range(4):
        stage.send(pupil, **({"contact": "today"} if pupil == 3 else {"hurt": "few"}))
    flags = sorted(rows_with("answers", sk="FLAG#"), key=lambda row: row["id"])
    ids = [row["id"] for row in flags if row["level"] == 2]
    take(NURSE, ItemKind.FLAG, ids[0])
    take(PRINCIPAL, ItemKind.FLAG, ids[1])
    visitor.become(NURSE)
    found = groups_of(visitor)
    assert [*found] == [
        "Haster eller over fristen 1",
        "Mine 1",
        "Ingen følger opp ennå 1",
        "Andres 1",
    ]
    mine, others = found["Mine 1"], found["Andres 1"]
    assert t("inbox.line.mine") in mine[0]
    assert t("inbox.line.taken", name=PRINCIPAL.name) in others[0]
    assert t("inbox.sum", urgent=1, unopened=2, open=4) in text(
        visitor.get("/staff/inbox")
    )


def test_what_is_late_moves_up(stage, visitor):
    number = refer(drafts.desk(TEACHER), now=YESTERDAY - HOUR)
    visitor.become(PRINCIPAL)
    (heading,) = groups_of(visitor)
    assert heading == "Haster eller over fristen 1"
    assert "Skulle vært lest 08.07" in groups_of(visitor)[heading][0]
    take(PRINCIPAL, ItemKind.REFERRAL, number)
    assert "Samtale innen i morgen" in groups_of(visitor)["Mine 1"][0]


def test_who_referred_a_pupil_is_said_to_who_may_read_it(stage, visitor):
    refer(drafts.desk(TEACHER))
    said = t("inbox.line.from", name=TEACHER.name)
    assert said in text(visitor.become(PRINCIPAL).get("/staff/inbox"))
    page = text(visitor.become(NURSE).get("/staff/inbox"))
    assert t("inbox.kind.referral") in page
    assert TEACHER.name not in page


def test_what_is_closed_is_one_group_with_how_it_ended(stage, visitor):
    number = refer(drafts.desk(TEACHER))
    visitor.become(PRINCIPAL)
    page = f"/staff/inbox/referral/{number}"
    visitor.post(f"{page}/open")
    visitor.post(f"{page}/close", {"turn": "0", "why": "talked"})
    (heading,) = found = groups_of(visitor, "/staff/inbox?show=done")
    assert heading == "Avsluttet 1"
    ended = t("inbox.status.closed", name=PRINCIPAL.name, when="i dag 09.07")
    assert ended in found[heading][0]
    assert "Samtale" not in found[heading][0]


def test_after_reading_the_next_that_waits_is_one_press_away(stage, visitor):
    stage.send(1, contact="today")
    referred = refer(drafts.desk(TEACHER))
    (wish,) = rows_with("answers", sk="FLAG#")
    urgent, later = (
        f"/staff/inbox/flag/{wish['id']}",
        f"/staff/inbox/referral/{referred}",
    )
    visitor.become(PRINCIPAL)
    visitor.post(f"{later}/open")
    visitor.post(f"{later}/take", {"turn": "0"})
    (line,) = groups_of(visitor, later)[t("inbox.next")]
    assert line.startswith("Haster Varsel · 6A")
    assert f'action="{urgent}/open"' in text(visitor.get(later))
    visitor.post(f"{urgent}/open")
    assert text(visitor.get(urgent)).count(t("inbox.next.none")) == 1
    page = text(visitor.get(later))
    assert f'href="{urgent}"' in page  # read, and nobody follows it up
    assert f'action="{urgent}/open"' not in page


def test_what_one_may_not_read_is_never_next(stage, visitor):
    stage.send(hurt="few")
    flag = rows_with("answers", sk="FLAG#")[0]["id"]
    refer(drafts.desk(TEACHER))
    visitor.become(NURSE)
    visitor.post(f"/staff/inbox/flag/{flag}/open")
    page = text(visitor.get(f"/staff/inbox/flag/{flag}"))
    assert t("inbox.next.none") in page
    visitor.become(PRINCIPAL)
    assert t("inbox.next.none") not in text(visitor.get(f"/staff/inbox/flag/{flag}"))


def found(visitor, looked_for):
    answer = visitor.post("/staff/inbox/search", {"text": looked_for})
    assert answer.status_code == 200
    return sorted(re.findall(r"nr\. (\w{6})", text(answer)))


def test_one_searches_by_number_class_and_teacher_and_no_address_says_for_what(
    stage, visitor
):
    stage.send(hurt="few")
    flag = rows_with("answers", sk="FLAG#")[0]["id"][:6]
    referral = refer(drafts.desk(TEACHER))[:6]
    visitor.become(PRINCIPAL)
    visitor.get("/staff/inbox")
    assert found(visitor, flag.lower()) == [flag]
    assert found(visitor, "6 a") == sorted([flag, referral])
    assert found(visitor, TEACHER.name) == [referral]
    assert found(visitor, "7A") == []
    page = text(visitor.get("/staff/inbox"))
    assert re.search(
        r'<form class="search" role="search" method="post" action="[^"?]*"', page
    )
    nothing = visitor.post("/staff/inbox/search", {"text": "Ingen <her>"})
    assert t("inbox.search.none") in text(nothing)
    assert 'value="Ingen &lt;her&gt;"' in text(nothing)
    assert visitor.post("/staff/inbox/search", {"text": " "}).status_code == 303


def test_a_search_finds_nothing_that_one_may_not_see(stage, visitor):
    referral = refer(drafts.desk(TEACHER))[:6]
    visitor.become(NURSE)
    visitor.get("/staff/inbox")
    assert found(visitor, referral) == [referral]
    assert found(visitor, TEACHER.name) == []
    visitor.become(STRANGER)
    visitor.get("/staff/inbox")
    for looked_for in (referral, "6A", TEACHER.name):
        assert found(visitor, looked_for) == []
    visitor.become(TEACHER)
    answer = visitor.post("/staff/inbox/search", {"text": referral})
    assert answer.status_code == 404
