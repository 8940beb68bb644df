"""Each sentence of the page for guardians: the tests that hold it, or that people do."""

_PRIVACY = "tests/answer_form/test_privacy.py::"
_READERS = f"{_PRIVACY}test_who_reads_is_as_declared"
_DAYS = f"{_PRIVACY}test_how_long_is_as_the_rules_have_it"
_EEA = "tests/infra/test_stacks.py::test_outside_the_eea_nothing_is_made"
_TIED = (
    "tests/flags/test_simulation.py::"
    "test_who_reads_every_page_and_list_ties_them_no_more_often_than_class_and_day_allow"
)
_RAW = (
    "tests/answer_form/test_promises_anonymous.py::"
    "test_after_an_anonymous_answer_no_table_holds_code_clock_address_or_agent"
)
_WALK = (
    "tests/infra/test_records_readers.py::"
    "test_who_reads_what_is_declared_and_nobody_else"
)
_SECOND = "tests/reading/test_second_person.py::test_who_must_agree"
_ARCHIVE = (
    "tests/case_copies/test_erase_case.py::test_without_a_copy_in_the_archive_it_stays"
)
_RETAINED = (
    "tests/upkeep/test_retain.py::"
    "test_everything_of_a_round_is_gone_at_the_second_and_not_before"
)
_SEALED = (
    "tests/infra/test_records.py::test_what_is_sensitive_or_names_a_pupil_is_sealed"
)
_AGAIN = "tests/infra/test_erasures.py::test_what_was_erased_and_shredded_is_so_again"
_BESIDE = (
    "tests/cases/test_act.py::test_a_correction_is_added_and_what_it_corrects_stays"
)
_BASES = f"{_PRIVACY}test_guardians_are_told_the_declared_bases"
_LEVELS = (
    "tests/answer_form/test_submit.py::"
    "test_mail_goes_to_the_slot_for_l2_at_once_for_l3_and_weekly_for_l1"
)

OF_GUARDIANS_HELD_BY: dict[str, tuple[str, ...]] = {
    "Grunnlaget er GDPR art. 6 nr. 1 c og e.": (_BASES,),
    "For det som kan si noe om helse, er det art. 9 nr. 2 g.": (_BASES,),
    (
        "Saker blir også tatt vare på etter arkivlova, med grunnlag i art. 9 nr. 2 g"
        " og j."
    ): (_BASES,),
    "Det er frivillig for eleven å svare.": (
        "tests/answer_form/test_empty.py::"
        "test_who_has_answered_or_skipped_anything_is_not_asked",
    ),
    "Det elever og ansatte skriver om en elev, er forseglet med en nøkkel.": (_SEALED,),
    "Ressursgruppen på skolen.": (_READERS, _WALK),
    "Lærere kan lese meldinger til dem selv, og det de selv holder på å skrive.": (
        _WALK,
        "tests/referrals/test_staff_pages.py::"
        "test_what_a_teacher_wrote_they_can_read_until_it_is_sent",
    ),
    "Skoleeieren kan lese svar, saker og det lærere har meldt.": (_READERS, _WALK),
    "Skoleeieren leser ikke det en elev og skolen skriver til hverandre.": (
        _READERS,
        _WALK,
    ),
    "Administratorer og Voksne for Barn leser ikke noe av dette.": (_READERS, _WALK),
    "Svar og meldinger blir slettet {days} dager etter at runden er stengt.": (
        _RETAINED,
        _DAYS,
    ),
    "Skoleeieren kan velge fra {shortest} til {longest} dager.": (_DAYS,),
    "Meldinger fra lærere blir slettet etter {years} år.": (
        _DAYS,
        "tests/infra/test_records_kept.py::test_each_row_ends_when_it_is_declared_to",
    ),
    (
        "En sak blir tatt vare på til arkivet har en kopi og en ansvarlig sletter"
        " saken."
    ): (
        _ARCHIVE,
        "tests/case_copies/test_erase_case.py::test_others_do_not_erase_it",
    ),
    "Hos Amazon Web Services, som er databehandler, innenfor EØS.": (_EEA,),
    "Ingenting blir sendt til land utenfor EØS.": (_EEA,),
    "Faste regler sorterer svarene, så det som haster, blir lest først.": (_LEVELS,),
    (
        "Verken koden, klokkeslettet eller hvilken maskin som ble brukt, blir lagret"
        " sammen med svarene."
    ): (_RAW,),
    "Derfor kan skolen ikke vise, rette eller slette ett barns svar.": (_TIED,),
    "Det som sto før, blir stående, så alle ser hva som er rettet.": (_BESIDE,),
    "Det blir slettet først når en person til har sagt ja.": (_SECOND,),
    "Det er rektor.": (_SECOND,),
    "Gjelder det en voksen på skolen, er det skoleeieren.": (_SECOND,),
    "En sak blir ikke slettet før arkivet har en kopi.": (_ARCHIVE,),
    "Sikkerhetskopier har det som er slettet, i opptil {copies} dager.": (
        f"{_PRIVACY}test_no_copy_is_kept_longer_than_is_said",
    ),
    "Hvis en kopi blir tatt i bruk, blir det slettet på nytt.": (_AGAIN,),
}
DONE_BY_PEOPLE = {
    # Who is responsible, and why
    "Skoleeieren er behandlingsansvarlig.",
    "For en kommunal skole er det kommunen.",
    "Skolen sier hvordan dere når skoleeieren og personvernombudet.",
    "Skolen skal oppdage at elever ikke har det bra, og hjelpe dem.",
    "Det er en plikt etter opplæringslova kapittel 12.",
    # What is stored
    "Elevens svar på skjemaet og meldinger til skolen.",
    "Navnet, hvis eleven skriver det.",
    "Meldinger fra lærere, notater og saker.",
    "Tall for mange elever sammen blir liggende.",
    # What people decide and answer
    "Nei.",
    "Mennesker bestemmer hva som skal gjøres for en elev.",
    ("Dere kan be om innsyn, retting og sletting, og om at bruken blir begrenset."),
    "Dere kan også protestere mot at opplysningene blir brukt.",
    "Skolen svarer på vegne av skoleeieren innen en måned.",
    "Det skolen har plikt til å ta vare på, kan ikke alltid slettes.",
    "Det kan også være noe dere ikke får se, for eksempel av hensyn til barnet.",
    "Da skal dere få vite hvorfor.",
    "Er noe feil, skriver skolen en rettelse der det står.",
    (
        "Vil noen ikke at skolen skal ha opplysningene, avgjør rektor det og skriver"
        " hvorfor."
    ),
    "Gjelder det en voksen på skolen, avgjør skoleeieren.",
    "Noe må skolen kunne dokumentere.",
    "Den kopien tar arkivet vare på (arkivlova).",
    "Si gjerne fra til skolen eller personvernombudet først.",
    "Dere kan når som helst klage til Datatilsynet.",
}
PREFIXES_OF_GUARDIANS = ("privacy.", "rights.")
