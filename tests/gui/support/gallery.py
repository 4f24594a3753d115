"""Every widget on one sheet, as pages use them: to be looked at, and measured by the layout test.

`python -m tests.gui.support.gallery FOLDER` draws it in every scheme at 100 and 200 %.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Scheme, Theme, apply_scheme
from desktop_app.gui.widgets.calculation.formula import FormulaView
from desktop_app.gui.widgets.calculation.limit_meter import LimitMeter
from desktop_app.gui.widgets.calculation.result import ResultLabel
from desktop_app.gui.widgets.calculation.value_bar import ValueBar
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing import states
from desktop_app.gui.widgets.drawing.indicators import StateMark, Tag
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.empty_state import EmptyState
from desktop_app.gui.widgets.feedback.focus_ring import FocusOverlay
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.feedback.progress import ProgressStrip
from desktop_app.gui.widgets.inputs.choice_editors import YesNoEditor, choice_editor
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.field_row import FieldRow
from desktop_app.gui.widgets.inputs.number_editor import COUNT_WIDTH, NumberEditor
from desktop_app.gui.widgets.inputs.search_field import SearchField
from desktop_app.gui.widgets.inputs.text_editors import LongTextEditor, TextEditor
from desktop_app.gui.widgets.inputs.toggles import CheckBox
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.lists.dossier_table import DossierTable
from desktop_app.gui.widgets.lists.rail import Rail
from tests.gui.support.gallery_samples import BANNERS, DOSSIERS, HALF, LIMITS, PARTS, STEPS, TOO_MANY


def column(theme: Theme, *parts: QWidget, gap: float = 14, margin: float = 0) -> QWidget:
    """The parts one below the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    side = theme.gap(margin)
    layout.setContentsMargins(side, side, side, side)
    layout.setSpacing(theme.gap(gap))
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return holder


def flow(theme: Theme, *parts: QWidget) -> QWidget:
    holder = QWidget()
    layout = FlowLayout(theme.gap(10), theme.gap(8))
    holder.setLayout(layout)
    for part in parts:
        layout.addWidget(part)
    return holder


def titled(theme: Theme, words: str, *parts: QWidget) -> QWidget:
    return column(theme, heading(theme, words), Separator(theme, "border"), *parts, gap=8)


def marks(theme: Theme) -> QWidget:
    groups = (("Passo", states.STEP_LOOKS), ("Pratica", states.DOSSIER_LOOKS), ("Documento", states.DOCUMENT_LOOKS))
    shown: list[QWidget] = []
    for name, group in groups:
        shown += [text_label(theme, name, "tiny", "muted"), flow(theme, *(StateMark(theme, s) for s in group.values()))]
    tags = [Tag(theme, state.words, state.icon, state.color) for state in states.ORIGIN_LOOKS.values()]
    shown += [text_label(theme, "Origine di un valore", "tiny", "muted"), flow(theme, *tags)]
    return titled(theme, "Stati", *shown)


def buttons(theme: Theme) -> QWidget:
    off = Button(theme, "Esporta")
    off.setEnabled(False)
    return titled(
        theme,
        "Pulsanti",
        flow(
            theme,
            Button(theme, "&Avanti: Lavoratori", "primary", trailing="arrow-right"),
            Button(theme, "In&dietro", icon="arrow-left"),
            Button(theme, "&Controlla", "accent", icon="list-checks", key="F8", small=True),
            Button(theme, "Duplica riga", "quiet", icon="copy", small=True),
            Button(theme, "Elimina", "danger", icon="trash-2"),
            off,
            Button(theme, "Altro", icon="ellipsis", icon_only=True),
        ),
        flow(theme, Link(theme, "Guida in 5 minuti"), Link(theme, "art. 8", "tiny", 400)),
    )


def fields(theme: Theme) -> QWidget:
    mnemonics = Mnemonics()
    value = FieldRow(theme, "Valore della commessa (VUC)", NumberEditor(theme), "Al netto di IVA. Esempio: 60.000,00",
                     mnemonics=mnemonics)  # fmt: skip
    value.editor.show_value("66.000,00 €")
    value.setObjectName("value")
    period = FieldRow(theme, "Gli importi valgono per",
                      choice_editor(theme, {"anno": "un anno", "tutta": "tutta la commessa"}, mnemonics),
                      mnemonics=mnemonics)  # fmt: skip
    period.editor.show_value("anno")
    cost = FieldRow(theme, "Costo annuo di un lavoratore (CL)", NumberEditor(theme),
                    "Media delle 3 righe del passo Lavoratori.", mnemonics=mnemonics)  # fmt: skip
    cost.editor.show_value("21.500,00 €")
    cost.set_origin("computed")
    cost.set_links((("override", "Sostituisci questo valore"),))
    places = FieldRow(theme, "Posti da coprire con questa convenzione", NumberEditor(theme, COUNT_WIDTH),
                      "Il numero che le parti scrivono nell’art. 1 dell’Allegato A.", mnemonics=mnemonics)  # fmt: skip
    places.editor.show_value("2")
    places.show_notices([TOO_MANY])
    end = FieldRow(theme, "Data di fine", DateEditor(theme), "gg/mm/aaaa", mnemonics=mnemonics)
    end.editor.show_value("31/02/2027")
    end.show_notices([Notice("error", "Il 31 febbraio non esiste.", "Il mese di febbraio 2027 ha 28 giorni.")])
    return titled(theme, "Campi", value, period, cost, places, end)


def more_fields(theme: Theme) -> QWidget:
    hours = FieldRow(theme, "Ore a settimana", NumberEditor(theme, COUNT_WIDTH), unit="su 38")
    hours.editor.show_value("16")
    hours.show_notices([HALF])
    subject = FieldRow(theme, "Che cosa si affida alla cooperativa", LongTextEditor(theme),
                       "Attività e fasi di lavoro, come nel contratto di affidamento.")  # fmt: skip
    subject.editor.show_value("Assemblaggio e confezionamento di kit di minuteria metallica.")
    name = FieldRow(theme, "Denominazione", TextEditor(theme, ["Rossi Meccanica S.r.l."]))
    name.editor.show_value("Rossi Meccanica S.r.l.")
    name.set_origin("book")
    edition = FieldRow(theme, "Non modificabile", TextEditor(theme, width=190), "Fissata quando è nata la pratica.")
    edition.editor.show_value("edizione 2023")
    edition.editor.set_read_only("fixed")
    many = {str(number): f"Centro per l’impiego n. {number}" for number in range(6)}
    centre = FieldRow(theme, "Centro per l’impiego", choice_editor(theme, many))
    agreed = YesNoEditor(theme)
    agreed.show_value(True)
    check = CheckBox(theme, "Ho letto le norme e chiedo che la convenzione sia firmata anche dal consorzio")
    check.setChecked(True)
    return titled(theme, "Altri campi", hours, subject, name, edition, centre,
                  FieldRow(theme, "La cooperativa è iscritta all’albo?", agreed), check)  # fmt: skip


def messages(theme: Theme) -> QWidget:
    progress = ProgressStrip(theme)
    progress.show_progress("Esporto 2 di 5: Contratto di affidamento", 2, 5)
    nothing = EmptyState(theme, "Nessuna pratica con «faenza»",
                         "Controlla come è scritto, oppure cerca per comune o modello.", "Mostra tutte")  # fmt: skip
    later = EmptyState(theme, "Nessuna scadenza per ora", "Compare qui appena scrivi la data della comunicazione.")
    banners = [Callout(theme, notice, bar=False) for notice in BANNERS]
    return titled(theme, "Messaggi", *banners, progress, nothing, later)


def panel(theme: Theme) -> QWidget:
    answer, formula, bar, limits = ResultLabel(theme), FormulaView(theme), ValueBar(theme), LimitMeter(theme)
    answer.show_answer("Quanti posti copre la commessa", "1", "posto al massimo", "error",
                       "Ne hai scritti 2: uno in più.")  # fmt: skip
    formula.show_formula("N = (VUC − CP − CT) / CL", "(66.000 − 12.000 − 5.000) / 21.500", "2,279")
    bar.show_parts(PARTS)
    limits.show_limits(LIMITS)
    return column(
        theme, answer, Separator(theme),
        text_label(theme, "La formula", "small", weight=600), formula, Separator(theme),
        text_label(theme, "Come si spendono 66.000 € in un anno", "small", weight=600), bar, Separator(theme),
        text_label(theme, "Tre limiti: vale il più basso", "small", weight=600), limits, margin=20,
    )  # fmt: skip


def steps(theme: Theme) -> QWidget:
    rail = Rail(theme)
    rail.show_steps(STEPS, 3)
    return rail


def home(theme: Theme) -> QWidget:
    table = DossierTable(theme)
    table.show_rows(DOSSIERS, 0)
    table.show_order("modified", True)
    table.setMinimumHeight(theme.px(36 + 62 * 4 + 2))
    return column(theme, SearchField(theme, "Cerca per ente, comune o modello"), table)


BLOCKS = {
    "marks": marks, "buttons": buttons, "fields": fields, "more": more_fields, "messages": messages,
    "panel": panel, "steps": steps, "home": home,
}  # fmt: skip
COLUMNS = ((("steps", "marks"), 300), (("fields", "buttons"), 480), (("more",), 420), (("panel", "messages"), 420))


def sheet(theme: Theme) -> QWidget:
    """All blocks in columns, the list of dossiers below."""
    content = QWidget()
    whole, row = QVBoxLayout(content), QHBoxLayout()
    margin = theme.gap(28)
    whole.setContentsMargins(margin, margin, margin, margin)
    whole.setSpacing(theme.gap(28))
    row.setSpacing(theme.gap(40))
    for names, wide in COLUMNS:
        each = column(theme, *(BLOCKS[name](theme) for name in names), gap=28)
        each.setFixedWidth(theme.px(wide))
        row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
    whole.addLayout(row)
    whole.addWidget(home(theme))
    return content


def main(folder: Path) -> None:
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    schemes: tuple[Scheme, ...] = ("light", "dark", "contrast")
    for scheme in schemes:
        for factor in (1.0, 2.0):
            theme = apply_scheme(app, scheme, factor)
            area = FadeScrollArea(theme)
            area.set_content(sheet(theme))
            overlay = FocusOverlay(theme, area)
            content = area.widget()
            assert content is not None
            area.resize(content.sizeHint().width() + 20, content.heightForWidth(content.sizeHint().width()) + 4)
            area.show()
            area.activateWindow()
            app.processEvents()
            row = area.findChild(FieldRow, "value")
            assert isinstance(row, FieldRow)
            row.focus()
            app.processEvents()
            area.grab().save(str(folder / f"{scheme}-{round(factor * 100)}.png"))
            overlay.deleteLater()
            area.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
