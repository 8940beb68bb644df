"""An installation in AWS, found by its prefix: this process becomes its staff side for an operator.

Who may read the tables and the code pepper is told by their own credentials, not here.
"""

import os
from typing import Any

from infra.tables import table_names


def describe(prefix: str, region: str, secrets: Any) -> None:
    """Set the app's own settings; call before chalicelib.config is asked for them.

    ``secrets`` is a client of Secrets Manager: the marks of the audit log want the pepper.
    """
    pepper = secrets.get_secret_value(SecretId=f"{prefix}-code-pepper")["SecretString"]
    tables = table_names(prefix)
    os.environ.update(
        APP_SIDE="staff",
        AWS_REGION=region,
        FORMS_TABLE=tables["forms"],
        ANSWERS_TABLE=tables["answers"],
        CASEWORK_TABLE=tables["casework"],
        CODE_PEPPER=pepper,
        PUBLIC_URL="",
        STAFF_URL="",
    )
