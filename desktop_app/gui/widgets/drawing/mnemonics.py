"""Mnemonics for Alt: each label of a step gets the first of its own letters that is still free."""

from __future__ import annotations

MENU_LETTERS: str = "fmvpis"  # the menus' letters
RESERVED_LETTERS: str = MENU_LETTERS + "adct"  # and those of Avanti, Indietro, Controlla, Anteprima


class Mnemonics:
    """The letters given out on one step: never one twice, none where none is left."""

    def __init__(self, reserved: str = RESERVED_LETTERS) -> None:
        self._taken = set(reserved)

    def assign(self, words: str) -> str:
        """The words with "&" before their letter; every other "&" is shown as it is."""
        for place, sign in enumerate(words):
            letter = sign.lower()
            if letter.isascii() and letter.isalpha() and letter not in self._taken:
                self._taken.add(letter)
                return f"{escape_mnemonic(words[:place])}&{escape_mnemonic(words[place:])}"
        return escape_mnemonic(words)


def escape_mnemonic(words: str) -> str:
    return words.replace("&", "&&")


def without_mnemonic(words: str) -> str:
    """The words as they are read, without the mark of the letter."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
