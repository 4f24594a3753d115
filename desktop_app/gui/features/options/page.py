"""Opzioni: colours, text size and the folder of the documents. Choices take effect at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Scheme, Theme
from desktop_app.gui.services.settings import FACTORS, SCHEMES, Settings
from desktop_app.gui.shell.overlays import TitledOverlay
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.inputs.choice_editors import RadioEditor
from desktop_app.gui.widgets.inputs.toggles import CheckBox
from desktop_app.gui.widgets.layout.flow import FlowLayout

COLORS = "Colori della finestra"
TEXT_SIZE = "Grandezza del testo"
PARTIES = "Scrivi i nomi delle parti a piè di pagina e nei nomi dei file"
COMPANY = "Metti il nome dell'azienda nel nome della cartella"


@dataclass(frozen=True, slots=True)
class Choices:
    """The actions of the options. `documents` and `data` are folders in words for the user."""

    choose_scheme: Callable[[Scheme], object]
    resize: Callable[[float], object]
    choose_folder: Callable[[], object]
    forget_folder: Callable[[], object]
    open_data: Callable[[], object]
    documents: Callable[[], str]
    data: str
    usual_data: str  # empty where the data are there
    return_to_usual: Callable[[], object]


class OptionsPage(TitledOverlay):
    """The page; nothing has to be confirmed, and closing it reverts nothing."""

    def __init__(self, theme: Theme, settings: Settings, choices: Choices) -> None:
        self._theme, self._settings, self._choices = theme, settings, choices
        super().__init__(
            theme,
            "Opzioni",
            [
                text_label(theme, "Quello che scegli vale subito, anche la prossima volta.", color="muted"),
                heading(theme, COLORS),
                self._scheme_editor(),
                Separator(theme),
                heading(theme, TEXT_SIZE),
                self._text_size_editor(),
                Separator(theme),
                *self._documents(),
                Separator(theme),
                *self._data(),
            ],
        )

    def _scheme_editor(self) -> QWidget:
        words = {str(scheme): words for scheme, words in SCHEMES.items()}
        editor = RadioEditor(self._theme, words)
        editor.show_value(self._settings.scheme)
        editor.set_accessible(COLORS)
        editor.edited.connect(lambda scheme: self._choices.choose_scheme(scheme or "system"))
        return editor

    def _text_size_editor(self) -> QWidget:
        editor = RadioEditor(self._theme, {str(each): f"{round(each * 100)}\u00a0%" for each in FACTORS}, in_row=True)
        editor.show_value(str(self._settings.factor))
        editor.set_accessible(TEXT_SIZE)
        editor.edited.connect(lambda factor: self._choices.resize(float(factor or 1)))
        return editor

    def _documents(self) -> list[QWidget]:
        theme = self._theme
        self.folder = text_label(theme, "", weight=600)
        choose = Button(theme, "Scegli un'altra cartella…", icon="folder-open", small=True)
        choose.clicked.connect(lambda: self._choose(self._choices.choose_folder))
        self.usual = Button(theme, "Torna a quella di sempre", small=True)
        self.usual.clicked.connect(lambda: self._choose(self._choices.forget_folder))
        row = QWidget()
        line = FlowLayout(theme.gap(10), theme.gap(6))
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(choose)
        line.addWidget(self.usual)
        row.setLayout(line)
        self._show_folder()
        why = "Dentro c'è una cartella per ogni ente, anno e pratica; i nomi delle persone non compaiono mai."
        self.parties = CheckBox(theme, PARTIES)
        self.parties.setChecked(self._settings.parties_printed)
        self.parties.clicked.connect(lambda on: setattr(self._settings, "parties_printed", on))
        self.company = CheckBox(theme, COMPANY)
        self.company.setChecked(self._settings.company_in_folders)
        self.company.clicked.connect(lambda on: setattr(self._settings, "company_in_folders", on))
        return [
            heading(theme, "Dove vanno i PDF esportati"),
            self.folder,
            text_label(theme, why, "small", "muted"),
            row,
            self.parties,
            self.company,
        ]

    def _choose(self, do: Callable[[], object]) -> None:
        do()
        self._show_folder()

    def _show_folder(self) -> None:
        self.folder.setText(self._choices.documents())
        own = bool(self._settings.export_base)
        if not own and self.usual.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.usual.setVisible(own)

    def _data(self) -> list[QWidget]:
        theme = self._theme
        show = Button(theme, "Apri la cartella dei dati", icon="hard-drive", small=True)
        show.clicked.connect(self._choices.open_data)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        parts = [heading(theme, "Dove sono le pratiche"), text_label(theme, self._choices.data, weight=600), holder]
        if self._choices.usual_data:
            column.setSpacing(theme.gap(8))
            parts.append(self._usual_data(column))
        return parts

    def _usual_data(self, column: QVBoxLayout) -> QWidget:
        """From the next start on the data may be in the usual folder again."""
        theme, place = self._theme, f"«{self._choices.usual_data}»"
        words = text_label(theme, f"La cartella di sempre è {place}.", "small", "muted")
        back = Button(theme, "Torna alla cartella di sempre", small=True)

        def choose() -> None:
            self._choices.return_to_usual()
            words.setText(f"Dalla prossima volta uso {place}. Queste pratiche restano dove sono.")
            announce(words, words.text())
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            back.hide()

        back.clicked.connect(choose)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return words
