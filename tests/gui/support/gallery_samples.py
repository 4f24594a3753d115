"""What the parts on the sheet show: problems, messages, steps, limits, dossiers."""

from __future__ import annotations

from desktop_app.gui.widgets.calculation.limit_meter import LimitEntry
from desktop_app.gui.widgets.calculation.value_bar import BarPart
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.lists.dossier_row import DossierRow
from desktop_app.gui.widgets.lists.rail import RailStep

TOO_MANY = Notice(
    "error",
    "Il massimo è 1 posto.",
    "La convenzione quadro ne ammette uno fino a 50 dipendenti (art. 9) e la base di computo è 48.",
    (("write", "Scrivi 1"), ("review", "Rivedi la base di computo")),
)
HALF = Notice(
    "warning",
    "Sotto la metà del tempo pieno.",
    "Puoi lasciare 16 ore, scrivendo il motivo: finirà nella relazione.",
    (("explain", "Lascia così e spiega"),),
)
BANNERS = (
    Notice("ok", "Salvato alle 10:42."),
    Notice("plain", "", "Salvo…", icon="loader"),
    Notice(
        "error",
        "Non riesco a salvare: il disco è pieno.",
        "Quello che hai scritto è ancora qui. Libera spazio, poi riprova.",
        (("again", "Riprova"),),
    ),
    Notice(
        "info",
        "Commessa si era chiusa all’improvviso.",
        "Sei dove eri, con tutto quello che era stato salvato fino alle 10:41.",
        icon="history",
    ),
    Notice("plain", "", "Riga 3 eliminata.", (("undo", "Annulla"),), icon="trash-2"),
    Notice(
        "ok",
        "Convenzione esportata.",
        "Versione 1, in Documenti, Commessa.",
        (("open", "Apri la cartella"),),
        icon="file-check",
    ),
    Notice(
        "warning",
        "Da confermare con l’ufficio.",
        "Non conosciamo la formula lombarda: scrivi il coefficiente della convenzione firmata.",
        icon="circle-question-mark",
    ),
)
STEPS = (
    RailStep("Chi stipula", "done"),
    RailStep("Requisiti", "done"),
    RailStep("Quota di riserva", "done"),
    RailStep("La commessa", "problem"),
    RailStep("Lavoratori", "problem", "Un problema nella riga 3"),
    RailStep("Soggetti svantaggiati", "unneeded", counts=False),
    RailStep("Durata e allegati", "doing"),
    RailStep("Scadenze", "done"),
    RailStep("Riepilogo", "todo", "2 problemi da risolvere", counts=False),
)
LIMITS = (
    LimitEntry("value", "Valore della commessa", "art. 8", 2),
    LimitEntry("frame", "Convenzione quadro", "art. 9", 1, binding=True),
    LimitEntry("open", "Posti ancora scoperti", "", 2),
)
PARTS = (
    BarPart("first", "Produzione", "12.000 €", 12000, ("CP",)),
    BarPart("second", "Tutoraggio", "5.000 €", 5000, ("CT",)),
    BarPart("unit", "1º e 2º lavoratore", "43.000 €", 43000, ("1º", "2º")),
    BarPart("rest", "Resto", "6.000 €", 6000),
)
DOSSIERS = (
    DossierRow(
        "Rossi Meccanica S.r.l.", "con Coop. Alba · Monte San Vito (AN)", "Marche, art. 14", "problem", "2 problemi",
        "04/12/2026", "fra 11 giorni", "Stipula della convenzione", urgency="soon", modified="oggi",
        modified_at="10:42",
    ),
    DossierRow(
        "Adriatica Imballaggi S.p.A.", "con Consorzio Il Faro · Fano (PU)", "Marche, art. 14", "sent",
        "stipulata il 12/11/2026", "27/11/2026", "fra 4 giorni", "Affidamento della commessa", urgency="urgent",
        modified="ieri", modified_at="17:05",
    ),
    DossierRow(
        "Conserve Murgia S.p.A.", "Altamura (BA)", "Puglia, art. 11", "ready", "da esportare", "14/01/2027",
        "fra 52 giorni", "Richiesta di preselezione", modified="19/11/2026", modified_at="09:18",
    ),
    DossierRow("Logistica Padana S.r.l.", "con Coop. Il Solco · Cremona", "Lombardia, art. 14", "doing",
               "passo 3 di 6", modified="16/11/2026", modified_at="15:40"),
)  # fmt: skip
