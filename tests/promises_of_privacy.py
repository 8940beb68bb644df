"""What the pupils' page says of what is stored of them, and the tests that hold it."""

_PRIVACY = "tests/answer_form/test_privacy.py::"
_READERS = f"{_PRIVACY}test_who_reads_is_as_declared"
_DAYS = f"{_PRIVACY}test_how_long_is_as_the_rules_have_it"
_EEA = "tests/infra/test_stacks.py::test_outside_the_eea_nothing_is_made"
_SIMULATION = "tests/flags/test_simulation.py::"
_TIED = (
    f"{_SIMULATION}"
    "test_who_reads_every_page_and_list_ties_them_no_more_often_than_class_and_day_allow"
)

OF_PRIVACY_HELD_BY: dict[str, tuple[str, ...]] = {
    "Alt dette er låst.": (
        (
            "tests/infra/test_records.py::"
            "test_what_is_sensitive_or_names_a_pupil_is_sealed"
        ),
    ),
    "Noen få voksne på skolen.": (_READERS,),
    "En lærer kan lese det du skriver til læreren.": (_READERS,),
    "Lærere kan også lese det de selv holder på å skrive.": (
        "tests/referrals/test_staff_pages.py::"
        "test_what_a_teacher_wrote_they_can_read_until_it_is_sent",
    ),
    "Noe kan de som eier skolen, lese.": (_READERS,),
    "Svarene blir slettet {days} dager etter at skjemaet er stengt.": (
        (
            "tests/upkeep/test_retain.py::"
            "test_everything_of_a_round_is_gone_at_the_second_and_not_before"
        ),
        _DAYS,
    ),
    "De som eier skolen, kan velge fra {shortest} til {longest} dager.": (_DAYS,),
    "Det de voksne skriver, blir ofte tatt vare på lenger.": (_DAYS,),
    "Det ligger på datamaskiner i EØS.": (_EEA,),
    "Faste regler sorterer svarene, så de voksne ser hva som haster.": (
        (
            "tests/answer_form/test_submit.py::"
            "test_mail_goes_to_the_slot_for_l2_at_once_for_l3_and_weekly_for_l1"
        ),
    ),
    "Sikkerhetskopier av det som er slettet, forsvinner innen {copies} dager.": (
        f"{_PRIVACY}test_no_copy_is_kept_longer_than_is_said",
    ),
    "Da vet ikke skolen hvilke svar som er dine.": (_TIED,),
    "Derfor kan den ikke vise, rette eller slette dem for deg.": (_TIED,),
}
