"""What is added by half is named: a field type, an action of the menus, a page, a room."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.engine.forms.field_types import FIELD_TYPES, FieldType
from desktop_app.gui.shell.actions import Action, Submenu
from desktop_app.gui.shell.page import Page
from tests import kinds

TEXT, LINES = FIELD_TYPES["text"], FIELD_TYPES["lines"]
NEW = replace(TEXT, family="date")
SAVE = Action("save", "&Salva", list, "Ctrl+S")


def test_nothing_is_added_by_half(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert kinds.main() == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("types", "rows", "readers", "editors", "fault"),
    [
        (("text", "iban"), {"text": TEXT}, ("text",), ("text",), 'field type "iban": no row in FIELD_TYPES'),
        (("text",), {"text": TEXT, "iban": TEXT}, ("text",), ("text", "iban"), 'field type "iban": not in TypeName'),
        (("text", "iban"), {"text": TEXT, "iban": TEXT}, ("text",), ("text",), 'field type "iban": no editor'),
        (("text", "iban"), {"text": TEXT, "iban": NEW}, ("text",), ("text", "iban"),
         'field type "iban": no reader of the family "date"'),
        (("lines",), {"lines": LINES}, (), ("lines",), 'field type "lines": an editor, but no answer to edit'),
        (("text",), {"text": TEXT}, ("text", "colour"), ("text",), 'field family "colour": not in Family'),
    ],
)  # fmt: skip
def test_a_field_type_that_is_added_by_half_is_named(
    types: Collection[str], rows: Mapping[str, FieldType], readers: Collection[str], editors: Collection[str],
    fault: str,
) -> None:  # fmt: skip
    [found] = kinds.field_type_faults(types, rows, readers, editors)
    assert found.startswith(f"{fault} (desktop_app/")


def test_an_editor_alone_lacks_all_the_rest() -> None:
    found = list(kinds.field_type_faults(("text",), {"text": TEXT}, ("text",), ("text", "iban")))
    assert [each.partition(" (")[0] for each in found] == [
        'field type "iban": not in TypeName',
        'field type "iban": no row in FIELD_TYPES',
    ]


def test_a_fault_fails_the_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(kinds, "EDITORS", {})
    assert kinds.main() == 1
    assert 'field type "money": no editor (desktop_app/gui/steps/editors.py)' in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("ids", "entries", "fault"),
    [
        (("save", "send"), [SAVE], 'menu entry "send": no action of that id in any room'),
        (("save",), [SAVE, Action("send", "Invia", list)], 'action "send": in no menu (desktop_app/'),
        (("save", "save"), [SAVE], 'action "save": twice'),
        (("save",), [SAVE, SAVE], 'action "save": twice'),
        (("save",), [SAVE._replace(run=None)], 'action "save": no handler'),  # type: ignore[arg-type]  # the fault that is looked for
        (("recent",), [Submenu("recent", "Recenti", None)], 'action "recent": no handler'),  # type: ignore[arg-type]  # the fault that is looked for
        (("save",), [SAVE._replace(enabled="sometimes")], 'action "save": "sometimes" is no condition'),  # type: ignore[arg-type]  # the fault that is looked for
        (("save", "send"), [SAVE, SAVE._replace(id="send")], 'action "send": Ctrl+S are the keys of "save"'),
    ],
)
def test_an_action_that_is_added_by_half_is_named(ids: Sequence[str], entries: list[Action], fault: str) -> None:
    [found] = kinds.action_faults([("&File", (*ids, None))], entries)
    assert found.startswith(fault)


class SendingPage(Page):
    pass


class StepPage(QWidget):
    widget = navigate_requested = sides_changed = sides = show_state = show_exports = None


class BarePage(QWidget):
    pass


@pytest.mark.parametrize(
    ("kind", "faults"),
    [
        (SendingPage, []),
        (StepPage, []),
        (BarePage, ['page "BarePage": neither a Page (desktop_app/gui/shell/page.py) nor a step of the editor, '
                    "which has widget"]),
    ],
)  # fmt: skip
def test_a_page_without_what_the_window_asks_is_named(kind: type, faults: list[str]) -> None:
    module = ModuleType(kind.__module__)
    vars(module)[kind.__name__] = kind
    assert list(kinds.page_faults([module])) == faults


def test_a_room_that_is_not_wired_is_named() -> None:
    [found] = kinds.room_faults(["sending"], [])
    assert found.startswith('room "sending": no controller of it is wired')
