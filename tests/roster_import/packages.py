"""What a school's system hands out: files of OneRoster 1.2, of invented people."""

import io
import zipfile
from collections.abc import Mapping

PUPILS = [
    (f"pupil-{n:03}", f"Elevfornavn{n}", f"Elevetternavn{n}", f"1501{n:02}12345")
    for n in range(1, 40)
]
"""Id, names, and the number that says when somebody was born."""
OF_PUPILS = [word for pupil in PUPILS for word in pupil]
"""What no row, no log and no page may have."""
TEACHERS = [
    ("teacher-1", "Kari", "Kontakt", "kari@skolen.example"),
    ("teacher-2", "Ola", "Faglærer", "ola@skolen.example"),
    ("teacher-3", "Uten", "Adresse", ""),
]
IN_6A, IN_7B = PUPILS[:24], PUPILS[24:39]


def table(heading: str, rows: list[str], delimiter: str = ",") -> str:
    return "\r\n".join([heading, *rows, ""]).replace(",", delimiter)


def enrolled(class_id: str, user: str, role: str, more: str = "false,,") -> str:
    return f"e-{class_id}-{user}-{role},,,{class_id},org-1,{user},{role},{more}"


def package(**changed: str | None) -> dict[str, str]:
    """The files by name; each can be another, or not there."""
    people = [
        f'{id_},,,true,{id_},,{given},{family},,{born},"{given}@elev.example",,,,06,,'
        for id_, given, family, born in PUPILS
    ]
    staff = [
        f"{id_},,,true,{id_},,{given},{family},,,{email},,,,,,"
        for id_, given, family, email in TEACHERS
    ]
    in_classes = [
        *(enrolled("c-6a", pupil[0], "student") for pupil in IN_6A),
        *(enrolled("c-7b", pupil[0], "student") for pupil in IN_7B),
        *(enrolled("c-math", pupil[0], "student") for pupil in PUPILS),
        enrolled("c-6a", "teacher-1", "teacher", "true,,"),
        enrolled("c-6a", "teacher-2", "teacher"),
        enrolled("c-7b", "teacher-3", "teacher", "true,,"),
    ]
    files = {
        "manifest": table(
            "propertyName,value",
            [
                "manifest.version,1.0",
                "oneroster.version,1.2",
                *(f"file.{name},bulk" for name in ("orgs", "classes", "users")),
                "file.enrollments,bulk",
            ],
        ),
        "orgs": table(
            "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
            ["org-0,,,Kommunen,district,,", "org-1,,,Råholt skole,school,NO1,org-0"],
        ),
        "academicSessions": table(
            "sourcedId,status,dateLastModified,title,type,startDate,endDate,"
            "parentSourcedId,schoolYear",
            [
                "year-26,,,2026/27,schoolYear,2026-08-01,2027-07-31,,2027",
                "year-25,,,2025/26,schoolYear,2025-08-01,2026-07-31,,2026",
            ],
        ),
        "classes": table(
            "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,"
            "classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,"
            "periods",
            [
                "c-6a,,,6A,06,,,homeroom,,org-1,year-26,,,",
                "c-7b,,,7B,07,,,homeroom,,org-1,year-26,,,",
                "c-math,,,Matte 6,06,,,scheduled,,org-1,year-26,,,",
            ],
        ),
        "enrollments": table(
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
            "userSourcedId,role,primary,beginDate,endDate",
            in_classes,
        ),
        "users": table(
            "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,"
            "familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,"
            "password,userMasterIdentifier",
            [*people, *staff],
        ),
    }
    merged = files | changed
    return {name: text for name, text in merged.items() if text is not None}


def zipped(files: Mapping[str, str | bytes], folder: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            full = name if "." in name else f"{name}.csv"
            packed.writestr(f"{folder}{full}", text)
    return held.getvalue()
