"""Notices of the law in every form: told where they touch a dossier, from their day on, in words for the office."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.session.dossier import Dossier
from tests.forms.library import CASES, LIBRARY
from tests.forms.test_published import NOTICE
from tests.forms.test_readings import TO_THE_USER

DAY = dt.timedelta(days=1)


def dossiers(form_id: str) -> list[tuple[str, Dossier]]:
    """Each case of a form, on the day on which it is checked."""
    form, folder = LIBRARY.load(form_id), LIBRARY.folder(form_id)
    read = {name: cases.read_draft(folder, name, form_id) for each, name in CASES if each == form_id}
    return [(name, Dossier(form, draft, case.date)) for name, (case, draft) in read.items()]


def test_each_notice_is_told_in_a_case_and_where_it_has_a_condition_not_in_another(form_id: str) -> None:
    for notice in LIBRARY.load(form_id).notices:
        told = [name for name, dossier in dossiers(form_id) if notice.spec in dossier.state.notices]
        untold = [name for name, dossier in dossiers(form_id) if notice.spec not in dossier.state.notices]
        assert told, notice.id
        assert untold or notice.condition is None, notice.id


def test_before_its_day_a_notice_is_neither_told_nor_printed(form_id: str) -> None:
    form, example = LIBRARY.load(form_id), LIBRARY.example(form_id)
    for notice in form.notices:
        before = Dossier(form, example, notice.spec.from_ - DAY).state
        assert notice.spec not in before.notices
        for document in form.documents:
            assert notice.spec.text not in plain_text(render(document, before).blocks)


def test_a_notice_is_printed_with_its_day_its_source_and_the_day_on_which_it_was_read(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    for notice in (each.spec for each in form.notices):
        dossier = next(dossier for _, dossier in dossiers(form_id) if notice in dossier.state.notices)
        dossier.read_notice(notice.id, FieldRef(next(iter(form.fields))))
        read = Dossier(form, dossier.draft, dossier.today + DAY).state
        printed = [plain_text(render(document, read).blocks) for document in form.documents]
        [told] = [text for text in printed if notice.text in text]
        assert f"Dal {notice.from_:%d/%m/%Y}{'' if notice.confirmed else ', da verificare'}." in told
        assert f"({notice.source}). Letta da chi ha composto la pratica il {dossier.today:%d/%m/%Y}." in told


def test_a_document_without_notices_has_no_room_for_them(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    state = Dossier(form, LIBRARY.example(form_id), dt.date(2000, 1, 1)).state
    assert not any("Norme cambiate" in plain_text(render(each, state).blocks) for each in form.documents)


def test_no_notice_speaks_to_whoever_fills_the_form_and_each_says_what_to_do(form_id: str) -> None:
    for notice in LIBRARY.load(form_id).notices:
        assert not TO_THE_USER.search(notice.spec.text), notice.id
        assert "va chiesto" in notice.spec.text and notice.spec.text.endswith("."), notice.id


def test_a_notice_may_be_added_to_what_is_published() -> None:
    rules = b'[[rule]]\nid = "k"\nvalue = 1\n\n# ---\n[[notice]]\nid = "n"\ntext = "a"\n\n[[reading]]\nid = "l"\n'
    assert NOTICE.sub(b"", rules) == b'[[rule]]\nid = "k"\nvalue = 1\n[[reading]]\nid = "l"\n'
