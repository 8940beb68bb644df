"""What a class is told, for whoever has its word: no code is asked for. A word may
stand in an address, since it leads to nothing that a pupil has said."""

from chalice.app import Response

from chalicelib.class_reply.class_word import GROUP, LENGTH, PATH
from chalicelib.class_reply.read_reply import ReadReply, read
from chalicelib.core import errors
from chalicelib.web import responses
from chalicelib.web.form_body import Fields
from chalicelib.web.pupil_door import PupilRequest, pupil, pupil_page
from chalicelib.web.pupil_errors import refused_page, try_again_page

_MOST_TYPED = 40


@pupil_page(PATH, "GET")
def look(visit: PupilRequest) -> Response:
    asked = dict(pupil.current_request.query_params or {}).get("word")
    return _enter_page(visit) if asked is None else _answer(visit, asked)


@pupil_page(PATH, "POST")
def look_up(visit: PupilRequest) -> Response:
    """What is typed may be a pupil's own code: it comes in the body, in no address."""
    return _answer(visit, visit.fields.get("word") or "")


def _answer(visit: PupilRequest, typed: str) -> Response:
    kept = Fields({"word": [typed[:_MOST_TYPED]], "lang": [visit.language]})
    try:
        found = read(typed, visit.fields.get("ticket"), visit.now)
    except errors.WordMistyped:
        return _enter_page(visit, 422, "word_mistyped", typed)
    except errors.WordUnknown:
        return _enter_page(visit, 404, "word_unknown")
    except errors.MustWait as refusal:
        return refused_page(refusal, visit.language, kept)
    except errors.NotStored:
        return try_again_page("not_shown", PATH, visit.language, visit.chosen, kept)
    return _reply_page(visit, found)


def _reply_page(visit: PupilRequest, found: ReadReply) -> Response:
    shown = found.text_in(visit.language)
    return responses.show(
        "class_reply/reply.html",
        visit.language,
        410 if found.state in ("down", "gone") else 200,
        read=found,
        text=shown[1] if shown else None,
        written_in=shown[0] if shown else visit.language,
    )


def _enter_page(
    visit: PupilRequest, status: int = 200, kind: str = "", typed: str = ""
) -> Response:
    return responses.show(
        "class_reply/enter.html",
        visit.language,
        status,
        kind=kind,
        typed=typed[:_MOST_TYPED],
        length=LENGTH,
        group=GROUP,
    )
