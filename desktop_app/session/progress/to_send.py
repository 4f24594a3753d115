"""What there is to send of a dossier: of each document the file that would go now, and what the user added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.sendings import SendingOccurrence
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document
from desktop_app.mail.code import make_code
from desktop_app.session.acts import AnyAct, Attached, Pen, Returned, of_kind
from desktop_app.session.exported import ExportComparison
from desktop_app.session.progress.versions import Versions
from desktop_app.session.sendings.plan import AddedFile, DocumentFile, Given, SigningState
from desktop_app.system.file_names import ending_of

GOOD = ("complete", "partial")  # verdicts over a file that is worth its signatures
SAME = ("identical", "same_pages")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A dossier with what was exported from it (the newest first) and what happened since.

    `exported` gives the bytes of an export, None where they are not there any more; `kept` those of a file of the
    archive, and raises StoreFault. `number` is what people call the dossier.
    """

    id: str
    number: int
    state: FormState
    exports: Sequence[ExportEntry]
    acts: Sequence[AnyAct]
    comparison: ExportComparison
    exported: Callable[[ExportEntry], bytes | None]
    kept: Callable[[str], bytes]
    with_parties: bool = True

    def given(self, occurrence: SendingOccurrence, sender: str = "", zipped: bool = False) -> Given:
        """What goes with a sending, from the box and in the way that the user chose."""
        documents = ((each.spec.id, self._file(each)) for each in occurrence.documents)
        return Given(
            documents={id: file for id, file in documents if file is not None},
            attachments=dict(self._attachments(occurrence)),
            not_needed=frozenset(each.id for each in occurrence.attachments if self.reason(occurrence.key, each.id)),
            code=make_code(self.number, self.id, occurrence.key),
            with_parties=self.with_parties,
            sender=sender,
            zipped=zipped,
        )

    @property
    def versions(self) -> Versions:
        """What was exported, beside the answers."""
        return Versions(self.state, self.exports, self.comparison)

    # --- documents -------------------------------------------------------------------------------------------

    def _file(self, document: Document) -> DocumentFile | None:
        """The signed file that says most, else what was exported."""
        entry = self.versions.latest(document.spec.id)
        if entry is None:
            return None
        superseded = self.comparison.change(entry, self.state) or ""
        wanted = [each.spec.id for each in document.signers if self.state.holds(each.condition)]
        act, present = self._best(document.spec.id, entry, wanted)
        lacking = tuple(id for id in wanted if id not in present)
        if act is not None and act.file:
            read = partial(self.kept, act.file)
            by_pen = isinstance(act, Pen)
            ending = ".pdf.p7m" if isinstance(act, Returned) and act.form == "cades" else _ending(act.name)
            signing: SigningState = "some" if lacking else "pen" if by_pen else "all"
            return DocumentFile(ending, len(read()), read, signing, lacking, superseded)
        data = self.exported(entry)
        if data is None:
            return None
        return DocumentFile(".pdf", len(data), lambda: data, "nobody", lacking, superseded)

    def _best(self, document: str, entry: ExportEntry, wanted: Sequence[str]) -> tuple[Returned | Pen | None, set[str]]:
        """The act whose file has most of the signatures of an export, and of whom they are."""
        best: Returned | Pen | None = None
        present: set[str] = set()
        for act, signers in self._signed(document, entry):
            if self._is_kept(act) and len(signers & set(wanted)) >= max(1, len(present)):
                best, present = act, signers & set(wanted)
        return best, present

    def _is_kept(self, act: Returned | Pen) -> bool:
        """Whether its file is there, as it came: of one that is not nothing can go."""
        try:
            return act.file is not None and bool(self.kept(act.file))
        except StoreFault:
            return False

    def _signed(self, document: str, entry: ExportEntry) -> Iterator[tuple[Returned | Pen, set[str]]]:
        pens: set[str] = set()
        for act in self.acts:
            if not isinstance(act, Returned | Pen) or act.document != document:
                continue
            if not self.versions.is_of(entry, act):
                continue
            if isinstance(act, Pen):
                pens |= set(act.signers)
                yield act, set(pens)
            elif act.state in GOOD and act.content in SAME:
                yield act, {each.signer for each in act.signatures if each.signer and each.intact}

    # --- what the user added ---------------------------------------------------------------------------------

    def added(self, key: str, attachment: str) -> list[Attached]:
        """The acts about a line of the checklist of a sending: files, or why none goes."""
        acts = of_kind(self.acts, Attached)
        return [each for each in acts if each.sending == key and each.attachment == attachment]

    def _attachments(self, occurrence: SendingOccurrence) -> Iterator[tuple[str, list[AddedFile]]]:
        for line in occurrence.attachments:
            acts = self.added(occurrence.key, line.id)
            yield (
                line.id,
                [AddedFile(each.name, each.size, partial(self.kept, each.file)) for each in acts if each.file],
            )

    def reason(self, key: str, attachment: str) -> str:
        """Why nothing goes for a line of the checklist, as the user said last; empty where nobody said so."""
        acts = self.added(key, attachment)
        return acts[-1].reason if acts and not acts[-1].file else ""


def _ending(name: str) -> str:
    return ending_of(name) or ".pdf"
