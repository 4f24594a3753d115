"""Kinds of things that were added by half: a field type, an action of the menus, a page or a room of the window.

Run by `python3 dev.py check`; prints one line per fault: `field type "iban": no editor (desktop_app/gui/…)`.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import get_args

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from desktop_app.engine.answers.reader import READERS
from desktop_app.engine.forms.field_types import FIELD_TYPES, Family, FieldType, TypeName
from desktop_app.gui.app import main as main_module
from desktop_app.gui.app.menu_bar import MENU_BAR
from desktop_app.gui.shell.actions import Action, Entry, Submenu, When
from desktop_app.gui.shell.menus import MenuLayout
from desktop_app.gui.shell.page import Page
from desktop_app.gui.shell.room import Room
from desktop_app.gui.steps.editors import EDITORS

ROOT = Path(__file__).resolve().parent.parent
FEATURES = "desktop_app/gui/features"
MENUS = "desktop_app/gui/app/menu_bar.py"
CONDITIONS = "desktop_app/gui/shell/actions.py"
PAGES = "desktop_app/gui/shell/page.py"
WIRING = "desktop_app/gui/app/rooms.py"
STEP_PARTS = ("widget", "navigate_requested", "sides_changed", "sides", "show_state", "show_exports")  # of SummaryStep

TYPES = "desktop_app/engine/forms/field_types.py"
READING = "desktop_app/engine/answers/reader.py"
EDITING = "desktop_app/gui/steps/editors.py"


def field_type_faults(
    types: Collection[str], rows: Mapping[str, FieldType], readers: Collection[str], editors: Collection[str]
) -> Iterator[str]:
    """What lacks for each field type: its name, its row, the reader of its family, its editor."""
    for type in sorted({*types, *rows, *editors}):
        row = rows.get(type)
        if type not in types:
            yield f'field type "{type}": not in TypeName ({TYPES})'
        if row is None:
            yield f'field type "{type}": no row in FIELD_TYPES ({TYPES})'
        elif row.valued and row.family not in readers:
            yield f'field type "{type}": no reader of the family "{row.family}" ({READING})'
        elif row.valued and type not in editors:
            yield f'field type "{type}": no editor ({EDITING})'
        elif not row.valued and type in editors:
            yield f'field type "{type}": an editor, but no answer to edit ({EDITING})'
    for family in sorted(set(readers) - set(get_args(Family))):
        yield f'field family "{family}": not in Family ({TYPES})'


def action_faults(layout: Iterable[MenuLayout], entries: Iterable[Entry]) -> Iterator[str]:
    """Entries of the menus without an action, and actions without a handler, a menu or keys of their own."""
    placed = [id for _, ids in layout for id in ids if id is not None]
    declared = list(entries)
    ids = [entry.id for entry in declared]
    for id in sorted({*placed} - {*ids}):
        yield f'menu entry "{id}": no action of that id in any room'
    for id in sorted({*ids} - {*placed}):
        yield f'action "{id}": in no menu ({MENUS})'
    for id in sorted({id for id in [*ids, *placed] if max(ids.count(id), placed.count(id)) > 1}):
        yield f'action "{id}": twice'
    keys: dict[str, str] = {}
    for entry in declared:
        if not callable(handler_of(entry)):
            yield f'action "{entry.id}": no handler'
        if entry.enabled not in get_args(When):
            yield f'action "{entry.id}": "{entry.enabled}" is no condition ({CONDITIONS})'
        sequence = QKeySequence(entry.keys).toString() if isinstance(entry, Action) and entry.keys is not None else ""
        if sequence and keys.setdefault(sequence, entry.id) != entry.id:
            yield f'action "{entry.id}": {sequence} are the keys of "{keys[sequence]}"'


def handler_of(entry: Entry) -> object:
    """What an entry of the menus does."""
    return entry.fill if isinstance(entry, Submenu) else entry.run


def page_faults(modules: Iterable[ModuleType]) -> Iterator[str]:
    """Classes called …Page that the window could not show, nor the editor as its last step."""
    for module in modules:
        for name, kind in vars(module).items():
            if not name.endswith("Page") or not isinstance(kind, type) or kind.__module__ != module.__name__:
                continue
            as_page = issubclass(kind, Page)
            lacking = [part for part in STEP_PARTS if not hasattr(kind, part)]
            if not as_page and lacking:
                yield f'page "{name}": neither a Page ({PAGES}) nor a step of the editor, which has {lacking[0]}'


def room_faults(names: Iterable[str], wired: Iterable[Room]) -> Iterator[str]:
    """Folders of gui/features that have no controller wired in the application."""
    there = {type(room).__module__.split(".")[-2] for room in wired}
    for name in sorted({*names} - there):
        yield f'room "{name}": no controller of it is wired ({WIRING})'


def window_faults() -> Iterator[str]:
    """Of the window as it is: its menus, its pages, its rooms."""
    folders = [path for path in (ROOT / FEATURES).iterdir() if (path / "__init__.py").exists()]
    pages = [path for path in (ROOT / FEATURES).glob("*/*.py") if path.stem in ("page", "view")]
    yield from page_faults(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in pages)
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else main_module.make_application([])
    with TemporaryDirectory() as folder:
        try:
            app = main_module.make_entrance(application, Path(folder)).app
        except KeyError as missing:
            yield f"menu entry {missing}: no action of that id in any room"
            return
        yield from action_faults(MENU_BAR, app.entries())
        yield from room_faults((path.name for path in folders), app.rooms)
        app.end()


def faults() -> Iterator[str]:
    """All that was added by half."""
    rows = {str(name): row for name, row in FIELD_TYPES.items()}
    yield from field_type_faults(get_args(TypeName), rows, READERS, EDITORS)
    yield from window_faults()


def main() -> int:
    """Prints the faults; 1 where there is one."""
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
