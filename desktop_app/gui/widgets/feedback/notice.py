"""A notice as data, so that it is compared before it is drawn again."""

from __future__ import annotations

from typing import Literal, NamedTuple

NoticeKind = Literal["error", "warning", "note", "info", "ok", "plain"]
Links = tuple[tuple[str, str], ...]  # key and words of each


class Notice(NamedTuple):
    """The fact, text on what to do, and links to remedies."""

    kind: NoticeKind
    fact: str
    text: str = ""
    links: Links = ()
    icon: str = ""  # in place of that of its kind

    @property
    def spoken(self) -> str:
        return f"{self.fact} {self.text}".strip()
