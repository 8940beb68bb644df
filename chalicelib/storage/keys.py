"""Every key and every way the tables are read. Nothing else in the code builds a key.

Four tables, by trust boundary; ``codes`` alone can never be restored. All have ``pk``
and ``sk``; ``expires_at`` (epoch seconds) is the TTL. What has expired, or is a
tombstone, is read as no row. ``answers`` has one sparse index, ``due`` (due_shard,
due_at), for what has a time.

======== ================================ ====================
================================= table    pk                               sk
read by ======== ================================ ====================
================================= codes    CODE#<keyed hash>                CODE
the key forms    ROUND#<round>                    ROUND                the key forms
RECEIPT#<from the receipt>       THREAD               the key forms    SCHOOL#<school>
SCHOOL               the key forms    SCHOOL#<school>                  CLASS#<class>
query of the school forms    OWNER#<owner>                    SCHOOL#<school>      query
of the owner forms    BODY#<school or owner>           KEY                  the key
forms    SCHOOL#<school>                  ROUND#<round>        query of the school
answers  PLACE#<round>#<class>            ANSWER#<from attempt> query of a class (count,
results) answers  CHECK#<round>#<class>            CHECK                the key, index
due answers  HELD#<round>#<class>             HELD                 the key, index due:
what had come answers  INBOX#<school or owner>          FLAG#<id>            query of
the body, index due answers  REFERRALS#<school or owner>      REFERRAL#<id>        query
of the body, index due answers  EXPIRY#<round>                   EXPIRY
the key, index due answers  OPENING#<round>                  OPENING              the
key, index due answers  INBOX#<school>                   MESSAGE#<thread>#<id> query of
the school, index due answers  INBOX#<school>                   CONTACT#,
THREAD#<thread> query of the school answers  INBOX#<school>#NURSE             the same
three       query of the school, index due answers  ASKED#<plain hash>
TURN#<number>        nobody: its condition is enough answers  ALONG#<keyed hash>
THREAD#<thread>      query of the flag answers  DRAFTS#<school>#<account>
DRAFT#<id>           query of the account answers  SENT#<school>#<account>
REFERRAL#<id>        query of the account answers  ADDED#<referral>
ADDED#<id>           query of the referral answers  OUTBOX#<school>
MAIL#<id>            the key, query of it all, index due answers  RECONCILED
RECONCILED           the key casework BODY#<school or owner>           ACCOUNT#<account>
query of the body casework BODY#<school or owner>           CLAIM#<what>         the
key: what one alone has casework BODY#<school>                    PREPARATION
the key casework CASES#<school>                   <6-digit number>     query of the
school, newest first casework EMAIL#<plain hash>               ACCOUNT#<account>
query of the address casework EMAIL#<plain hash>               FEIDE#<plain hash>
query of the address casework FEIDE#<plain hash>               FEIDE                the
key casework LINK#<plain hash>                LINK                 the key casework
LIMIT#<keyed hash>               LIMIT                the key casework
SESSIONS#<body>#<account>        SESSION#<plain hash> the key, query of the account
casework PRESS#<plain hash>               PRESS                the key casework
KEY#<round or BODY#body>         KEY                  the key casework BODY#<school
owner>              RETENTION            the key casework BODY#<school owner>
SHREDDED#<round>     query of the owner casework AUDIT#<school or owner>#<who>
<10-digit number>    query of the chain, newest first casework AUDIT#<school or owner>
CHAIN#<who>          query of the body: who has entries casework AUDIT#<school or owner>
HEAD#<day>           query of the body casework AUDIT#BODIES
BODY#<body>          query of them all: who has a log casework AUDIT#BODIES
JOINED#<day>         query, the newest: all heads written ========
================================ ==================== =================================
"""

from typing import NamedTuple

MESSAGE = "MESSAGE#"
REFERRAL = "REFERRAL#"
DUE_INDEX = "due"
SHARDS = 4
DEAD_SHARD = "DEAD"


class Key(NamedTuple):
    pk: str
    sk: str


RECONCILED = Key("RECONCILED", "RECONCILED")


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


def mail(school_id: str, mail_id: str) -> Key:
    return Key(f"OUTBOX#{school_id}", f"MAIL#{mail_id}")


def account(body_id: str, account_id: str) -> Key:
    return Key(f"BODY#{body_id}", f"ACCOUNT#{account_id}")


def claim(body_id: str, what: str) -> Key:
    return Key(f"BODY#{body_id}", f"CLAIM#{what}")


def preparation(school_id: str) -> Key:
    return Key(f"BODY#{school_id}", "PREPARATION")


def case(school_id: str, number: int) -> Key:
    return Key(f"CASES#{school_id}", f"{number:06d}")


def email(email_hash: str, account_id: str) -> Key:
    return Key(f"EMAIL#{email_hash}", f"ACCOUNT#{account_id}")


def email_feide(email_hash: str, identity_hash: str) -> Key:
    return Key(f"EMAIL#{email_hash}", f"FEIDE#{identity_hash}")


def feide(identity_hash: str) -> Key:
    return Key(f"FEIDE#{identity_hash}", "FEIDE")


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
    """Which of the index's partitions a row waits in: spread, and always the same for
    one row."""
    return f"DUE#{sum(f'{key.pk}{key.sk}'.encode()) % SHARDS}"
