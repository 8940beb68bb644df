"""The forms, one file each, found by being here."""

from importlib import import_module
from pkgutil import iter_modules

from chalicelib.forms.form import Form


def _found() -> dict[str, Form]:
    names = sorted(module.name for module in iter_modules(__path__))
    forms: list[Form] = [import_module(f"{__name__}.{name}").FORM for name in names]
    return {form.id: form for form in forms}


FORMS = _found()
