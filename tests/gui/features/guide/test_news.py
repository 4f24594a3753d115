"""What has changed in the law, in the guide: a page of its own, and beside the questions that it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.guide.pages import PageContent, block_text, contents
from tests.unit.engine.support import ask, make_form, one_page

DAY = dt.date(2026, 9, 1)
FUTURE = DAY + dt.timedelta(days=30)


def notice(id: str = "nuova", day: dt.date = DAY, **keys: Any) -> dict[str, Any]:
    return {"id": id, "from": day, "text": f"Cambia: {id}.", "source": "L. 5/2026", "about": ["a"], **keys}


def form_with(*notices: dict[str, Any]) -> Form:
    page = {"id": "pagina", "title": "Pagina", "guide": "guide/p.md", "field": [ask("a"), ask("b")]}
    guide = "Che cosa si chiede.\n\n## {a}\nDi a.\n\n## {b}\nDi b.\n"
    return make_form(one_page(page=[page]), {"notice": list(notices)}, {"guide/p.md": guide})


def page(key: str, form: Form, today: dt.date, open: bool = True) -> PageContent:
    entries = contents(form if open else None, lambda: [form, form_with()], lambda: today)
    return next(entry.make() for entry in entries if entry.key == key)


def test_a_page_tells_them_from_their_day_on_the_newest_first() -> None:
    form = form_with(notice(), notice("dubbia", FUTURE, confirmed=False, visible_when="filled(b)"))
    for open in (True, False):
        told = page("novita", form, FUTURE, open).sections
        assert [each.title for each in told] == [
            "Modulo di prova: novità dal 01/10/2026, da verificare", "Modulo di prova: novità dal 01/09/2026",
        ]  # fmt: skip
        assert block_text(told[1].blocks) == "Cambia: nuova.\nDove conta: A (Modulo di prova)."
        assert told[1].source == "L. 5/2026"
        assert len(page("novita", form, DAY, open).sections) == 1


def test_where_none_is_known_the_page_does_not_say_that_there_is_none() -> None:
    empty = page("novita", form_with(notice()), DAY - dt.timedelta(days=1))
    assert empty.sections == () and "Non vuol dire che non ce ne siano" in block_text(empty.intro)


def test_a_question_says_what_has_changed_about_it() -> None:
    form = form_with(notice())
    of_a, of_b = page("passo/pagina", form, DAY).sections
    assert "Novità dal 01/09/2026. Cambia: nuova." in block_text(of_a.blocks)
    assert "Novità" not in block_text(of_b.blocks)
    assert "Novità" not in block_text(page("passo/pagina", form, DAY - dt.timedelta(days=1)).sections[0].blocks)


def test_a_page_that_stays_open_follows_the_day() -> None:
    days = [DAY - dt.timedelta(days=1)]
    entries = {entry.key: entry for entry in contents(form_with(notice()), list, lambda: days[-1])}
    before = [entries[key].make() for key in ("novita", "passo/pagina")]
    assert entries["novita"].make() is before[0]
    days.append(DAY)
    assert [entries[key].make() == page for key, page in zip(("novita", "passo/pagina"), before, strict=True)] == [
        False, False,
    ]  # fmt: skip
