"""The documents exported from a dossier, compared with its answers of now: which are superseded, and by what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.answers.draft import Draft, fit, parse_stored
from desktop_app.engine.documents.content import Content, content
from desktop_app.engine.documents.dependencies import NOTICES_READ, SET_ASIDE
from desktop_app.engine.evaluation.evaluate import evaluate, line_ids
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.forms.form import Document, Field, Form
from desktop_app.engine.italian.phrases import counted
from desktop_app.session.labels import question_label

MOST_NAMED = 2  # questions named one by one


@dataclass(slots=True)
class _Exported:
    """A draft that documents were exported from, and what they print on the day of `state`, made when it is needed."""

    draft: Draft
    state: FormState | None = None
    contents: dict[str, Content] = field(default_factory=dict)


class ExportComparison:
    """Compares documents with those exported earlier. It keeps what it worked out, for the next key or save.

    Which form the dossier is filled in by, each state says: it may pass to another edition, and come back.
    """

    def __init__(self) -> None:
        self._by_text: dict[tuple[str, str], _Exported | None] = {}  # by form and content
        self._now: tuple[FormState, dict[str, Content]] | None = None

    def change(self, entry: ExportEntry, state: FormState) -> str | None:
        """Why an exported document is superseded, as a clause; None where it still says what the answers say."""
        then, document = self._exported(entry.content, state.form), _document(entry, state.form)
        if then is not None and then.draft.form != state.form.id:
            return OTHER_EDITION
        if then is None or document is None:  # unreadable: only the whole draft can be compared
            return UNKNOWN if entry.changed else None
        if then.draft == state.draft or self._then(document, then, state) == self._current(document, state):
            return None
        return clause(list(changed_questions(document, then.draft, state)))

    def differs_only_in(self, entry: ExportEntry, state: FormState, fields: Collection[str]) -> bool:
        """Whether of what an exported document rests on nothing but some fields was answered otherwise since."""
        then, document = self._exported(entry.content, state.form), _document(entry, state.form)
        if then is None or document is None or then.draft.form != state.form.id:
            return False
        now, before = state.draft, then.draft
        changed = {
            id
            for id, asked in state.form.fields.items()
            if (id in document.rests_on or asked.columns)
            and (before.answers.get(id), before.overrides.get(id)) != (now.answers.get(id), now.overrides.get(id))
        }
        return changed <= {*fields}

    def current(self, document: str, exports: Sequence[ExportEntry], state: FormState) -> ExportEntry | None:
        """The newest export of a document, no draft, that still says what the answers say."""
        good = (each for each in exports if each.document == document and not each.bozza)
        return next((each for each in good if self.change(each, state) is None), None)

    def _exported(self, text: str, form: Form) -> _Exported | None:
        if (form.id, text) not in self._by_text:
            try:
                draft = parse_stored(text)
                self._by_text[form.id, text] = _Exported(fit(draft, form) if draft.form == form.id else draft)
            except DraftFault:
                self._by_text[form.id, text] = None
        return self._by_text[form.id, text]

    def _then(self, document: Document, exported: _Exported, state: FormState) -> Content:
        """What the document prints of the draft that it was exported from. As of today: a day is nobody's answer."""
        if exported.state is None or exported.state.today != state.today:
            exported.state, exported.contents = evaluate(state.form, exported.draft, state.today), {}
        return _kept(exported.contents, document, exported.state)

    def _current(self, document: Document, state: FormState) -> Content:
        now = self._now
        if now is None or now[0] is not state:
            now = self._now = (state, {})
        return _kept(now[1], document, state)


UNKNOWN = "la pratica è cambiata da allora"
OTHER_EDITION = "la pratica usa ora un'altra edizione del modulo"


def _document(entry: ExportEntry, form: Form) -> Document | None:
    return next((each for each in form.documents if each.spec.id == entry.document), None)


def _kept(contents: dict[str, Content], document: Document, state: FormState) -> Content:
    if document.spec.id not in contents:
        contents[document.spec.id] = content(document, state)
    return contents[document.spec.id]


def clause(questions: Sequence[str]) -> str:
    """What has changed since a document was exported, as a clause of a sentence."""
    names = list(dict.fromkeys(questions))
    if not names:
        return UNKNOWN
    if len(names) == 1:
        return f"è cambiata la risposta a «{names[0]}»"
    named = [f"«{each}»" for each in names[:MOST_NAMED]]
    more = len(names) - MOST_NAMED
    parts = [*named, counted(more, "un'altra", "altre {}")] if more > 0 else named
    return f"sono cambiate le risposte a {', '.join(parts[:-1])} e {parts[-1]}"


# --- which answers differ --------------------------------------------------------------------------------


def changed_questions(document: Document, then: Draft, state: FormState) -> Iterator[str]:
    """The questions whose answers differ from those that a document was exported from, of those that it rests on."""
    now, behind = state.draft, document.rests_on
    for id, asked in state.form.fields.items():
        before, after = then.answers.get(id), now.answers.get(id)
        if asked.columns:
            yield from _changed_lines(state.form, asked, behind, before, after)
        elif id in behind and (before, then.overrides.get(id)) != (after, now.overrides.get(id)):
            yield question_label(state.form, asked)
    if SET_ASIDE in behind:
        yield from _warnings_set_aside(then.set_aside, now.set_aside, state.form)
    if NOTICES_READ in behind and then.notices_read != now.notices_read:
        yield "Novità di legge"


def _changed_lines(form: Form, group: Field, behind: frozenset[str], before: Any, after: Any) -> Iterator[str]:
    old, new = _lines(before), _lines(after)
    if old is None or new is None or list(old) != list(new):  # lines were added, taken away or put in another order
        if group.key in behind:
            yield question_label(form, group)
        return
    for number, id in enumerate(new, 1):
        for column in group.columns.values():
            if column.key in behind and old[id].get(column.id) != new[id].get(column.id):
                yield question_label(form, group, column, number)


def _lines(raw: Any) -> dict[str, Mapping[str, Any]] | None:
    """The lines by their ids; None where they cannot be read."""
    found = raw if isinstance(raw, list) else []
    return dict(zip(line_ids(found), found, strict=True)) if all(isinstance(each, dict) for each in found) else None


def _warnings_set_aside(then: Mapping[str, str], now: Mapping[str, str], form: Form) -> Iterator[str]:
    changed = {id for id in {*then, *now} if then.get(id) != now.get(id)}
    for asked in form.fields.values():
        for node in (asked, *asked.columns.values()):
            if changed.intersection(check.id for check in node.checks if check.id):
                yield question_label(form, asked) if node is asked else node.spec.label
