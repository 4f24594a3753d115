"""Words that are seen or read aloud, and those among them that are no Italian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

# Words that no Italian sentence of ours has; File, OK, PDF, PEC and the like are Italian offices' own.
ENGLISH = re.compile(
    r"\b("
    r"the|and|not|of|for|from|with|without|is|are|was|yes|save|open|close|error|warning|cancel|undo|redo|cut|copy"
    r"|paste|delete|remove|add|new|edit|view|help|about|search|find|next|back|previous|forward|settings|options|print"
    r"|export|import|page|pages|step|steps|loading|please|try|again|failed|fault|missing|required|unknown|invalid"
    r"|today|amount|number|name|value|empty|true|false|done|ready|draft|list|row|rows|column|line|lines"
    r"|text|size|theme|dark|light|high|contrast|system|fit|width|height|show|hide|more|less|any|select|clear"
    r"|apply|reset|restore|retry|quit|exit|tools|folder|document|documents|preview|button|window|menu"
    r")\b",
    re.IGNORECASE,
)


def spoken(root: QWidget) -> Iterator[tuple[QObject, str]]:
    """All that is seen or read aloud."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, QPlainTextEdit):
            continue
        for words in (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()):
            yield widget, words
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        if isinstance(widget, QLineEdit):
            yield widget, widget.placeholderText()
    for action in root.findChildren(QAction):
        yield action, action.text()


@cache  # most words are on every page
def english(words: str) -> list[str]:
    return ENGLISH.findall(re.sub(r"<[^>]*>|(?<!\w)/\S+|\S+@\S+|\S+\.\w{2,4}\b", " ", words.replace("&", "")))
