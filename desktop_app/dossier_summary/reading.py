"""Reads a stored summary."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, get_args

from desktop_app.dossier_summary.values import (
    LONG_AGO,
    MAX_SUMMARY_TEXT,
    DeadlineSummary,
    DocumentState,
    DocumentStatus,
    DossierState,
    DossierSummary,
    MetHow,
    OutstandingItem,
    OutstandingKind,
    Stage,
)
from desktop_app.engine.evaluation.field_ref import FieldRef


def from_json(text: str) -> DossierSummary:
    """Reads a stored summary; whatever is missing, outdated or malformed gets its default."""
    content: Any = None
    with contextlib.suppress(ValueError, RecursionError):
        content = json.loads(text)
    if not isinstance(content, dict):
        return DossierSummary(made=LONG_AGO, by="")
    name, detail, form = (_text(each) for each in _list(content.get("title"), 3))
    done, total = (_count(each) for each in _list(content.get("steps"), 2))
    return DossierSummary(
        state=_one_of(content.get("state"), DossierState, "doing"),
        problems=_count(content.get("problems")),
        missing=_count(content.get("missing")),
        name=name,
        detail=detail,
        form=form,
        done=min(done, total),
        total=total,
        deadlines=tuple(sorted(_read_deadlines(content.get("terms")), key=lambda each: each.day)),
        outstanding=tuple(_read_outstanding(content.get("lacks"))),
        documents=tuple(_read_documents(content.get("papers"))),
        made=None if content.get("made") == "" else _date(content.get("made")) or LONG_AGO,
        stage=_one_of(content.get("stage"), Stage, ""),
        office=_text(content.get("office")),
        year=_count(content.get("year")),
        edition=_date(content.get("edition")),
        words=found if isinstance(found := content.get("words"), str) else "",
        by=_text(content.get("by")),
    )


def _read_deadlines(found: Any) -> Iterator[DeadlineSummary]:
    for each in _list(found):
        title, day, source, key, met, event, how = _list(each, 7)
        date = _date(day)
        if date is not None and _text(title):
            known: MetHow = _one_of(how, MetHow, "")
            yield DeadlineSummary(_text(title), date, _text(source), _text(key), _date(met), event is True, known)


def _read_outstanding(found: Any) -> Iterator[OutstandingItem]:
    for each in _list(found):
        kind, page, words, detail, field, column, line = _list(each, 7)
        if _text(field):
            place = FieldRef(_text(field), _text(column) or None, _text(line) or None)
            yield OutstandingItem(
                _one_of(kind, OutstandingKind, "error"), _text(page), _text(words), _text(detail), place
            )


def _read_documents(found: Any) -> Iterator[DocumentStatus]:
    for each in _list(found):
        id, title, state, day, change, stage, since, signed, signers, lacking, protocol, trouble = _list(each, 12)
        if _text(id) and _text(title):
            status: DocumentState = _one_of(state, DocumentState, "todo")
            yield DocumentStatus(
                _text(id), _text(title), status, _date(day), _text(change), _stage(stage, status), _date(since),
                _count(signed), _count(signers), tuple(_text(each) for each in _list(lacking)), _text(protocol),
                _text(trouble),
            )  # fmt: skip


def _stage(found: Any, state: DocumentState) -> Stage:
    """Of a summary that does not say it yet, what its state tells."""
    known: Stage = "exported" if state == "exported" else "superseded" if state == "outdated" else "to_export"
    stage: Stage = _one_of(found, Stage, known)
    return stage


def _list(found: Any, length: int | None = None) -> list[Any]:
    """The list, or an empty one; padded with None or cut to `length` if that is given."""
    items = found if isinstance(found, list) else []
    return items if length is None else [*items, *[None] * length][:length]


def _text(found: Any) -> str:
    return found[:MAX_SUMMARY_TEXT] if isinstance(found, str) else ""


def _count(found: Any) -> int:
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 10**9 else 0


def _one_of(found: Any, among: Any, otherwise: Any) -> Any:
    return found if isinstance(found, str) and found in get_args(among) else otherwise


def _date(found: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(found)
    except (TypeError, ValueError):
        return None
