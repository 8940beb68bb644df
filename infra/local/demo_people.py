"""The demo schools, their classes and people: invented from end to end."""

from datetime import date

from chalicelib.accounts.account import Account, Function, Role
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools.school import School, SchoolClass

SCHOOL_ID, OWNER_ID, OTHER_SCHOOL_ID = "DEMQSCHAAA", "DEMQWNERAA", "DEMQSCHBBB"
PROGRAMME_ID, THIRD_SCHOOL_ID = "DEMQPRGMAA", "DEMQSCHCCC"

SCHOOL = School(
    SCHOOL_ID,
    OWNER_ID,
    "Demoskolen",
    "nb",
    SchoolCalendar(breaks=((date(2027, 2, 22), date(2027, 2, 26)),)),
    "00 00 00 00",
)
OTHER_SCHOOL = School(
    OTHER_SCHOOL_ID, OWNER_ID, "Nabodemoskulen", "nn", SchoolCalendar(), "00 00 00 00"
)
THIRD_SCHOOL = School(
    THIRD_SCHOOL_ID, OWNER_ID, "Storedemoskolen", "nb", SchoolCalendar(), "00 00 00 00"
)
CLASSES = (
    SchoolClass("2A", SCHOOL_ID, "2A", (2,), 18),
    SchoolClass("5A", SCHOOL_ID, "5A", (5,), 24),
    SchoolClass("6A", SCHOOL_ID, "6A", (6,), 26),
    SchoolClass("6B", SCHOOL_ID, "6B", (6,), 8),
    SchoolClass("7A", SCHOOL_ID, "7A", (7,), 9),
    SchoolClass("9A", SCHOOL_ID, "9A", (9,), 23),
    SchoolClass("3A", OTHER_SCHOOL_ID, "3A", (3,), 21),
    SchoolClass("45", OTHER_SCHOOL_ID, "4-5", (4, 5), 14),
    SchoolClass("6A", OTHER_SCHOOL_ID, "6A", (6,), 19),
    *(
        SchoolClass(
            f"{grade}{letter}", THIRD_SCHOOL_ID, f"{grade}{letter}", (grade,), 24
        )
        for grade in (5, 6, 7)
        for letter in "ABC"
    ),
)
PEOPLE = (
    Account(
        "A2",
        SCHOOL_ID,
        Role.MEMBER,
        "Demo Rektor",
        "rektor@demoskolen.example",
        "nb",
        Function.LEADERSHIP,
        True,
    ),
    Account(
        "A3",
        SCHOOL_ID,
        Role.MEMBER,
        "Demo Helsesykepleier",
        "helse@demoskolen.example",
        "nb",
        Function.HEALTH_SERVICE,
    ),
    Account(
        "A4",
        SCHOOL_ID,
        Role.MEMBER,
        "Demo Sosiallærer",
        "sosial@demoskolen.example",
        "nn",
        Function.SOCIAL_TEACHER,
    ),
    Account(
        "A5", OWNER_ID, Role.OWNER, "Demo Skoleeier", "eier@demokommunen.example", "nb"
    ),
    Account(
        "A6",
        OTHER_SCHOOL_ID,
        Role.MEMBER,
        "Demo Naborektor",
        "rektor@nabodemoskulen.example",
        "nn",
        Function.LEADERSHIP,
        True,
    ),
    Account(
        "B3",
        OTHER_SCHOOL_ID,
        Role.MEMBER,
        "Demo Helsesykepleier",
        "helse@demoskolen.example",
        "nb",
        Function.HEALTH_SERVICE,
    ),
    Account(
        "A7",
        SCHOOL_ID,
        Role.TEACHER,
        "Demo Lærer",
        "laerer@demoskolen.example",
        "nb",
        classes=("6A",),
    ),
    Account(
        "A8",
        OWNER_ID,
        Role.ADMINISTRATOR,
        "Demo Administrator",
        "admin@demokommunen.example",
        "nb",
    ),
    Account(
        "C2",
        THIRD_SCHOOL_ID,
        Role.MEMBER,
        "Demo Storerektor",
        "rektor@storedemoskolen.example",
        "nb",
        Function.LEADERSHIP,
        True,
    ),
    Account(
        "A9",
        PROGRAMME_ID,
        Role.PROGRAMME,
        "Demo Program",
        "program@demoprogram.example",
        "nb",
    ),
)
