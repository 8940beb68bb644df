"""Everything that can stand in the log: each thing that is written down is one
``Event``."""

from enum import StrEnum
from typing import Self


class Group(StrEnum):
    """What an entry is about, as one looks for it; what is nothing else is a change."""

    SIGN_IN = "sign_in"
    READING = "reading"
    CHANGE = "change"
    EXPORT = "export"
    REFUSAL = "refusal"


class Event(StrEnum):
    """The value is the word stored; ``audit.what.<word>`` says it in every language."""

    group: Group

    def __new__(cls, word: str, group: Group = Group.CHANGE) -> Self:
        made = str.__new__(cls, word)
        made._value_, made.group = word, group
        return made

    SIGNED_IN = "signed_in", Group.SIGN_IN
    SIGNED_OUT = "signed_out", Group.SIGN_IN
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere", Group.SIGN_IN
    SIGN_IN_REFUSED = "sign_in_refused", Group.REFUSAL
    REFUSED = "refused", Group.REFUSAL
    CONNECTED_FEIDE = "connected_feide"
    DISCONNECTED_FEIDE = "disconnected_feide"
    ADDED_PASSKEY = "added_passkey"
    REVOKED_PASSKEY = "revoked_passkey"
    BLOCKED_PASSKEY = "blocked_passkey"
    READ_AUDIT = "read_audit", Group.READING
    EXPORTED_AUDIT = "exported_audit", Group.EXPORT

    OPENED_FLAG = "opened_flag", Group.READING
    OPENED_REFERRAL = "opened_referral", Group.READING
    OPENED_CONTACT = "opened_contact", Group.READING
    OPENED_THREAD = "opened_thread", Group.READING
    READ_FLAG = "read_flag", Group.READING
    READ_REFERRAL = "read_referral", Group.READING
    READ_CONTACT = "read_contact", Group.READING
    READ_THREAD = "read_thread", Group.READING
    READ_NEWS_FLAG = "read_news_flag", Group.READING
    READ_NEWS_REFERRAL = "read_news_referral", Group.READING
    READ_NEWS_CONTACT = "read_news_contact", Group.READING
    READ_NEWS_THREAD = "read_news_thread", Group.READING
    TOOK_FLAG = "took_flag"
    TOOK_REFERRAL = "took_referral"
    TOOK_CONTACT = "took_contact"
    TOOK_THREAD = "took_thread"
    HANDED_OVER_FLAG = "handed_over_flag"
    HANDED_OVER_REFERRAL = "handed_over_referral"
    HANDED_OVER_CONTACT = "handed_over_contact"
    HANDED_OVER_THREAD = "handed_over_thread"
    JOINED_FLAG = "joined_flag"
    JOINED_REFERRAL = "joined_referral"
    JOINED_CONTACT = "joined_contact"
    JOINED_THREAD = "joined_thread"
    PARTED_FLAG = "parted_flag"
    PARTED_REFERRAL = "parted_referral"
    PARTED_CONTACT = "parted_contact"
    PARTED_THREAD = "parted_thread"
    CASE_FROM_FLAG = "case_from_flag"
    CASE_FROM_REFERRAL = "case_from_referral"
    CASE_FROM_CONTACT = "case_from_contact"
    CASE_FROM_THREAD = "case_from_thread"
    CASE_UNDONE_FLAG = "case_undone_flag"
    CASE_UNDONE_REFERRAL = "case_undone_referral"
    CASE_UNDONE_CONTACT = "case_undone_contact"
    CASE_UNDONE_THREAD = "case_undone_thread"
    CLOSED_FLAG = "closed_flag"
    CLOSED_REFERRAL = "closed_referral"
    CLOSED_CONTACT = "closed_contact"
    CLOSED_THREAD = "closed_thread"
    REOPENED_FLAG = "reopened_flag"
    REOPENED_REFERRAL = "reopened_referral"
    REOPENED_CONTACT = "reopened_contact"
    REOPENED_THREAD = "reopened_thread"
    ACCESS_WITH_REASON_FLAG = "access_with_reason_flag"
    ACCESS_WITH_REASON_REFERRAL = "access_with_reason_referral"
    ACCESS_WITH_REASON_CONTACT = "access_with_reason_contact"
    ACCESS_WITH_REASON_THREAD = "access_with_reason_thread"
    ERASED_FLAG = "erased_flag"
    ERASED_REFERRAL = "erased_referral"
    ERASED_CONTACT = "erased_contact"
    ERASED_THREAD = "erased_thread"
    ERASURE_ASKED_FLAG = "erasure_asked_flag"
    ERASURE_ASKED_REFERRAL = "erasure_asked_referral"
    ERASURE_ASKED_CONTACT = "erasure_asked_contact"
    ERASURE_ASKED_THREAD = "erasure_asked_thread"
    ERASURE_REFUSED_FLAG = "erasure_refused_flag"
    ERASURE_REFUSED_REFERRAL = "erasure_refused_referral"
    ERASURE_REFUSED_CONTACT = "erasure_refused_contact"
    ERASURE_REFUSED_THREAD = "erasure_refused_thread"
    READ_FIRST_WORDS = "read_first_words", Group.READING
    READ_NUMBER_FLAG = "read_number_flag", Group.READING
    PRINTED_FLAG = "printed_flag", Group.EXPORT
    PRINTED_REFERRAL = "printed_referral", Group.EXPORT
    PRINTED_CONTACT = "printed_contact", Group.EXPORT
    PRINTED_THREAD = "printed_thread", Group.EXPORT
    NOTED_FLAG = "noted_flag"
    NOTED_REFERRAL = "noted_referral"
    NOTED_CONTACT = "noted_contact"
    NOTED_THREAD = "noted_thread"

    SEARCHED_PUPIL = "searched_pupil", Group.READING
    EXPORTED_PUPIL = "exported_pupil", Group.EXPORT

    READ_CASE = "read_case", Group.READING
    WROTE_IN_CASE = "wrote_in_case"
    MOVED_CASE = "moved_case"
    TOOK_CASE = "took_case"
    OFFERED_CASE = "offered_case"
    ACCEPTED_CASE = "accepted_case"
    DECLINED_CASE = "declined_case"
    WITHDREW_CASE = "withdrew_case"
    ADDED_TO_CASE = "added_to_case"
    TAKEN_OUT_OF_CASE = "taken_out_of_case"
    LEFT_CASE = "left_case"
    OPENED_CASE_WITH_REASON = "opened_case_with_reason", Group.READING
    READ_CASE_WITH_REASON = "read_case_with_reason", Group.READING
    MADE_CLOSING_CODES = "made_closing_codes"

    COPIED_CASE_ARCHIVE = "copied_case_archive", Group.EXPORT
    COPIED_CASE_PARTY = "copied_case_party", Group.EXPORT
    CONFIRMED_COPY = "confirmed_copy"
    ERASED_CASE = "erased_case"
    COUNTED_CASES = "counted_cases"

    ESCALATED_TO_PRINCIPAL = "escalated_to_principal"
    ESCALATED_TO_OWNER = "escalated_to_owner"
    TOLD_OF_LATE_CASES = "told_of_late_cases"
    THREAD_REPLY = "thread_reply"
    THREAD_CLOSED = "thread_closed"
    SENT_REFERRAL = "sent_referral"
    ADDED_TO_REFERRAL = "added_to_referral"
    ASKED_TEACHER_CONTACT = "asked_teacher_contact"
    TEACHER_TALKED_CONTACT = "teacher_talked_contact"
    NAME_TOLD_REFERRAL = "name_told_referral"
    NAME_TAKEN_BACK_REFERRAL = "name_taken_back_referral"

    SET_UP_ROUND = "set_up_round"
    CLASS_OPENED = "class_opened"
    CHANGED_ROUND = "changed_round"
    CLOSED_ROUND = "closed_round"
    REOPENED_ROUND = "reopened_round"
    HELD_ROUND = "held_round"
    MADE_CARDS = "made_cards"
    CANCELLED_CARD = "cancelled_card"
    COMPARED_ROUNDS = "compared_rounds"
    COUNTED_ROUND = "counted_round"
    EXPORTED_RESULTS = "exported_results", Group.EXPORT
    SHREDDED_ROUND = "shredded_round"
    SET_RETENTION = "set_retention"
    UNREAD_FLAGS_EXPIRE = "unread_flags_expire"

    PUBLISHED_REPLY = "published_reply"
    CORRECTED_REPLY = "corrected_reply"
    TOOK_DOWN_REPLY = "took_down_reply"

    READ_LOG = "read_log", Group.READING
    WROTE_LOG = "wrote_log"
    CORRECTED_LOG = "corrected_log"

    CHANGED_SCHOOL = "changed_school"
    IMPORTED_CLASSES = "imported_classes"
    TURNED_YEAR = "turned_year"
    UNDID_YEAR = "undid_year"
    CHANGED_READINESS = "changed_readiness"
    UNLOCKED_CONFIDENTIAL = "unlocked_confidential"
    LOCKED_CONFIDENTIAL = "locked_confidential"

    INSTALLED_ACCOUNT = "installed_account"
    ADDED_ACCOUNT = "added_account"
    CHANGED_ACCOUNT = "changed_account"
    CONFIRMED_ACCOUNT = "confirmed_account"
    INVITED_ACCOUNT = "invited_account"
    HANDED_ON_WORK = "handed_on_work"
    ADDRESS_BOUNCED = "address_bounced"
    ADDRESS_WORKS = "address_works"
