"""Where the user is in a dossier, for the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop_app.engine.evaluation.field_ref import FieldRef
    from desktop_app.engine.forms.form import Form


class Position(NamedTuple):
    """The form and the step of the open dossier, whether it is seen, and the field that has the focus.

    `guide_page` is the page of the guide that tells of a closing step.
    """

    form: Form
    step: str
    visible: bool
    ref: FieldRef | None
    guide_page: str = ""
