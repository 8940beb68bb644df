"""What an observer of the network sees of a request is its length: it tells nothing."""

import pytest

from tests.worst_texts import HEAVY, fullest

pytestmark = pytest.mark.browser
FORMS = ("grades_1_4", "grades_5_7", "grades_8_10", "form_confidential")
STEP = 12288
EVERY_OPTION_AND_MANY_TOGETHER = """() => {
  const form = document.getElementById('answers');
  const radios = [...form.querySelectorAll('[type=radio]')];
  const names = [...new Set(radios.map(radio => radio.name))];
  const lengths = new Set();
  const choose = (pick) => {
    radios.forEach(radio => { radio.checked = false; });
    names.forEach((name, at) => {
      const chosen = pick(radios.filter(radio => radio.name === name), at);
      if (chosen) chosen.checked = true;
    });
    lengths.add(padded(fieldsOf(form)).length);
  };
  const sorted = (all) => all.sort((a, b) => a.value.length - b.value.length);
  choose(() => null);
  choose(all => sorted(all)[0]);
  choose(all => sorted(all).pop());
  names.forEach((_, one) => [0, 1, 2, 3, 4, 5].forEach(option =>
    choose((all, at) => at === one ? all[option] : null)));
  for (let turn = 0; turn < 500; turn++)
    choose(all => all[Math.floor(Math.random() * (all.length + 1))]);
  return [...lengths];
}"""


@pytest.mark.parametrize("form", FORMS)
def test_whatever_is_answered_the_request_is_as_long(show, form):
    assert show("nb", form).evaluate(EVERY_OPTION_AND_MANY_TOGETHER) == [STEP]


@pytest.mark.parametrize("form", ["grades_5_7", "form_confidential"])
def test_every_text_that_is_taken_is_as_long_as_none(show, form):
    tab, lengths = show("nb", form), {}
    for kind, character in HEAVY.items():
        text = fullest(character, 500)
        tab.evaluate(
            "text => { document.querySelector('textarea').value = text; }", text
        )
        body = "padded(fieldsOf(document.getElementById('answers'))).length"
        lengths[kind] = tab.evaluate(body)
    assert set(lengths.values()) == {STEP}, lengths


def test_a_name_and_who_is_meant_too(show):
    tab = show("nb", "thanks_anonymous")
    name = fullest(HEAVY["family"], 80)
    fill = (
        "name => ['name', 'who'].forEach(id => { document.getElementById(id).value ="
        " name; })"
    )
    tab.evaluate(fill, name)
    form = "document.querySelector('form[action*=\"/contact\"]')"
    assert tab.evaluate(f"padded(fieldsOf({form})).length") == STEP


def test_what_is_sent_is_what_was_measured_for_a_change_of_language_too(show):
    tab, sent = show("nb", "grades_1_4"), []
    tab.route(
        "**/*lang=*",
        lambda route: (sent.append(len(route.request.post_data)), route.abort()),
    )
    tab.click("#next")
    tab.locator("#thriving input").first.check()
    tab.click("button[value=nn]")
    tab.wait_for_selector("#lost:visible")
    while not tab.is_visible("#send"):
        tab.click("#next")
    tab.click("#send")
    tab.wait_for_selector("#waiting:visible")
    assert sent == [STEP, STEP]


def test_a_message_and_a_receipt_too(show):
    tab, sent = show("nb", "thread"), []
    tab.route(
        "**/thread/write?*",
        lambda route: (sent.append(route.request.post_data), route.abort()),
    )
    for text in ("Hei", "Jeg er ofte alene i friminuttet. " * 10, fullest("👍🏽", 500)):
        tab.fill("#text", text)
        tab.click("form[action*='/thread/write'] button >> nth=0")
        tab.wait_for_selector("#waiting:visible")
        tab.reload()
    assert [len(body) for body in sent] == [STEP] * 3
