"""What a question is called where it stands alone, outside its step."""

from __future__ import annotations

from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian.phrases import capitalized


def question_label(form: Form, field: Field, column: Field | None = None, number: int | None = None) -> str:
    """The label of a field, told apart from others of that name; of a line or a column its number comes first."""
    label = (column or field).spec.label
    if number is None:
        part = form.parts.get(field.id)
        return f"{label} ({part})" if part else label
    item = f"{capitalized(field.spec.item or 'riga')} {number}"
    return f"{item}: {label[:1].lower() + label[1:]}" if column else item
