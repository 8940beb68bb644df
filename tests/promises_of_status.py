"""The same of the page that says whether the service works."""

_PAGE = "tests/service_status/test_pupil_pages.py::"
OF_STATUS_HELD_BY = {
    "Den har sett etter om noen skulle ha beskjed, de siste fem minuttene.": (
        f"{_PAGE}test_after_a_sweep_it_works_and_five_minutes_later_says_what_to_do",
    ),
    "Ja, den virker.": (
        f"{_PAGE}test_after_a_sweep_it_works_and_five_minutes_later_says_what_to_do",
    ),
    "Noe er galt.": (
        f"{_PAGE}test_after_a_sweep_it_works_and_five_minutes_later_says_what_to_do",
    ),
    "Beskjeder til skolen kan komme for sent.": (
        f"{_PAGE}test_after_a_sweep_it_works_and_five_minutes_later_says_what_to_do",
    ),
    "Det vet vi ikke ennå.": (
        f"{_PAGE}test_before_the_first_sweep_it_is_not_known_and_nothing_is_made_up",
    ),
    "Se her igjen om noen minutter.": (
        f"{_PAGE}test_before_the_first_sweep_it_is_not_known_and_nothing_is_made_up",
    ),
    "Tjenesten så sist etter om noen skulle ha beskjed: {when}.": (
        f"{_PAGE}test_after_a_sweep_it_works_and_five_minutes_later_says_what_to_do",
    ),
    "Hver natt ser tjenesten over alt som har kommet inn, en gang til.": (
        f"{_PAGE}test_a_night_in_which_something_was_missing_is_told",
    ),
    "Sist {day}: ingen beskjed manglet.": (
        f"{_PAGE}test_after_a_sweep_it_works_and_five_minutes_later_says_what_to_do",
    ),
    "Sist {day}: noe manglet.": (
        f"{_PAGE}test_a_night_in_which_something_was_missing_is_told",
    ),
    "Det er ikke gjort siste døgn.": (
        f"{_PAGE}test_a_night_in_which_something_was_missing_is_told",
    ),
    "Ukens e-post gikk sist {day}.": (
        f"{_PAGE}test_the_weeks_mail_is_told_by_its_day",
    ),
    "Alle skoler som bruker tjenesten, får den.": (
        f"{_PAGE}test_the_weeks_mail_is_told_by_its_day",
    ),
    "De får den selv om ingenting har skjedd.": (
        f"{_PAGE}test_the_weeks_mail_is_told_by_its_day",
    ),
    "Ukens e-post til skolene har ikke gått ennå.": (
        f"{_PAGE}test_before_the_first_sweep_it_is_not_known_and_nothing_is_made_up",
    ),
    "Her står det aldri når noen har svart, eller om en skole har fått beskjed om noe.": (
        "tests/service_status/test_not_told.py::test_an_answer_changes_neither_the_weeks_mail_nor_the_nights_word",
    ),
}
