"""Every key there is, as the package's explanation lists them. Nothing else in the code
builds one, but its neighbours called ``..._keys``."""

from datetime import date
from typing import NamedTuple

MESSAGE, REFERRAL = "MESSAGE#", "REFERRAL#"
DUE_INDEX = "due"
SHARDS, DEAD_SHARD = 4, "DEAD"


class Key(NamedTuple):
    pk: str
    sk: str


RECONCILED = Key("RECONCILED", "RECONCILED")
WEEK_PLANNED = Key("WEEK_PLANNED", "WEEK_PLANNED")
CASES_CHECKED = Key("CASES_CHECKED", "CASES_CHECKED")


def round_(round_id: str) -> Key:
    return Key(f"ROUND#{round_id}", "ROUND")


def code(code_hash: str) -> Key:
    return Key(f"CODE#{code_hash}", "CODE")


def school(school_id: str) -> Key:
    return Key(f"SCHOOL#{school_id}", "SCHOOL")


def school_class(school_id: str, class_id: str) -> Key:
    return Key(f"SCHOOL#{school_id}", f"CLASS#{class_id}")


def body_key(body_id: str) -> Key:
    return Key(f"BODY#{body_id}", "KEY")


def school_round(school_id: str, round_id: str) -> Key:
    return Key(f"SCHOOL#{school_id}", f"ROUND#{round_id}")


def owners_school(owner_id: str, school_id: str) -> Key:
    return Key(f"OWNER#{owner_id}", f"SCHOOL#{school_id}")


def answer(round_id: str, class_id: str, answer_id: str) -> Key:
    return Key(f"PLACE#{round_id}#{class_id}", f"ANSWER#{answer_id}")


def class_check(round_id: str, class_id: str) -> Key:
    """In a partition of its own: the public side may not write there."""
    return Key(f"CHECK#{round_id}#{class_id}", "CHECK")


def held(round_id: str, class_id: str) -> Key:
    return Key(f"HELD#{round_id}#{class_id}", "HELD")


def item(inbox: str, kind: str, item_id: str) -> Key:
    """What waits in an inbox: one partition for what pupils send, one for what staff
    send, where the public side may not write."""
    sk = f"{kind.upper()}#{item_id}"
    return Key(
        f"REFERRALS#{inbox}" if sk.startswith(REFERRAL) else f"INBOX#{inbox}", sk
    )


def pupil_thread(receipt_id: str) -> Key:
    return Key(f"RECEIPT#{receipt_id}", "THREAD")


def message(inbox: str, thread_id: str, message_id: str) -> Key:
    """A message of a thread, beside the items; without ids the beginning of such
    keys."""
    thread = f"{thread_id}#" if thread_id else ""
    return Key(f"INBOX#{inbox}", f"{MESSAGE}{thread}{message_id}")


def asked(asked_by: str, turn: int) -> Key:
    """A turn of a ticket, kept apart from what was asked with it."""
    return Key(f"ASKED#{asked_by}", f"TURN#{turn}")


def along(flag_hash: str, thread_id: str) -> Key:
    return Key(f"ALONG#{flag_hash}", f"THREAD#{thread_id}")


def draft(school_id: str, account_id: str, referral_id: str) -> Key:
    return Key(f"DRAFTS#{school_id}#{account_id}", f"DRAFT#{referral_id}")


def sent(school_id: str, account_id: str, referral_id: str) -> Key:
    """The reporter's own trace of a referral."""
    return Key(f"SENT#{school_id}#{account_id}", f"REFERRAL#{referral_id}")


def addition(referral_id: str, addition_id: str) -> Key:
    return Key(f"ADDED#{referral_id}", f"ADDED#{addition_id}")


def working_note(item_ref: str, note_id: str) -> Key:
    return Key(f"NOTES#{item_ref}", f"NOTE#{note_id}")


def talk(school_id: str, account_id: str, contact_id: str) -> Key:
    """That a class teacher is asked to talk with a pupil; the item says the rest."""
    return Key(f"TALKS#{school_id}#{account_id}", f"CONTACT#{contact_id}")


def mail(school_id: str, mail_id: str) -> Key:
    return Key(f"OUTBOX#{school_id}", f"MAIL#{mail_id}")


def week(school_id: str, monday: date) -> Key:
    return Key(f"OUTBOX#{school_id}", f"WEEK#{monday}")


def passed_on(owner_id: str, school_id: str) -> Key:
    return Key(f"OUTBOX#{owner_id}", f"PASSED_ON#{school_id}")


def account(body_id: str, account_id: str) -> Key:
    return Key(f"BODY#{body_id}", f"ACCOUNT#{account_id}")


def claim(body_id: str, what: str) -> Key:
    return Key(f"BODY#{body_id}", f"CLAIM#{what}")


def preparation(school_id: str) -> Key:
    return Key(f"BODY#{school_id}", "PREPARATION")


def turns(school_id: str) -> Key:
    """Who has been told that it is their turn to get the school ready."""
    return Key(f"BODY#{school_id}", "TURNS")


def overview(owner_id: str, school_id: str, what: str) -> Key:
    """What a school owner's overview reads of their schools, in one query; without ids
    the beginning of such keys."""
    of_school = f"{school_id}#" if school_id else ""
    return Key(f"BODY#{owner_id}", f"OVERVIEW#{of_school}{what}")


def log_entries(school_id: str, entry_id: str) -> Key:
    """The beginning of the keys of an entry's versions; without an id, of all."""
    return Key(f"LOG#{school_id}", f"ENTRY#{entry_id}#" if entry_id else "ENTRY#")


def log_entry(school_id: str, entry_id: str, version: int) -> Key:
    partition, begins = log_entries(school_id, entry_id)
    return Key(partition, f"{begins}{version:04d}")


def email(email_hash: str, account_id: str) -> Key:
    return Key(f"EMAIL#{email_hash}", f"ACCOUNT#{account_id}")


def email_feide(email_hash: str, identity_hash: str) -> Key:
    return Key(f"EMAIL#{email_hash}", f"FEIDE#{identity_hash}")


def feide(identity_hash: str) -> Key:
    return Key(f"FEIDE#{identity_hash}", "FEIDE")


def passkey(credential_hash: str) -> Key:
    return Key(f"PASSKEY#{credential_hash}", "PASSKEY")


def email_passkey(email_hash: str, credential_hash: str) -> Key:
    return Key(f"EMAIL#{email_hash}", f"PASSKEY#{credential_hash}")


def no_passkey(email_hash: str) -> Key:
    return Key(f"EMAIL#{email_hash}", "NO_PASSKEY")


def challenge(held_hash: str) -> Key:
    return Key(f"CHALLENGE#{held_hash}", "CHALLENGE")


def press(press_hash: str) -> Key:
    return Key(f"PRESS#{press_hash}", "PRESS")


def link(token_hash: str) -> Key:
    return Key(f"LINK#{token_hash}", "LINK")


def limit(who_hash: str) -> Key:
    return Key(f"LIMIT#{who_hash}", "LIMIT")


def session(body_id: str, account_id: str, session_id: str) -> Key:
    return Key(f"SESSIONS#{body_id}#{account_id}", f"SESSION#{session_id}")


def wrapped_key(name: str) -> Key:
    return Key(f"KEY#{name}", "KEY")


def retention(owner_id: str) -> Key:
    return Key(f"BODY#{owner_id}", "RETENTION")


def shredded(owner_id: str, round_id: str) -> Key:
    return Key(f"BODY#{owner_id}", f"SHREDDED#{round_id}")


def expiry(round_id: str) -> Key:
    return Key(f"EXPIRY#{round_id}", "EXPIRY")


def opening(round_id: str) -> Key:
    return Key(f"OPENING#{round_id}", "OPENING")


def audit(body_id: str, who: str, number: int) -> Key:
    return Key(f"AUDIT#{body_id}#{who}", f"{number:010d}")


def audit_chain(body_id: str, who: str) -> Key:
    return Key(f"AUDIT#{body_id}", f"CHAIN#{who}")


def audit_head(body_id: str, day: str) -> Key:
    return Key(f"AUDIT#{body_id}", f"HEAD#{day}")


def audited(body_id: str) -> Key:
    return Key("AUDIT#BODIES", f"BODY#{body_id}")


def joined(day: str) -> Key:
    return Key("AUDIT#BODIES", f"JOINED#{day}")


def due_shard(key: Key) -> str:
    """Which of the index's partitions a row waits in. All that waits at one school, or
    of one round, waits in the same: one sweep does it, one thing after the other."""
    whose = key.pk.partition("#")[2].partition("#")[0]
    return f"DUE#{sum(whose.encode()) % SHARDS}"
