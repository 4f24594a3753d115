"""Notices of the law in a document: the list `novita`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.engine.evaluation.evaluate import evaluate
from tests.unit.engine.support import ask, make_form, one_page

NOTICES = """{% if novita %}
## Novità
{% endif %}
{% for n in novita %}
- Dal {{ n.dal }}{% if n.confermata %} ({{ n.confermata }}){% endif %}: {{ n.testo }} {{ n.fonte }}\
{% if n.letta %}, letta il {{ n.letta }}{% endif %}

{% endfor %}
"""


def test_notices_of_the_law_from_their_day_on_with_the_day_on_which_they_were_read() -> None:
    def notice(id: str, month: int, **keys: Any) -> dict[str, Any]:
        day = dt.date(2026, month, 1)
        return {"id": id, "from": day, "text": id.capitalize(), "source": "L. 1", "about": ["a"], **keys}

    notices = [notice("sicura", 1), notice("dubbia", 3, confirmed=False, visible_when="a > 1"), notice("futura", 4)]
    document = {"id": "doc", "title": "Documento", "text": "doc.md"}
    fields = one_page(ask("a", "integer", printed=False), document=[document])
    form = make_form(fields, {"notice": notices}, {"doc.md": NOTICES})

    def said(today: dt.date, **read: dt.date) -> list[str]:
        state = evaluate(form, Draft(form.id, {"a": "2"}, notices_read=read), today)
        return plain_text(render(form.documents[0], state).blocks).splitlines()

    assert said(dt.date(2025, 12, 31)) == []
    first = "• Dal 01/01/2026: Sicura L. 1"
    assert said(dt.date(2026, 2, 28)) == ["Novità", first]
    assert said(dt.date(2026, 3, 1), dubbia=dt.date(2026, 3, 1), futura=dt.date(2026, 3, 1)) == [
        "Novità", first, "• Dal 01/03/2026 (da verificare): Dubbia L. 1, letta il 01/03/2026",
    ]  # fmt: skip
