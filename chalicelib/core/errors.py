"""Why the service says no. Each has a kind page of its own; none carries what a person
wrote."""

from datetime import date, datetime, timedelta


class Refusal(Exception):
    """What was asked cannot be done; nothing was stored."""


class CodeMistyped(Refusal):
    """The check character does not fit: a slip of the finger."""


class CodeUnknown(Refusal):
    """No such code: never made, cancelled, or used already."""


class MustWait(Refusal):
    """Wrong codes pour in: this one is looked up when ``ticket`` is ``wait`` older."""

    def __init__(self, ticket: str, wait: timedelta) -> None:
        super().__init__()
        self.ticket = ticket
        self.wait = wait


class CodeSpent(Refusal):
    """The code was good when the form was fetched and has been used since."""


class RoundNotOpen(Refusal):
    """``opens_at`` is absent where the class waits for an adult to open it."""

    def __init__(self, opens_at: datetime | None) -> None:
        super().__init__()
        self.opens_at = opens_at


class RoundClosed(Refusal):
    pass


class RoundShredded(Refusal):
    """The school owner has deleted what belongs to the round: what came now could not
    be read."""


class TooNew(Refusal):
    """Something has come that nobody has been able to read: not before ``day``."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


class ReceiptMistyped(Refusal):
    """Not fourteen digits, or the check digit does not fit."""


class ReceiptUnknown(Refusal):
    """No such receipt: never made, or kept no longer."""


class WordMistyped(Refusal):
    """No word of a class can look so."""


class WordUnknown(Refusal):
    """No such word: never given, or gone with its round."""


class ThreadWithdrawn(Refusal):
    """The pupil took the thread back."""


class ThreadClosed(Refusal):
    """The school has ended the thread: it can be read, not written in."""


class AskedEnough(Refusal):
    """The ticket has been used for as many contact requests as it is good for."""


class ThreadFull(Refusal):
    """The thread holds as much as it can."""


class Tampered(Refusal):
    """A hidden field of the form does not hold what the service put there."""


class NotStored(Refusal):
    """The database did not answer: as far as is known nothing is stored. Trying again
    is safe."""


class LinkUnusable(Refusal):
    """A sign-in link that is unknown, used, or older than fifteen minutes."""


class NotFound(Refusal):
    """It does not exist, or it is not yours: nobody learns which."""


class Erased(NotFound):
    """It was the person's own to see, and was erased on request on the day ``on``."""

    def __init__(self, on: date) -> None:
        super().__init__()
        self.on = on


class ChangedMeanwhile(Refusal):
    """Somebody else changed it since it was shown: what they did stands."""


class Incomplete(Refusal):
    """A field is missing or cannot be taken. ``problem`` names the string that says
    which."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class FeideAway(Refusal):
    """Feide does not answer."""


class FeideRefused(Refusal):
    """Who came back from Feide did not prove who they are, or did not begin here."""


class FeideUnknown(Refusal):
    """The Feide identity is good, and has not been connected to an account."""


class GroupsRefused(Refusal):
    """Feide's groups cannot be had now. ``problem`` names the string that says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class PasskeyRefused(Refusal):
    """What a device signed does not prove that the person has the passkey, or was not
    asked for by us lately."""


class PasskeyUnknown(Refusal):
    """Nobody here has such a passkey, or has it any more."""


class PasskeyBlocked(Refusal):
    """Somebody else may have a copy of the passkey."""


class PasskeyTooOften(Refusal):
    """The passkey was tried many times lately."""


class Unfit(Refusal):
    """A person cannot be so at this body. ``problems`` name the strings that say
    why."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__()
        self.problems = problems


class NotReady(Refusal):
    """Something that must be there before a round may open is missing at the school."""
