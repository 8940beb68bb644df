"""Addresses that pupils copy by hand."""

from tests.pupil_browser import text


def test_the_address_to_write_down_is_whole_since_nobody_listens_without_https(
    pupil_at_the_door,
):
    thanks = pupil_at_the_door.send(0, hurt="often")
    ticket = {"ticket": pupil_at_the_door.hidden(thanks)["ticket"]}
    page = text(pupil_at_the_door.post("/receipt", ticket))
    assert page.count("svar.example") == page.count("https://svar.example") > 0
