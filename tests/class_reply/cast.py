"""What the tests tell a class, once its round is over."""

from datetime import date, timedelta

from chalicelib.class_reply import see_replies
from chalicelib.class_reply.reply import ReplyContent, ReplyText
from chalicelib.class_reply.write_reply import ReplyPress, publish
from tests.cast import NOW, NURSE

OVER = NOW + timedelta(hours=5)
"""An hour after the stage's round has closed."""
STEP = "STEP5-7"
"""The two small classes of the cast, which answer together."""
TEXT = ReplyText(
    "Mange av dere har det bra.\nNoen er alene i friminuttene.",
    "To voksne er ute i storefri.",
    "Snakk med læreren din.",
)
CONTENT = ReplyContent({"nb": TEXT}, date(2026, 12, 15))
FORM = {
    "told_nb": TEXT.told,
    "doing_nb": TEXT.doing,
    "whom_nb": TEXT.whom,
    "again_on": "2026-12-15",
}
"""As it is typed."""


def answered(stage, number=5):
    """So many of 6A have."""
    for place in range(number):
        stage.send(place, thriving="good")
    return stage


def press_of(stage, part="6A", seen=0, attempt="r" * 22, who=NURSE, at=OVER):
    found = see_replies.part_of(stage.round, part, at)
    return ReplyPress(who, stage.round, found, seen, attempt, at)


def told(stage, part="6A", content=CONTENT, **more):
    """The class, or all, has been told."""
    publish(press_of(stage, part, **more), content)
