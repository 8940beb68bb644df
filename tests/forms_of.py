"""The forms of a page as a browser would send them."""

from html.parser import HTMLParser

Fields = list[tuple[str, str]]


def form(page: str, action: str, **typed: str) -> Fields:
    """The first form that goes to ``action``, as it stands, with ``typed`` over it."""
    parser = _Forms()
    parser.feed(page)
    found = next(fields for where, fields in parser.forms if where == action)
    kept = [(name, value) for name, value in found if name not in {*typed, "csrf"}]
    return kept + list(typed.items())


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._inside = ""
        self._name = ""
        self._chosen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((has.get("action", ""), []))
        elif tag == "input" and self._sends(has):
            self._put(has["name"], has.get("value", "on"))
        elif tag == "textarea":
            self._inside, self._name = "", has.get("name", "")
        elif tag == "select":
            self._name, self._chosen = has.get("name", ""), None
        elif tag == "option" and ("selected" in has or self._chosen is None):
            self._chosen = has.get("value", "")

    def handle_data(self, data: str) -> None:
        self._inside += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._put(self._name, self._inside.removeprefix("\n"))
        elif tag == "select":
            self._put(self._name, self._chosen or "")

    def _put(self, name: str, value: str) -> None:
        if name and self.forms:
            self.forms[-1][1].append((name, value))

    @staticmethod
    def _sends(has: dict[str, str]) -> bool:
        kind = has.get("type", "text")
        if kind in ("checkbox", "radio"):
            return "checked" in has
        return kind not in ("submit", "button", "file") and "name" in has
