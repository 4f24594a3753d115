"""What the window has to tell, as data: compared before it is drawn again."""

from __future__ import annotations

from typing import Literal, NamedTuple

NoticeKind = Literal["error", "warning", "note", "info", "ok", "plain"]
Links = tuple[tuple[str, str], ...]  # what to hand back when it is followed, and its words


class Notice(NamedTuple):
    """First the fact, then what to do, then remedies of one click."""

    kind: NoticeKind
    fact: str
    text: str = ""
    links: Links = ()
    icon: str = ""  # instead of the kind's own

    @property
    def spoken(self) -> str:
        return f"{self.fact} {self.text}".strip()
