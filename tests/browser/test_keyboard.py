"""Every staff page by the keyboard alone, and with text set as wide as readers may set
it (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11, 1.4.12)."""

import pytest

from tests.browser.staff_states import states
from tests.browser.test_staff_pages import open_in, visitor

pytestmark = [pytest.mark.browser, pytest.mark.walk]
__all__ = ["open_in", "visitor"]
PHONE = {"width": 320, "height": 640}
MOST_STOPS = 400
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const small = at.matches('.unseen') || at.getBoundingClientRect().width < 2;
  const shown = small && (at.closest('label') || (at.labels && at.labels[0])) || at;
  const box = shown.getClientRects()[0];
  const over = document.elementFromPoint(
    box.left + Math.min(box.width / 2, innerWidth - box.left - 1),
    box.top + Math.min(box.height / 2, 20));
  const marked = [at, shown, ...shown.querySelectorAll('*')].some((one) =>
    [null, '::before', '::after'].some((part) => {
      const style = getComputedStyle(one, part);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    }));
  const seen = over && (shown.contains(over) || over.contains(at)
    || [...(at.labels || [])].some((label) => label.contains(over)));
  return {
    name: `${at.tagName} ${at.id || at.name || at.textContent.trim().slice(0, 25)}`,
    wrong: [
      ...(marked || at.type === 'date' ? [] : ['no mark']),
      ...(seen ? [] : [`behind ${over && over.outerHTML.slice(0, 60)}`]),
    ],
  };
}"""
"""Of what has the focus; None past the last. A date's parts are marked by the browser
itself."""
WIDE = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
SET = """rules => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"""
CUT = """() => [...document.querySelectorAll('main *, header *')].filter((one) => {
  const style = getComputedStyle(one);
  return !one.matches('input') && ['hidden', 'clip'].includes(style.overflowX) && one.clientWidth > 2
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 25)}`)"""


def test_each_stop_is_marked_and_in_sight_and_none_holds_one_fast(visitor, open_in):
    wrong = {}
    for name, shown in states(visitor, "nb").items():
        tab = open_in(shown, viewport=PHONE)
        tab.evaluate("document.activeElement.blur()")
        stops = 0
        while stops < MOST_STOPS:
            tab.keyboard.press("Tab")
            stop = tab.evaluate(STOP)
            if stop is None:
                break
            stops += 1
            if stop["wrong"]:
                wrong[f"{name}: {stop['name']}"] = stop["wrong"]
        if not 0 < stops < MOST_STOPS:
            wrong[name] = f"{stops} stops"
    assert wrong == {}


def test_no_text_is_cut_off_however_wide_it_is_set(visitor, open_in):
    wrong = {}
    for name, shown in states(visitor, "nb").items():
        tab = open_in(shown, viewport=PHONE)
        tab.evaluate(SET, WIDE)
        wider = tab.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
        if cut := tab.evaluate(CUT) or (["wider than the phone"] if wider else []):
            wrong[name] = cut
    assert wrong == {}
