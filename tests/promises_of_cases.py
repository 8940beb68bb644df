"""Each sentence that a pupil for whom there is a case, or a supporter, is told of who
learns what, and the tests that hold it."""

_CLOSING = "tests/closing_answers/"
_OFFERS = "tests/answer_form/test_closing.py::test_sending_thanks_as_every_form_does_and_offers_to_talk"
_FOLLOWS = "tests/pupil_follows/test_release.py::"

OF_CASES_HELD_BY = {
    # What is asked when a support group is over.
    "{who} eller en annen voksen som hjelper deg, leser svarene.": (
        f"{_CLOSING}test_read_answers.py::test_the_pupils_answers_stand_on_the_case",
        "tests/cases/test_may_open.py::test_who_may_open_a_case",
    ),
    "De andre elevene får ikke se dem.": (
        f"{_CLOSING}test_staff_pages.py::test_who_may_not_open_the_case_gets_no_page",
    ),
    "Svarene blir slettet {until}.": (
        f"{_CLOSING}test_read_answers.py::test_what_is_past_its_time_is_gone_from_the_case",
        f"{_CLOSING}test_read_answers.py::test_when_the_term_is_gone_its_answers_are_too",
    ),
    "Klassen din får ikke se dem.": (
        f"{_CLOSING}test_staff_pages.py::test_who_may_not_open_the_case_gets_no_page",
    ),
    "Du og foreldrene dine kan be om å få lese dem.": (
        f"{_CLOSING}test_staff_pages.py::test_what_the_pupil_answered_is_read_on_the_case_and_said_to_be_read",
    ),
    "En voksen som hjelper deg, leser svarene.": (
        f"{_CLOSING}test_make_codes.py::test_until_somebody_has_read_the_answers_the_case_waits_for_that",
    ),
    "Ingen får beskjed med det samme.": (
        f"{_CLOSING}test_make_codes.py::test_no_flag_is_raised_and_nobody_is_mailed",
    ),
    "Du kan be om å få snakke med noen etterpå.": (_OFFERS,),
    "Skolen får ikke se dem før halvåret er over.": (
        f"{_CLOSING}test_read_answers.py::test_before_the_term_is_over_nothing_is_told_so_that_nobody_sees_the_difference",
    ),
    "Da må minst tre grupper og ti elever ha svart.": (
        f"{_CLOSING}test_read_answers.py::test_under_three_groups_or_ten_answers_nothing_is_told",
    ),
    "Ingen ser hvilken gruppe et svar er fra.": (
        f"{_CLOSING}test_make_codes.py::test_nothing_stored_with_a_supporters_code_or_answer_tells_whose_it_was",
        f"{_CLOSING}test_make_codes.py::test_no_row_of_the_term_names_a_case_and_no_case_an_answer",
    ),
    "Ingen spør hvem det var.": (
        "tests/forms/test_closing_forms.py::test_nothing_is_written_in_a_closing_form_and_no_rule_looks_at_it",
    ),
    "Ingen leser svarene nå.": (
        f"{_CLOSING}test_read_answers.py::test_before_the_term_is_over_nothing_is_told_so_that_nobody_sees_the_difference",
    ),
    "Skolen ser om mange eller få sier det samme.": (
        "tests/closing_answers/test_share.py::test_all_and_nearly_all_look_alike_and_so_do_none_and_few",
    ),
    "Ingen får beskjed om det du svarer.": (
        f"{_CLOSING}test_make_codes.py::test_no_flag_is_raised_and_nobody_is_mailed",
    ),
    # How it is followed up, where it is shown.
    "En voksen har tenkt å snakke med deg {on}.": (
        f"{_FOLLOWS}test_it_follows_when_something_else_is_planned",
        f"{_FOLLOWS}test_a_day_that_has_been_is_not_said",
    ),
    "De voksne har tenkt å gjøre noe mer med det {on}.": (
        f"{_FOLLOWS}test_it_follows_when_something_else_is_planned",
    ),
    "Dagen kan bli endret.": (
        f"{_FOLLOWS}test_it_follows_when_something_else_is_planned",
    ),
}
