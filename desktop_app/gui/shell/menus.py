"""The menu bar: what can be done, with the keys an Italian office expects; entries sleep where they have no use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop_app.gui.look.theme import Scheme
from desktop_app.gui.services.settings import SCHEMES

Standard = QKeySequence.StandardKey
Keys = Standard | str | None
# When an entry is awake: always, with a dossier open, with one open or chosen in the list, with something to take back.
Use = str


class MenuEntry(NamedTuple):
    """One entry: its id, its words with the letter after &, its keys, when it is of use."""

    id: str
    words: str
    keys: Keys = None
    use: Use = "always"


class Submenu(NamedTuple):
    """A menu inside a menu, whose entries are asked for whenever it opens."""

    id: str
    words: str
    use: Use = "always"


MenuItem = tuple[str, Callable[[], object]]  # the words of a listed entry, and what it does
RULE = None
MENUS: tuple[tuple[str, tuple[MenuEntry | Submenu | None, ...]], ...] = (
    (
        "&File",
        (
            MenuEntry("new", "&Nuova pratica", Standard.New),
            MenuEntry("home", "&Pratiche", "Ctrl+O"),
            Submenu("recent", "&Recenti"),
            RULE,
            MenuEntry("duplicate", "&Duplica", "Ctrl+D", "one"),
            MenuEntry("import", "&Importa una bozza…"),
            MenuEntry("export_draft", "&Esporta la bozza…", None, "dossier"),
            RULE,
            MenuEntry("save", "&Salva", Standard.Save),
            MenuEntry("export", "Esporta i PD&F", "Ctrl+E", "dossier"),
            MenuEntry("export_to", "Esporta i PDF in &un'altra cartella…", None, "dossier"),
            MenuEntry("preview", "&Anteprima", "Ctrl+Shift+P", "dossier"),
            MenuEntry("print", "S&tampa…", Standard.Print, "dossier"),
            RULE,
            MenuEntry("quit", "Es&ci", "Ctrl+Q"),
        ),
    ),
    (
        "&Modifica",
        (
            MenuEntry("undo", "&Annulla", Standard.Undo, "undo"),
            MenuEntry("redo", "&Ripeti", "Ctrl+Y", "redo"),
            RULE,
            MenuEntry("cut", "&Taglia", Standard.Cut),
            MenuEntry("copy", "&Copia", Standard.Copy),
            MenuEntry("paste", "&Incolla", Standard.Paste),
            MenuEntry("select_all", "&Seleziona tutto", Standard.SelectAll),
            RULE,
            MenuEntry("find", "Cerca una &pratica", Standard.Find),
        ),
    ),
    (
        "&Visualizza",
        (
            MenuEntry("larger", "&Ingrandisci il testo", "Ctrl++"),
            MenuEntry("smaller", "&Riduci il testo", "Ctrl+-"),
            MenuEntry("normal", "Testo al &100 %", "Ctrl+0"),
            RULE,
        ),
    ),
    (
        "&Pratica",
        (
            MenuEntry("back", "&Indietro", "Alt+Left", "dossier"),
            MenuEntry("next", "A&vanti", "Alt+Right", "dossier"),
            Submenu("steps", "&Passi", "dossier"),
            RULE,
            MenuEntry("check", "&Controlla", "F8", "dossier"),
            MenuEntry("summary", "&Riepilogo", "Ctrl+R", "dossier"),
            RULE,
            MenuEntry("export_deadlines", "&Esporta le scadenze…", None, "dossier"),
        ),
    ),
    (
        "&Invio",
        (
            MenuEntry("exports_folder", "Apri la cartella dei &PDF esportati", None, "dossier"),
            MenuEntry("weight", "&Quanto pesano i documenti", None, "dossier"),
        ),
    ),
    (
        "&Strumenti",
        (
            MenuEntry("address_books", "&Anagrafiche"),
            MenuEntry("deadlines", "&Scadenze"),
            MenuEntry("forms", "&Moduli"),
            RULE,
            MenuEntry("documents_folder", "Apri la cartella dei &documenti"),
            RULE,
            MenuEntry("backup", "&Backup e ripristino"),
            MenuEntry("options", "&Opzioni", Standard.Preferences),
        ),
    ),
    (
        "&?",
        (
            MenuEntry("guide", "&Guida", Standard.HelpContents),
            MenuEntry("norms", "&Norme"),
            RULE,
            MenuEntry("data_folder", "Apri la cartella dei &dati"),
            MenuEntry("about", "&Informazioni su Commessa"),
        ),
    ),
)


class Menus:
    """The actions of a window by id; `do` is called with the id of the entry chosen."""

    def __init__(self, window: QMainWindow, do: Callable[[str], None], choose: Callable[[Scheme], None]) -> None:
        self.actions: dict[str, QAction] = {}
        self.lists: dict[str, QMenu] = {}
        self._uses: dict[str, Use] = {}
        self._schemes: dict[Scheme, QAction] = {}
        for title, entries in MENUS:
            menu = window.menuBar().addMenu(title)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                elif isinstance(entry, Submenu):
                    self._add_list(menu, entry)
                else:
                    self._add(menu, entry, do)
            if title == "&Visualizza":
                self._add_schemes(menu, choose)

    def _add(self, menu: QMenu, entry: MenuEntry, do: Callable[[str], None]) -> None:
        action = menu.addAction(entry.words)
        if entry.keys is not None:
            action.setShortcut(QKeySequence(entry.keys))
        action.triggered.connect(lambda _checked=False, id=entry.id: do(id))
        self.actions[entry.id] = action
        self._uses[entry.id] = entry.use

    def _add_list(self, menu: QMenu, entry: Submenu) -> None:
        self.lists[entry.id] = menu.addMenu(entry.words)
        self.actions[entry.id] = self.lists[entry.id].menuAction()
        self._uses[entry.id] = entry.use

    def fill(self, id: str, items: Callable[[], Sequence[MenuItem]]) -> None:
        """Where the entries of a list come from. A tab in the words stands before a key that is only told."""
        menu = self.lists[id]

        def opens() -> None:
            menu.clear()
            for words, do in items():
                menu.addAction(words).triggered.connect(lambda _checked=False, do=do: do())
            if menu.isEmpty():
                menu.addAction("Nessuna").setEnabled(False)

        menu.aboutToShow.connect(opens)

    def _add_schemes(self, menu: QMenu, choose: Callable[[Scheme], None]) -> None:
        group = QActionGroup(menu)
        for scheme, words in SCHEMES.items():
            action = menu.addAction(f"Tema: {words[0].lower()}{words[1:]}")
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, scheme=scheme: choose(scheme))
            group.addAction(action)
            self._schemes[scheme] = action

    def show_scheme(self, scheme: Scheme) -> None:
        """Ticks the theme in use."""
        self._schemes[scheme].setChecked(True)

    def wake(self, *, dossier: bool = False, chosen: bool = False, undo: bool = False, redo: bool = False) -> None:
        """Lets the entries sleep that have no use now."""
        awake = {"always": True, "dossier": dossier, "one": dossier or chosen, "undo": undo, "redo": redo}
        for id, action in self.actions.items():
            action.setEnabled(awake[self._uses[id]])
