"""Words about the edition of a form: which it is, where it comes from, from when to when it is in force."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.forms.definition import FormDef
from desktop_app.engine.forms.editions import period
from desktop_app.engine.italian import dates

NOT_ANY_MORE = "Questa edizione valeva fino {}: prima di usarla chiedi all’ufficio se va ancora bene."
NOT_YET = "Questa edizione vale solo {}: prima di quel giorno chiedi all’ufficio."


def edition_of(spec: FormDef) -> str:
    """`edizione del 10/10/2023`."""
    return f"edizione {dates.with_article('del', dates.date(spec.edition))}"


def edition_facts(spec: FormDef, origin: str) -> str:
    """`edizione del 10/10/2023 · fa parte di Commessa · vale fino al 31/12/2026`."""
    validity = period(spec)
    return " · ".join([edition_of(spec), origin, *([f"vale {validity}"] if validity else [])])


def out_of_date(spec: FormDef, day: dt.date) -> str:
    """What to know before using an edition on a day that is not one of its own; empty on those."""
    if spec.valid_to is not None and spec.valid_to < day:
        return NOT_ANY_MORE.format(dates.with_article("al", dates.date(spec.valid_to)))
    if spec.valid_from is not None and day < spec.valid_from:
        return NOT_YET.format(dates.with_article("dal", dates.date(spec.valid_from)))
    return ""
