"""The menu of the chosen dossiers: its groups, letters and keys, for one, for several, in the bin, beside buttons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.features.dossiers.context_menu import fill_context_menu
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.menu import Menu
from tests.gui.support.dossiers import some

FEW: Sequence[tuple[int, bool, tuple[str, ...]]] = (
    (1, False, ()),
    (2, False, ()),
    (1, True, ()),
    (1, False, ("open", "copy")),
    (2, False, ("open", "copy", "archive")),
)


@pytest.mark.parametrize(("count", "in_bin", "left_out"), FEW)
def test_groups_stand_between_lines_and_no_letter_leads_to_two(
    theme: Theme, count: int, in_bin: bool, left_out: tuple[str, ...]
) -> None:
    rows: list[DossierEntry] = some()[:count]
    menu, done = Menu(theme), list[str]()
    fill_context_menu(menu, rows, in_bin, done.append, left_out)
    lines = [each.isSeparator() for each in menu.actions()]
    assert not lines[0] and not lines[-1]
    assert not any(a and b for a, b in pairwise(lines))
    assert len(lines) < 4 or sum(lines) >= 2
    letters = [words[words.index("&") + 1].lower() for each in menu.actions() if (words := each.text())]
    assert len(letters) == len(set(letters))


def test_what_a_key_does_in_the_list_says_its_key(theme: Theme) -> None:
    menu = Menu(theme)
    fill_context_menu(menu, some()[:1], False, lambda _: None)
    keys = {each.text().partition("\t")[2] for each in menu.actions()}
    assert {"Invio", "Ctrl+D", "F2", "Ctrl+E", "Canc"} <= keys
