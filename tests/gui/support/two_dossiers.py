"""Two dossiers, of which the second is open."""

from __future__ import annotations

from tests.gui.support.program import BRIEF_FORM, Program


def two(program: Program) -> tuple[str, str]:
    """The ids of two new dossiers, the second one open, the focus in its first field."""
    ids = []
    for _ in range(2):
        program.app.editor.begin(BRIEF_FORM)
        assert program.view.step == program.view.ids[0]
        ids.append(program.stored.id)
    return ids[0], ids[1]
