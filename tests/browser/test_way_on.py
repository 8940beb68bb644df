"""The way on is on the screen at every question, and no text is too large for it."""

import pytest

from chalicelib.locales import LOCALES

pytestmark = pytest.mark.browser
SCREENS = {
    "grades_1_4": 7,
    "grades_5_7": 11,
    "grades_8_10": 11,
    "closing_pupil": 11,
    "closing_supporters": 9,
    "form_confidential": 11,
}
FORMS = tuple(SCREENS)
EVERY_SCREEN = """() => {
  const seen = [], lost = [];
  const button = () => ['next', 'send'].map(id => document.getElementById(id)).find(b => !b.hidden);
  const look = () => {
    const screen = document.querySelector('.screen:not([hidden])').dataset.screen;
    const box = button().getBoundingClientRect();
    const on = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const wide = document.documentElement.scrollWidth;
    const bar = box.top >= 0 && box.bottom <= innerHeight && button().contains(on);
    const tops = ['hide', 'exit'].map(id => document.getElementById(id).offsetTop);
    seen.push(screen);
    if (wide > innerWidth) lost.push([screen, 'wide', wide]);
    if (innerHeight > 500 && !bar) lost.push([screen, 'way on', box.top, box.bottom]);
    if (window.oneRow && tops[0] !== tops[1]) lost.push([screen, 'two rows']);
    document.querySelectorAll('.screen:not([hidden]) [value=once]').forEach(row => row.click());
  };
  for (let turn = 0; turn < 15; turn++) {
    look();
    document.querySelectorAll('details').forEach(details => { details.open = true; });
    if (document.documentElement.scrollWidth > innerWidth) lost.push([seen, 'wide when unfolded']);
    if (button().id === 'send') return [seen, lost];
    button().click();
  }
}"""
SMALL = {"viewport": {"width": 360, "height": 560}}
NARROW = {"viewport": {"width": 320, "height": 560}}
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
SIZES = (100, 130, 150, 200)


def lost(show, language, size, screen, forms=FORMS):
    found = {}
    for form in forms:
        tab = show(language, form, **screen)
        if size != 100:
            sizes = {"standard": 16 * size // 100, "fixed": 13 * size // 100}
            tab.context.new_cdp_session(tab).send(
                "Page.setFontSizes", {"fontSizes": sizes}
            )
            tab.reload()
        if size == 100 and screen is SMALL:
            tab.evaluate("window.oneRow = true")
        seen, wrong = tab.evaluate(EVERY_SCREEN)
        assert len(seen) == SCREENS[form], seen
        if wrong:
            found[form] = wrong
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", [SMALL, NARROW, ZOOMED], ids=["360", "320", "400 %"])
def test_the_way_on_is_on_the_screen_and_nothing_is_too_wide(show, size, screen):
    assert lost(show, "nb", size, screen) == {}


@pytest.mark.walk
@pytest.mark.parametrize("language", [locale for locale in LOCALES if locale != "nb"])
@pytest.mark.parametrize("screen", [SMALL, NARROW], ids=["360", "320"])
def test_in_every_language_too(show, language, screen):
    forms = FORMS[:-1] if LOCALES[language].draft else FORMS
    found = {size: lost(show, language, size, screen, forms) for size in (100, 200)}
    assert found == {100: {}, 200: {}}
