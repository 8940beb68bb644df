"""Each sentence a pupil is told of who learns what, and the tests that hold it."""

from tests.promises_of_cases import OF_CASES_HELD_BY
from tests.promises_of_privacy import OF_PRIVACY_HELD_BY
from tests.promises_of_status import OF_STATUS_HELD_BY

_HERE = "tests/answer_form/test_promises_anonymous.py::"
_STAY = f"{_HERE}test_what_was_written_is_taken_back_and_the_answers_stay"
_RAW = (
    f"{_HERE}test_after_an_anonymous_answer_no_table_holds_code_clock_address_or_agent"
)
_SIMULATION = "tests/flags/test_simulation.py::"
_TIED = (
    f"{_SIMULATION}"
    "test_who_reads_every_page_and_list_ties_them_no_more_often_than_class_and_day_allow"
)
_FILM = (
    f"{_SIMULATION}test_who_notes_the_list_by_the_minute_ties_them_no_more_often_either"
)
_LATE = f"{_SIMULATION}test_who_answers_alone_the_next_day_is_not_pinned_beyond_the_day"
_THREADS = "tests/reading/test_thread.py::"
_NO_TICK = f"{_THREADS}test_without_the_tick_nothing_stored_leads_from_thread_to_answer"
_TOLD = f"{_THREADS}test_a_contact_request_is_sealed_and_tells_the_group_at_once"
_OTHERS = f"{_THREADS}test_another_school_and_the_owner_see_no_thread"
_NEXT_PERSON = f"{_THREADS}test_a_message_nobody_opens_goes_to_the_next_person"
_NO_KEY = (
    f"{_THREADS}"
    "test_the_stored_rows_open_nothing_of_the_pupils_copy_even_with_every_key_of_the_school"
)
_RECEIPTS = "tests/pupil_threads/test_by_pupil.py::"
_TAKEN_BACK = "tests/pupil_threads/test_withdraw.py::"
_TALK = f"{_RECEIPTS}test_a_conversation_without_a_name"
_BACK = f"{_TAKEN_BACK}test_taking_it_back_empties_both_copies_and_the_receipt_says_so"
_WEEKDAY = (
    f"{_RECEIPTS}test_long_after_the_round_a_message_waits_for_a_slot_on_a_weekday"
)
_ANSWERS = "tests/answer_form/test_submit.py::"
_ANSWER_IS_SEALED = (
    f"{_ANSWERS}test_sending_stores_one_sealed_answer_and_spends_the_code"
)
_MAIL = f"{_ANSWERS}test_mail_goes_to_the_slot_for_l2_at_once_for_l3_and_weekly_for_l1"
_VERSION = "tests/answer_form/test_about.py::test_about_says_which_version_it_is"
_STAYS = f"{_TAKEN_BACK}test_what_an_adult_must_act_on_outlives_the_withdrawal"
_RESULTS = "tests/results/"
_TAKEN = "tests/cases/test_taken_back.py::"
_GOES_ALONG = f"{_TAKEN}test_before_anybody_has_written_in_the_case_the_name_goes_along"
_KEPT = f"{_TAKEN}test_once_somebody_has_written_the_name_stays_and_the_case_says_so"
_GONE = "tests/pupil_threads/test_pupil_pages.py::test_taken_back"
_HEAVY = (
    "tests/answer_form/test_page_sizes.py::"
    "test_a_message_or_a_name_that_takes_too_much_room_is_told_so_and_kept"
)
_EMPTY = "tests/answer_form/test_empty.py::test_who_has_answered_or_skipped_anything_is_not_asked"
_GIVEN_BACK = "tests/pupil_threads/test_pupil_pages.py::test_a_message_that_cannot_be_sent_is_given_back"

_NO_NURSE = "tests/escalation/test_no_nurse.py::"

_REPLY = "tests/class_reply/test_pupil_pages.py::"

HELD_BY = {
    **OF_STATUS_HELD_BY,
    "Alle i klassen kan lese denne siden.": (
        f"{_REPLY}test_with_the_word_anybody_reads_it_and_nobody_types_a_code",
    ),
    "Her står det ikke hvem som svarte hva.": (
        f"{_REPLY}test_the_school_and_who_wrote_it_stand_nowhere_on_it",
        "tests/class_reply/test_reply.py::test_under_five_answers_nothing_is_written_to_the_class_alone",
    ),
    "Her har de voksne ikke skrevet noe ennå.": (
        "tests/class_reply/test_read_reply.py::test_a_sheet_of_cards_gives_the_word_and_the_page_says_that_nothing_stands_there",
    ),
    "De voksne har tatt bort det som sto her.": (
        f"{_REPLY}test_a_page_that_was_taken_down_says_so",
    ),
    "Det som sto her, er slettet.": (f"{_REPLY}test_a_round_that_is_gone",),
    "Det er ikke koden på kortet ditt.": (
        "tests/class_reply/test_class_word.py::test_it_is_no_pupils_code_and_no_pupils_code_is_one",
    ),
    "Skolen mangler helsesykepleier akkurat nå.": (
        f"{_NO_NURSE}test_the_page_after_it_promises_nothing_the_school_cannot_keep",
    ),
    "Vi sier fra, så skolen kan skaffe en.": (
        f"{_NO_NURSE}test_what_was_sent_to_her_from_a_page_from_before_reaches_the_owner_at_once",
    ),
    "Svarene dine er anonyme.": (
        "tests/inbox/test_observers.py::test_what_is_urgent_never_follows_one_pupil",
        (
            "tests/answer_form/test_submit.py::"
            "test_answers_of_one_class_differ_in_nothing_but_key_ciphertext_and_keyed_hash"
        ),
        "tests/answers/test_sizes.py::test_every_answer_of_every_form_has_one_size",
    ),
    "Vil du at en voksen skal ta kontakt, må du skrive navnet ditt.": (
        "tests/flags/test_findings.py::test_in_an_anonymous_round_the_wish_tells_nothing_else",
    ),
    "Da vet de hvem du er.": (
        (
            "tests/reading/test_thread.py::"
            "test_without_the_tick_nothing_stored_leads_from_thread_to_answer"
        ),
    ),
    "Dette er **ikke** anonymt.": (
        (
            "tests/reading/test_promises_confidential.py::"
            "test_the_person_on_duty_reads_the_number_and_the_reasons"
        ),
    ),
    "Kortet ditt har et nummer.": (
        (
            "tests/reading/test_promises_confidential.py::"
            "test_the_person_on_duty_reads_the_number_and_the_reasons"
        ),
    ),
    "Hvis svarene viser at du kan trenge hjelp, kan {who} finne ut hvem du er og snakke med deg.": (
        (
            "tests/reading/test_promises_confidential.py::"
            "test_nobody_else_does_nor_stops_the_clock_nor_gets_it_by_a_reason"
        ),
    ),
    "Hvis {name} er borte, kan en annen voksen i gruppen som hjelper elever, gjøre det.": (
        (
            "tests/reading/test_promises_confidential.py::"
            "test_after_escalation_deputy_and_principal_do_with_a_reason_that_is_kept"
        ),
    ),
    "Hvis du skriver at du eller noen andre er i fare, må de voksne gjøre noe.": (
        (
            "tests/inbox/test_urgent_texts.py::"
            "test_each_kind_says_whom_to_ring_who_decides_and_which_duties_stand"
        ),
    ),
    # What the form is about.
    "Du bestemmer selv om du vil svare.": (_EMPTY,),
    "Du kan hoppe over spørsmål.": (_EMPTY,),
    "Svarene blir låst med det samme du sender dem.": (_ANSWER_IS_SEALED,),
    "Bare noen få voksne kan åpne dem.": (
        "tests/result_exports/test_released_alone.py::test_no_answer_and_no_key_is_imported",
        "tests/reading/test_open.py::test_who_has_no_inbox_sees_nothing_of_one",
        "tests/reading/test_open.py::test_an_item_of_another_school_does_not_exist_for_me",
    ),
    "Klassen din og foreldrene dine får ikke se dem.": (
        "tests/reading/test_open.py::test_who_has_no_inbox_sees_nothing_of_one",
    ),
    "Hvis svarene er anonyme, lagrer vi ikke koden din.": (_RAW,),
    "Vi lagrer heller ikke klokkeslettet eller hvilken maskin du brukte.": (_RAW,),
    "Ingen på skolen kan se hvilke svar som er dine.": (_TIED, _FILM, _LATE),
    "Derfor kan du ikke endre eller slette dem etterpå.": (
        (
            "tests/answer_form/test_submit.py::"
            "test_another_attempt_on_a_spent_code_is_told_so_and_stores_nothing"
        ),
        (
            "tests/pupil_threads/test_last_page_again.py::"
            "test_answers_changed_after_they_were_sent_are_said_not_to_be_with_them"
        ),
    ),
    "Hvis svarene viser at noen kan trenge hjelp, får de voksne beskjed.": (_MAIL,),
    "En voksen, ikke en maskin, bestemmer hva som skal gjøres.": (
        (
            "tests/handle_items/test_handle.py::"
            "test_a_named_person_closes_with_a_reason_and_may_open_it_again"
        ),
    ),
    "Siden bruker ikke informasjonskapsler.": (
        "tests/answer_form/test_pupil_pages.py::test_no_page_sets_a_cookie_or_may_be_stored",
    ),
    "Svarene blir ikke lagret på telefonen, nettbrettet eller PC-en.": (
        "tests/answer_form/test_scripts.py::test_sending_thanks_and_leaves_nothing_behind",
    ),
    **OF_CASES_HELD_BY,
    **OF_PRIVACY_HELD_BY,
    # Who asks by name.
    "Bare helsesykepleieren får lese det.": (
        "tests/reading/test_thread.py::test_what_the_nurse_alone_may_see_is_given_to_nobody_else",
    ),
    "Da får noen få voksne som hjelper elever på skolen, vite det.": (_TOLD, _OTHERS),
    "Vi leser bare på skoledager.": (_WEEKDAY,),
    "Da leser vi det neste skoledag.": (_WEEKDAY,),
    "Uten kryss sier vi ikke hvilke svar som er dine.": (_NO_TICK, _TIED),
    "Hvis få har svart, kan de voksne likevel gjette.": (_TIED, _FILM),
    "Derfor kan {who} finne svarene dine også uten at du krysser av.": (
        (
            "tests/reading/test_promises_confidential.py::"
            "test_the_person_on_duty_reads_the_number_and_the_reasons"
        ),
    ),
    "Det du har valgt og skrevet, står fortsatt her.": (
        "tests/pupil_threads/test_pupil_pages.py::test_what_is_missing_is_named_and_the_rest_is_kept",
    ),
    "En voksen tar kontakt med deg.": (_TOLD, _NEXT_PERSON),
    # What is counted.
    "Når skjemaet er stengt, teller vi svarene fra mange elever sammen.": (
        f"{_RESULTS}test_count_round.py::test_an_open_round_and_its_last_hour_are_not_counted",
    ),
    "De voksne på skolen, kommunen og Voksne for Barn kan se tallene.": (
        "tests/result_pages/test_staff_pages.py::test_the_schools_page_is_the_resource_groups",
    ),
    "Tallene sier ikke hva du har svart.": (
        f"{_RESULTS}test_disclosure.py::test_no_sum_and_no_missing_sum_narrows_what_a_class_could_be",
    ),
    "Det du skriver med egne ord, er ikke med.": (
        f"{_RESULTS}test_snapshot.py::test_what_was_written_and_what_is_never_counted_is_in_no_figure",
    ),
    # The code to come back with.
    "Med den kan du lese svar og skrive mer.": (_TALK,),
    "Du trenger ikke si hvem du er.": (
        _TALK,
        "tests/inbox/test_inbox_threads.py::test_a_thread_names_nobody_until_the_pupil_does",
    ),
    "Vi kan ikke finne koden for deg senere.": (_NO_KEY,),
    "Da åpner meldingene dine seg.": (
        (
            "tests/pupil_threads/test_typing.py::"
            "test_scanned_the_square_opens_the_messages_and_leaves_no_code_behind"
        ),
    ),
    "Da vet de hva du har svart når de skriver til deg.": (
        "tests/reading/test_thread.py::test_answers_that_go_along_lead_from_the_flag_to_the_thread",
    ),
    # The messages.
    "Ingen har lest det siste ennå.": (
        "tests/pupil_threads/test_read_marks.py::test_nothing_is_read_before_somebody_has_opened_it",
    ),
    "Vi leser på skoledager.": (_WEEKDAY,),
    "Sendt.": (
        (
            "tests/pupil_threads/test_database_away.py::"
            "test_when_the_database_is_away_nothing_is_said_to_be_stored"
        ),
    ),
    "Du kan skrive 500 tegn.": (_HEAVY,),
    "Da får noen få voksne vite hvem du er.": (
        "tests/inbox/test_inbox_threads.py::test_a_thread_names_nobody_until_the_pupil_does",
        _OTHERS,
    ),
    "Da virker koden ikke lenger.": (_GONE,),
    "Du kan ikke lese svarene fra skolen.": (_GONE,),
    "Det du har skrevet her, blir slettet.": (_BACK,),
    "Men de voksne må få lese det som kan handle om fare.": (_STAYS,),
    "Svarene du sendte i skjemaet, blir ikke slettet.": (_STAY,),
    "Da er det slettet.": (_BACK,),
    "Da kan navnet ditt stå i det de voksne selv har skrevet.": (_GOES_ALONG, _KEPT),
    "Det blir ikke slettet.": (_KEPT,),
    "Du kan be om å få lese det.": (
        "tests/case_pages/test_staff_pages.py::test_a_case_says_that_the_pupil_may_read_it",
    ),
    "Det tar for mye plass, så det er ikke sendt.": (_HEAVY,),
    "Navnet tar for mye plass.": (_HEAVY,),
    "Handler noe av det om fare, får de voksne fortsatt lese det.": (_STAYS,),
    "Svarene fra skolen er også borte for deg.": (_GONE,),
    "Du kan lese dem, men ikke skrive mer her.": (
        (
            "tests/reading/test_thread.py::"
            "test_a_thread_the_school_has_ended_can_be_read_and_not_written_in"
        ),
    ),
    "Denne siden er versjon {version}.": (_VERSION,),
    "Denne siden er ikke laget av en versjon som er gitt ut.": (_VERSION,),
    "Skoleeieren kan la andre sjekke at den koden kjører her.": (
        "tests/infra/test_verify_deployed.py::test_one_byte_of_code_is_found",
        "tests/infra/test_verifier.py::test_who_is_named_may_see_how_it_is_set_up",
    ),
    "Programmet sier med vanlige ord hva som er ulikt.": (
        "tests/infra/test_verify_deployed.py::test_a_statement_more_or_less_is_shown",
    ),
    "Det siste du skrev, ble ikke sendt.": (
        (
            "tests/pupil_threads/test_pupil_pages.py::"
            "test_after_the_school_has_ended_it_the_words_are_given_back_to_copy"
        ),
    ),
    "Det er for langt, så det er ikke sendt.": (_GIVEN_BACK,),
    "Det du skrev, står fortsatt her.": (_GIVEN_BACK,),
}
KEYS = ("pupil.mode.anonymous", "pupil.mode.confidential", "pupil.mode.danger")
PREFIXES = (
    *(
        "pupil.about.",
        "pupil.privacy.",
        "pupil.thread.",
        "pupil.receipt.",
        "pupil.contact.",
    ),
    *(
        "pupil.reply.is.",
        "pupil.reply.everybody",
        "pupil.reply.word",
        "pupil.reply.again",
    ),
    *("form.closing_pupil.pupil.", "form.closing_supporters.pupil."),
    "status.",
)
