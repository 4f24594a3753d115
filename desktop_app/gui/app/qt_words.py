"""Words of Qt's own windows that its Italian translation lacks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTranslator

WORDS: Final = {
    ("QFileDialog", "&Look in:"): "C&artella:",
    ("QFileDialog", "Files of &type:"): "&Tipo di file:",
    ("QAbstractFileIconProvider", "File"): "File",
    ("QAbstractFileIconProvider", "%1 File"): "File %1",
    ("QAbstractFileIconProvider", "File Folder"): "Cartella",
    ("QAbstractFileIconProvider", "Folder"): "Cartella",
    ("QAbstractFileIconProvider", "Drive"): "Disco",
    ("QAbstractFileIconProvider", "Unknown"): "Sconosciuto",
    ("QAbstractFileIconProvider", "Shortcut"): "Collegamento",
    ("QAbstractFileIconProvider", "Alias"): "Alias",
    ("QFileSystemModel", '<b>The name "%1" cannot be used.</b><p>Try using another name, with fewer characters or no '
     "punctuation marks."): "<b>Il nome «%1» non va bene.</b><p>Scegline un altro, più corto o senza segni.",
    ("QPrintSettingsOutput", "Double Sided Printing"): "Fronte e retro",
    ("QPrintSettingsOutput", "Off"): "No",
    ("QPrintSettingsOutput", "Long side binding"): "Sì, si gira sul lato lungo",
    ("QPrintSettingsOutput", "Short side binding"): "Sì, si gira sul lato corto",
    ("QPrintSettingsOutput", "Pages"): "Queste pagine",
    ("QPrintSettingsOutput", "Specify pages or ranges separated by commas. Ranges are specified by two numbers "
     "separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."):
        "Pagine e intervalli separati da virgole. Esempio: 3,5-7,9 stampa le pagine 3, 5, 6, 7 e 9.",
    ("QPrintSettingsOutput", "Page &Set:"): "Di &queste:",
    ("QPrintDialog", "Invalid Pages Definition"): "Le pagine non si capiscono",
    ("QPrintDialog", "%1 does not follow the correct syntax. Please use ',' to separate ranges and pages, '-' to "
     "define ranges and make sure ranges do not intersect with each other."):
        "«%1» non si capisce. Separa pagine e intervalli con virgole; un intervallo ha un trattino: 3,5-7,9.",
    ("QPrintDialog", "Duplex Settings Conflicts"): "Fronte e retro non va d’accordo con il resto",
    ("QPrintDialog", "There are conflicts in duplex settings. Do you want to fix them?"):
        "Fronte e retro non va d’accordo con altre scelte. Vuoi correggerle?",
    ("QPrintPropertiesWidget", "Advanced"): "Avanzate",
    ("QPrintPropertiesWidget", "There are conflicts in some options. Please fix them."):
        "Alcune opzioni non vanno d’accordo: correggile.",
    ("QPrintPropertiesDialog", "Page Setup Conflicts"): "Le scelte della pagina non vanno d’accordo",
    ("QPrintPropertiesDialog", "Advanced Option Conflicts"): "Le opzioni avanzate non vanno d’accordo",
    ("QPrintPropertiesDialog", "There are conflicts in page setup options. Do you want to fix them?"):
        "Alcune scelte della pagina non vanno d’accordo. Vuoi correggerle?",
    ("QPrintPropertiesDialog", "There are conflicts in some advanced options. Do you want to fix them?"):
        "Alcune opzioni avanzate non vanno d’accordo. Vuoi correggerle?",
    ("QPageSetupWidget", "Page &order:"): "&Ordine delle pagine:",
    ("QPageSetupWidget", "Pages &per sheet:"): "&Pagine per foglio:",
    ("QCupsJobWidget", "Scheduled &printing:"): "&Quando si stampa:",
    ("QCupsJobWidget", "&Billing information:"): "A chi si &addebita:",
    ("QCupsJobWidget", "Job &priority:"): "&Urgenza:",
    ("QCupsJobWidget", "&Start:"): "All’&inizio:",
    ("QCupsJobWidget", "&End:"): "Alla &fine:",
    ("QCupsJobWidget", "Banner page at start"): "Pagina di separazione all’inizio",
    ("QCupsJobWidget", "Banner page at end"): "Pagina di separazione alla fine",
}  # fmt: skip


class MissingWords(QTranslator):
    """Asked where Qt's own translation has nothing, if it is installed before that."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, *_: object) -> str:
        return WORDS.get((context, source)) or None  # type: ignore[return-value]  # "" would be an empty translation
