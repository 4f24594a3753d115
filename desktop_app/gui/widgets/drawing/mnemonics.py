"""Mnemonics (Alt + letter): each label on a page gets the first of its own letters that is still free."""

from __future__ import annotations

MENU_LETTERS: str = "fmvpis"  # taken by the menu bar
RESERVED_LETTERS: str = MENU_LETTERS + "adct"  # and by Avanti, Indietro, Controlla, Anteprima


class Mnemonics:
    """Assigns the letters of one page: each at most once; a label whose letters are all taken gets none."""

    def __init__(self, reserved: str = RESERVED_LETTERS) -> None:
        self._taken = set(reserved)

    def assign(self, words: str) -> str:
        """The label with "&" before its letter; every other "&" is escaped."""
        for place, sign in enumerate(words):
            letter = sign.lower()
            if letter.isascii() and letter.isalpha() and letter not in self._taken:
                self._taken.add(letter)
                return f"{escape_mnemonic(words[:place])}&{escape_mnemonic(words[place:])}"
        return escape_mnemonic(words)


def escape_mnemonic(words: str) -> str:
    """The label text that shows these words literally, without a mnemonic."""
    return words.replace("&", "&&")


def without_mnemonic(words: str) -> str:
    """The words of a label as they are read: without the "&" of its mnemonic."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
