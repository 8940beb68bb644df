"""What pupils and guardians are told of what is stored is what is declared of it."""

from datetime import timedelta
from html import unescape

import pytest

from chalicelib.answer_form.privacy import PARTS, RIGHTS, numbers
from chalicelib.group_log import write_down
from chalicelib.referrals import referral
from chalicelib.web.language import texts
from infra import cfn
from infra.records.stores import ROWS, of_activity
from infra.records.terms import Activity, Basis, Category, Kept, Reader
from infra.records.words import said
from tests.conftest import ROOT
from tests.pupil_browser import text

DYNAMODB_KEEPS = 35
"""Days, where a table asks for no other number."""
A_NIGHT = 1
PAGES = {"/about/privacy": "pupil.privacy", "/about/guardians": "privacy"}
OF_PUPILS = [
    (row, field)
    for row in ROWS
    for field in row.fields
    if field.category in (Category.PUPIL, Category.SENSITIVE)
]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_each_page_says_all_that_is_to_be_said_and_leads_to_the_other(
    visitor, path, language
):
    t, key = texts(language), PAGES[path]
    page = unescape(text(visitor.get(f"{path}?lang={language}")))
    for part in PARTS:
        assert t(f"{key}.{part}.title") in page
        assert t(f"{key}.{part}.text", **numbers()) in page
    (other,) = PAGES.keys() - {path}
    assert f"{other}?lang={language}" in page


def test_the_page_about_the_form_leads_to_the_pupils_own(visitor):
    assert "/about/privacy?lang=nb" in text(visitor.get("/about?lang=nb"))


def test_who_reads_is_as_declared():
    """Those the pages name, and no others; of a talk of pupil and school, no owner."""
    staff = {who for _, field in OF_PUPILS for who in field.readers}
    named = {Reader.MEMBER, Reader.TEACHER, Reader.OWNER}
    assert staff - {Reader.PUPIL, Reader.SELF} == named
    for row, field in OF_PUPILS:
        if row.sk == "MESSAGE#":
            assert Reader.OWNER not in field.readers
        if row.sk == "ANSWER#":
            assert field.readers == {Reader.MEMBER, Reader.OWNER}


def test_how_long_is_as_the_rules_have_it():
    """Of what pupils send, of what teachers report, and of cases."""
    for activity in (Activity.ANSWERS, Activity.THREADS):
        assert {row.kept for row in of_activity(activity)} == {Kept.ROUND}
    reported = [row for row in of_activity(Activity.REFERRALS) if "ADDED" in row.pk]
    assert {row.kept for row in reported} == {Kept.TWO_YEARS}
    assert timedelta(days=numbers()["years"] * 365) == referral.KEPT
    assert referral.KEPT == write_down.KEPT
    assert Kept.ARCHIVED in {row.kept for row in of_activity(Activity.CASES)}
    for name in ("days", "shortest", "longest"):
        assert str(numbers()[name]) in said(Kept.ROUND)


def test_no_copy_is_kept_longer_than_is_said():
    """Of the tables that can be restored, and of the cases of a second account."""
    data = cfn.load(ROOT / "infra" / "data.yaml")["Resources"]
    asked = {
        table["Properties"]["PointInTimeRecoverySpecification"].get(
            "RecoveryPeriodInDays", DYNAMODB_KEEPS
        )
        for table in data.values()
        if table["Type"] == "AWS::DynamoDB::Table"
        and table["Properties"]["PointInTimeRecoverySpecification"][
            "PointInTimeRecoveryEnabled"
        ]
    }
    assert asked == {numbers()["copies"]}
    backup = cfn.load(ROOT / "infra" / "case_backup.yaml")["Resources"]
    (rule,) = backup["CaseBackup"]["Properties"]["LifecycleConfiguration"]["Rules"]
    kept = rule["NoncurrentVersionExpiration"]["NoncurrentDays"]
    assert kept + A_NIGHT < numbers()["copies"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_guardians_are_told_of_correction_objection_and_erasure(visitor, language):
    page = unescape(text(visitor.get(f"/about/guardians?lang={language}")))
    for right in RIGHTS:
        assert texts(language)(f"rights.{right}", **numbers()) in page


def test_guardians_are_told_the_declared_bases():
    told = texts("nb")("privacy.why.text")
    duty, kept = said(Basis.SCHOOL_ENVIRONMENT), said(Basis.DOCUMENTATION)
    assert {Basis.SCHOOL_ENVIRONMENT, Basis.DOCUMENTATION} <= {
        row.basis for row, _ in OF_PUPILS
    }
    for words in ("GDPR art. 6 nr. 1 c og e", "art. 9 nr. 2 g", "opplæringslova"):
        assert words in duty
        assert words in told
    for words in ("art. 9 nr. 2 g og j", "arkivlova"):
        assert words in kept
        assert words in told
