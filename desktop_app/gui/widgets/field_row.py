"""One question: label, editor, help, where the value comes from, and the problem beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets.callout import Callout
from desktop_app.gui.widgets.editor import FieldEditor
from desktop_app.gui.widgets.flow import FlowLayout, FoldLayout, clear
from desktop_app.gui.widgets.inner_button import InnerButton
from desktop_app.gui.widgets.link import Link
from desktop_app.gui.widgets.marks import Tag
from desktop_app.gui.widgets.mnemonics import Letters, escape
from desktop_app.gui.widgets.notice import Links, Notice
from desktop_app.gui.widgets.painting import let_wrap
from desktop_app.gui.widgets.states import ORIGIN
from desktop_app.gui.widgets.text import text

FOLD_BELOW = 500  # what a window of 560 leaves to a row
NEVER = 10_000
TOO_LONG = "Non ho incollato il testo: ha {} caratteri."
KEPT = "È troppo lungo per questo campo: incolla solo la parte che serve. Quello che c'era è rimasto."
GUIDE = "guide"  # the link of the button beside the label
QUIET = ("book", "default")  # beside the label: no row more for an answer that needs none


class FieldRow(QWidget):
    """Label above, help below, problem beside at 5 : 8 where the row is wide enough, else below.

    `activated` brings the key of a link: one of the field's own, or a remedy. What is shown is compared with
    what is there, so a call at every keystroke costs nothing while nothing changes.
    """

    activated = Signal(str)

    def __init__(
        self, theme: Theme, label: str, editor: FieldEditor, help: str = "", unit: str = "",
        letters: Letters | None = None, guided: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme, self._name, self._help, self.editor = theme, label, help, editor
        self._guided = guided
        self._said, self._refusal = tuple[Notice, ...](), tuple[Notice, ...]()
        self.notices: tuple[Notice, ...] = ()
        self._origin: str = ""
        self._links: Links = ()
        self._beside, self._unit = QWidget(), unit
        self._beside.setLayout(FlowLayout(theme.gap(10), theme.gap(4)))
        self._above, self._aside = QWidget(), QWidget()
        self._above.setLayout(FlowLayout(theme.gap(10), theme.gap(4)))
        _column(self._aside, theme.gap(8))
        self._label = text(theme, letters.mark(label) if letters else escape(label), weight=600, natural=True)
        self._label.setBuddy(editor.buddy())
        self._assemble()
        self._show_beside()
        self._describe()
        editor.refused.connect(self._refuse)
        editor.edited.connect(self.forget_refusal)

    def _assemble(self) -> None:
        theme, main, body = self._theme, QWidget(), QWidget()
        left = _column(main, theme.gap(4))
        if self.editor.compact:
            line = QWidget()
            flow = FlowLayout(theme.gap(14), theme.gap(6))
            line.setLayout(flow)
            flow.addWidget(self.editor)
            flow.addWidget(self._beside)
            left.addWidget(line)
        else:
            left.addWidget(self.editor)
            left.addWidget(self._beside)
        if self._help:
            left.addWidget(text(theme, self._help, "small", "muted"))
        fold = FoldLayout(theme, FOLD_BELOW if self.editor.compact else NEVER)
        fold.set_pair(main, self._aside)
        body.setLayout(fold)
        column = _column(self, theme.gap(4))
        column.addWidget(self._head())
        column.addWidget(body)
        self._above.hide()
        self._aside.hide()

    def _head(self) -> QWidget:
        """The label, and after it where a quiet value comes from."""
        head, named = QWidget(), QWidget()
        if self._guided:
            named.setLayout(with_guide(self._theme, self._label, self._name, lambda: self.activated.emit(GUIDE)))
        else:
            _column(named, 0).addWidget(self._label)
        flow = FlowLayout(self._theme.gap(10), self._theme.gap(4))
        head.setLayout(flow)
        flow.addWidget(named)
        flow.addWidget(self._above)
        return head

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """The problems of this field, the gravest first."""
        self._said = tuple(notices)
        self._show_notices((*self._said, *self._refusal))

    def _refuse(self, length: int) -> None:
        self._refusal = (Notice("warning", TOO_LONG.format(f"{length:,}".replace(",", ".")), KEPT),)
        self._show_notices((*self._said, *self._refusal))

    def forget_refusal(self) -> None:
        """Something else is in the field now, or the field is another's."""
        if self._refusal:
            self._refusal = ()
            self._show_notices(self._said)

    def _show_notices(self, notices: tuple[Notice, ...]) -> None:
        if notices == self.notices:
            return
        self.notices = notices
        layout = self._aside.layout()
        assert layout is not None
        clear(layout)
        for notice in self.notices:
            callout = Callout(self._theme, notice)
            callout.activated.connect(self.activated)
            layout.addWidget(callout)
        self._aside.setVisible(bool(self.notices))
        kinds = {notice.kind for notice in self.notices}
        self.editor.set_state("error" if "error" in kinds else "warning" if "warning" in kinds else "")
        self._describe()

    def set_origin(self, origin: str) -> None:
        """An id of ORIGIN; a computed value can be read and copied, not written."""
        if origin != self._origin:
            self._origin = origin
            self.editor.set_read_only("computed" if origin == "computed" else "")
            self._show_above()
            self._show_beside()
            self._describe()

    def set_links(self, links: Links) -> None:
        """The field's own links, such as «Sostituisci questo valore»."""
        if links != self._links:
            self._links = links
            self._show_beside()

    @property
    def speaks(self) -> bool:
        """Whether there is something to be read with the field: it is brought into sight with it."""
        return bool(self.notices)

    def focus(self) -> None:
        """Where a problem's link leads: on the field, all selected."""
        self.editor.focus_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_beside(self) -> None:
        layout = self._beside.layout()
        assert layout is not None
        clear(layout)
        if self._unit:
            layout.addWidget(text(self._theme, self._unit, wrap=False))
        if self._origin and self._origin not in QUIET:
            state = ORIGIN[self._origin]
            layout.addWidget(Tag(self._theme, state.words, state.icon, state.color))
        for key, words in self._links:
            link = Link(self._theme, escape(words))
            link.clicked.connect(lambda _=False, key=key: self.activated.emit(key))
            layout.addWidget(link)
        self._beside.setVisible(layout.count() > 0)

    def _show_above(self) -> None:
        layout = self._above.layout()
        assert layout is not None
        clear(layout)
        if self._origin in QUIET:
            state = ORIGIN[self._origin]
            layout.addWidget(Tag(self._theme, state.words, state.icon, state.color))
        self._above.setVisible(self._origin in QUIET)

    def _describe(self) -> None:
        origin = f"{ORIGIN[self._origin].words}." if self._origin else ""
        said = [self._unit, origin, self._help, *(notice.spoken for notice in self.notices)]
        self.editor.set_accessible(self._name, " ".join(part for part in said if part))


def with_guide(theme: Theme, label: QLabel, name: str, ask: Callable[[], object]) -> QHBoxLayout:
    """The words with a small button after them; F1 does the same, so Tab does not stop there."""
    button = InnerButton(theme, "circle-question-mark", f"Guida: {name}", label, size=24)
    button.clicked.connect(ask)
    let_wrap(label, QSizePolicy.Policy.Maximum)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.gap(4))
    row.addWidget(label)
    row.addWidget(button)
    row.addStretch(1)
    return row


def _column(holder: QWidget, gap: int) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return column
