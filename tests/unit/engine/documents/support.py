"""Documents of a small form, as text."""

from __future__ import annotations

from typing import Any

from desktop_app.engine.documents.blocks import PrintedDocument
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import filled, make_form, one_page


def form_with(text: str, *fields: dict[str, Any], rules: Any = None, **top: Any) -> Form:
    document = {"id": "doc", "title": "Documento", "text": "doc.md", **top.pop("document", {})}
    return make_form(one_page(*fields, **top, document=[document]), rules, {"doc.md": text})


def printed(form: Form, answers: dict[str, Any] | None = None, **more: Any) -> PrintedDocument:
    return render(form.documents[0], filled(form, answers, **more))


def text_of(form: Form, answers: dict[str, Any] | None = None, **more: Any) -> str:
    return plain_text(printed(form, answers, **more).blocks)
