"""Where the people of a body are listed for who sets them up or lets them in."""

from chalicelib.accounts.account import Account, Role


def people_path(who: Account, body_id: str) -> str:
    if who.role is Role.MEMBER:
        return "/staff/readiness"
    return "/staff/schools" + (f"/{body_id}#main" if body_id != who.body_id else "")
