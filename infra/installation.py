"""An installation in AWS, found by its prefix: this process becomes its staff side for
an operator.

Who may read the tables, and the secret that marks the audit log, is told by their own
credentials, not here.
"""

import os

from infra.tables import table_names


def describe(prefix: str, region: str) -> None:
    """Set the app's own settings; call before chalicelib.core.settings is asked for
    them."""
    tables = table_names(prefix)
    os.environ.update(
        APP_SIDE="staff",
        AWS_REGION=region,
        FORMS_TABLE=tables["forms"],
        CODES_TABLE=tables["codes"],
        ANSWERS_TABLE=tables["answers"],
        CASEWORK_TABLE=tables["casework"],
        SECRETS_PREFIX=prefix,
        PUBLIC_URL="",
        STAFF_URL="",
    )
