"""Which version of a document an act is about: what went before another one was exported is about the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.state import FormState
from desktop_app.session.acts import AnyAct, Pen, Prepared, Protocolled, Received, Returned, Sent
from desktop_app.session.exported import ExportComparison


@dataclass(frozen=True, slots=True)
class Versions:
    """What was exported from a dossier (the newest first), beside its answers of now."""

    state: FormState
    exports: Sequence[ExportEntry]
    comparison: ExportComparison

    def latest(self, document: str) -> ExportEntry | None:
        """What would go now: the newest export that says what the answers say, else the newest; no draft."""
        current = self.comparison.current(document, self.exports, self.state)
        return current or self.before(document, None)

    def before(self, document: str, at: dt.datetime | None) -> ExportEntry | None:
        """What of a document was exported last before a moment; None: ever."""
        good = (each for each in self.exports if each.document == document and not each.bozza)
        return next((each for each in good if at is None or each.at <= at), None)

    def signed(self, act: Returned | Pen) -> ExportEntry | None:
        """What a file that came back is the signed one of: by its bytes, else what was exported last before it."""
        original = act.original if isinstance(act, Returned) else ""
        own = (each for each in self.exports if each.document == act.document and not each.bozza)
        same = next((each for each in own if original and each.sha256 == original), None)
        return same or self.before(act.document, act.at)

    def is_of_now(self, document: str, at: dt.datetime | None) -> bool:
        """Whether what was exported last before a moment still says what the answers say."""
        return self.says_now(self.before(document, at))

    def says_now(self, entry: ExportEntry | None) -> bool:
        """Whether an export still says what the answers say."""
        return entry is not None and self.comparison.change(entry, self.state) is None

    def is_of(self, entry: ExportEntry, act: Returned | Pen) -> bool:
        """Whether what came back is about an export, or about one that says the same."""
        own = self.signed(act)
        if own is None or own.number == entry.number or (entry.content and own.content == entry.content):
            return own is not None
        return self.says_now(entry) and self.says_now(own)

    def acts_of_sending(self, key: str, documents: Sequence[str], acts: Sequence[AnyAct]) -> list[AnyAct]:
        """The acts without those about an earlier version of one of the documents of a sending.

        While the newest version is superseded nothing else could have gone: what went stays what it is.
        """
        renewed = [each for each in documents if self.comparison.current(each, self.exports, self.state) is not None]
        taught = self._taught_by(key)
        kept: list[AnyAct] = []
        made: dict[int, Prepared] = {}
        last: Prepared | None = None
        for act in acts:
            if not isinstance(act, Prepared | Sent | Received | Protocolled) or act.sending != key:
                kept.append(act)
                continue
            if isinstance(act, Prepared):
                last = made[act.number] = act
            of = made.get(act.prepared, last) if isinstance(act, Received) else last
            if all(self._has(of, act, document, taught) for document in renewed):
                kept.append(act)
        return kept

    def _taught_by(self, key: str) -> frozenset[str]:
        """The answers that a sending itself gives, once it has arrived: its day, the office's number."""
        specs = (each.spec for each in self.state.form.sendings if each.spec.id == key.partition(".")[0])
        return frozenset(ref.partition(".")[0] for spec in specs for ref in (spec.date, spec.protocol) if ref)

    def _has(self, prepared: Prepared | None, act: AnyAct, document: str, taught: frozenset[str]) -> bool:
        """Whether a document as it is now went with what an act is about; written in since, `taught` change nothing."""
        if prepared is None:
            entry = self.before(document, act.at) if act.at else None
            return entry is None or self._is_as_sent(entry, taught)
        named = {each.document for each in prepared.files} - {""}
        if named and document not in named:
            return False
        if prepared.at is None:
            return True
        entry = self.before(document, prepared.at)
        return entry is not None and self._is_as_sent(entry, taught)

    def _is_as_sent(self, entry: ExportEntry, taught: frozenset[str]) -> bool:
        return self.says_now(entry) or self.comparison.differs_only_in(entry, self.state, taught)
