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
}  # fmt: skip


class MissingWords(QTranslator):
    """Asked where Qt's own translation has nothing, if it is installed before that."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, *_: object) -> str:
        return WORDS.get((context, source)) or None  # type: ignore[return-value]  # "" would be an empty translation
