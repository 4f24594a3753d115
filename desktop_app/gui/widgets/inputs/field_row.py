"""One field: label, editor, help, the origin of its value, and its notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.inner_button import InnerButton
from desktop_app.gui.widgets.controls.link_group import GroupedLink
from desktop_app.gui.widgets.drawing.indicators import Tag
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import set_height_for_width
from desktop_app.gui.widgets.drawing.states import ORIGIN_LOOKS
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Links, Notice
from desktop_app.gui.widgets.inputs.editor import FieldEditor
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.gui.widgets.layout.row_layout import RowLayout, RowSlot
from desktop_app.gui.widgets.layout.scroll import ScrollContent

PASTE_REFUSED = "Non ho incollato il testo: ha {} caratteri."
PASTE_ADVICE = "È troppo lungo per stare qui: incolla solo la parte che serve. Quello che c'era è rimasto."
GUIDE_LINK = "guide"  # key of the guide button beside the label
ORIGINS_BESIDE_LABEL = ("book", "default")  # a tag beside the label; others are beside the editor


class FieldRow(ScrollContent):
    """Label above the editor, help and then notices below it.

    `link_activated` brings the key of a link: one of the field's own, or a remedy in a notice. The setters compare
    before they draw, so they may be called at every keystroke. `spoken_context` (which party or line the field belongs
    to) is only part of the accessible description: on screen the heading says it.
    """

    link_activated = Signal(str)

    def __init__(
        self, theme: Theme, label: str, editor: FieldEditor, help: str = "", unit: str = "",
        mnemonics: Mnemonics | None = None, guided: bool = False, spoken_context: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme, self._name, self._help, self.editor = theme, label, help, editor
        self._problem_notices, self._refusal = tuple[Notice, ...](), tuple[Notice, ...]()
        self.notices: tuple[Notice, ...] = ()
        self._origin: str = ""
        self._links: Links = ()
        self._made, self._value = list[GroupedLink](), ""
        self._unit, self._spoken_context = unit, f"{spoken_context}." if spoken_context else ""
        self._unit_words: QLabel | None = None
        self._tag: Tag | None = None
        self._beside: QWidget | None = None
        self._below: QWidget | None = None
        self._label: QLabel | None = None
        if not editor.says_label:
            words = mnemonics.assign(label) if mnemonics else escape_mnemonic(label)
            self._label = text_label(theme, words, weight=600, one_line=True)
            self._label.setBuddy(editor.buddy())
        self._help_words = text_label(theme, help, "small", "muted") if help else None
        self._assemble(guided)
        if unit:
            self._show_beside()
        self._describe()
        editor.paste_refused.connect(self._refuse)
        editor.edited.connect(self.clear_refusal)

    def _assemble(self, guided: bool) -> None:
        self._places = RowLayout(self._theme, self.editor.compact)
        self.setLayout(self._places)
        guide = guide_button(self._theme, self._name, self._request_guide) if guided else None
        if self._label is None:
            if guide is not None:
                self._places.set_slot("beside", guide)
        else:
            self._places.set_slot("label", self._label)
            if guide is not None:
                set_height_for_width(self._label, QSizePolicy.Policy.Maximum)
                self._places.set_slot("guide", guide)
        self._places.set_slot("editor", self.editor)
        if self._help_words is not None:
            self._places.set_slot("help", self._help_words)

    def _request_guide(self) -> None:
        self.link_activated.emit(GUIDE_LINK)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Shows the field's problems, the most severe first."""
        self._problem_notices = tuple(notices)
        self._show_notices((*self._problem_notices, *self._refusal))

    def _refuse(self, length: int) -> None:
        self._refusal = (Notice("warning", PASTE_REFUSED.format(f"{length:,}".replace(",", ".")), PASTE_ADVICE),)
        self._show_notices((*self._problem_notices, *self._refusal))

    def clear_refusal(self) -> None:
        """Removes the notice on a refused paste: the field was edited since, or shows another value."""
        if self._refusal:
            self._refusal = ()
            self._show_notices(self._problem_notices)

    def _show_notices(self, notices: tuple[Notice, ...]) -> None:
        if notices == self.notices:
            return
        self.notices = notices
        if self._below is None:
            self._below = self._add_hidden_part("notices", QVBoxLayout(), self._theme.gap(8))
        layout = self._below.layout()
        assert layout is not None
        clear_layout(layout)
        for notice in self.notices:
            callout = Callout(self._theme, notice)
            callout.link_activated.connect(self.link_activated)
            layout.addWidget(callout)
        self._below.setVisible(bool(self.notices))
        kinds = {notice.kind for notice in self.notices}
        self.editor.set_state("error" if "error" in kinds else "warning" if "warning" in kinds else "")
        self._describe()

    def set_origin(self, origin: str) -> None:
        """Shows where the value comes from, an id of ORIGIN_LOOKS or empty; a computed value becomes read-only."""
        if origin != self._origin:
            self._origin = origin
            self.editor.set_read_only("computed" if origin == "computed" else "")
            self._show_origin_tag()
            self._show_beside()
            self._describe()

    def set_unit(self, unit: str) -> None:
        """Shows the word after the number; only of a row that was made with one."""
        if unit != self._unit and self._unit_words is not None:
            self._unit = unit
            self._unit_words.setText(unit)
            self._describe()

    def set_links(self, links: Links) -> None:
        """Shows the field's own links (key, words), such as «Sostituisci questo valore»."""
        if links != self._links:
            self._links = links
            self._show_beside()

    def say_value(self, words: str) -> None:
        """What the field's links say of it to a screen reader: of a computed value they are the only stop."""
        self._value = words
        for link in self._made:
            link.setAccessibleDescription(f"{self._name}: {words}" if words else self._name)

    @property
    def reveal_whole(self) -> bool:
        """A field with notices is scrolled into sight together with them."""
        return bool(self.notices)

    def height_of_head(self, width: int) -> int:
        """How far down its editor begins in a row so many px wide."""
        return self._places.height_of_head(width)

    def focus(self) -> None:
        """Focuses the field with its text selected, as a link to it does."""
        self.editor.focus_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_beside(self) -> None:
        named = bool(self._origin) and self._origin not in ORIGINS_BESIDE_LABEL
        if self._beside is None:
            if not (self._unit or named or self._links):
                return
            self._beside = self._add_hidden_part("beside", FlowLayout(self._theme.gap(10), self._theme.gap(4)))
            if self._help_words is not None:
                self._beside.stackUnder(self._help_words)  # tab order and screen readers follow the children's order
            elif self._below is not None:
                self._beside.stackUnder(self._below)
        layout = self._beside.layout()
        assert layout is not None
        focused = next((at for at, link in enumerate(self._made) if link.hasFocus()), None)
        clear_layout(layout)
        if self._unit:
            self._unit_words = text_label(self._theme, self._unit, wrap=False)
            layout.addWidget(self._unit_words)
        if named:
            layout.addWidget(self._tag_of(self._origin))
        self._made = [
            GroupedLink(self._theme, escape_mnemonic(words), not at) for at, (_, words) in enumerate(self._links)
        ]
        for link, (key, _) in zip(self._made, self._links, strict=True):
            link.clicked.connect(lambda _=False, key=key: self.link_activated.emit(key))
            layout.addWidget(link)
        self.say_value(self._value)
        self._beside.setVisible(layout.count() > 0)
        if focused is not None and focused < len(self._made):
            self._made[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_origin_tag(self) -> None:
        if self._tag is not None:
            self._places.removeWidget(self._tag)
            self._tag.hide()
            self._tag.deleteLater()
            self._tag = None
        if self._origin in ORIGINS_BESIDE_LABEL and self._label is not None:
            self._tag = self._tag_of(self._origin)
            self._places.set_slot("origin", self._tag)
            self._tag.stackUnder(self.editor)

    def _tag_of(self, origin: str) -> Tag:
        state = ORIGIN_LOOKS[origin]
        return Tag(self._theme, state.words, state.icon, state.color)

    def _add_hidden_part(self, slot: RowSlot, layout: QLayout, gap: int | None = None) -> QWidget:
        """Adds a hidden holder with this layout to a slot: made on first use, as most fields never need it."""
        holder = QWidget()
        layout.setContentsMargins(0, 0, 0, 0)
        if gap is not None:
            layout.setSpacing(gap)
        holder.setLayout(layout)
        holder.hide()
        self._places.set_slot(slot, holder)
        return holder

    def _describe(self) -> None:
        origin = f"{ORIGIN_LOOKS[self._origin].words}." if self._origin else ""
        said = [self._spoken_context, self._unit, origin, self._help, *(notice.spoken for notice in self.notices)]
        self.editor.set_accessible(self._name, " ".join(part for part in said if part))


def label_with_guide(theme: Theme, label: QLabel, name: str, ask: Callable[[], object]) -> QHBoxLayout:
    """A row of a label and the guide button after it."""
    set_height_for_width(label, QSizePolicy.Policy.Maximum)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.gap(4))
    row.addWidget(label)
    row.addWidget(guide_button(theme, name, ask))
    row.addStretch(1)
    return row


def guide_button(theme: Theme, name: str, ask: Callable[[], object]) -> InnerButton:
    """The button that opens the guide at the section on `name`; F1 does the same, so it is no tab stop."""
    button = InnerButton(theme, "circle-question-mark", f"Guida: {name}", size=24)
    button.clicked.connect(ask)
    return button
