"""The acts and articles that a form cites, gathered from all its sources; each is listed once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.engine.forms.form import Field, Form

_ARTICLE = re.compile(r", (?=artt?\. )")
_SEVERAL = re.compile(r", | e ")


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or another part of an act (empty: the act as a whole), with the labels of what cites it."""

    name: str
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An act with its articles, in the order of their numbers."""

    name: str
    articles: tuple[Article, ...]


def cited(form: Form) -> list[Act]:
    """Every act that the form cites, in the order of first citation."""
    sources = list(_sources(form))
    known = {_ARTICLE.split(each)[0] for source, _ in sources for each in source.split("; ") if _ARTICLE.search(each)}
    found: dict[str, dict[str, dict[str, None]]] = {}
    for source, label in sources:
        for each in source.split("; "):
            act, articles = _parts(each, known)
            for article in articles:
                found.setdefault(act, {}).setdefault(article, {})[label] = None
    return [
        Act(name, tuple(Article(article, tuple(articles[article])) for article in sorted(articles, key=_number)))
        for name, articles in found.items()
    ]


def _parts(source: str, known: set[str]) -> tuple[str, list[str]]:
    """The act and its articles. `artt. 8 e 9` are two; of a `known` act, all after the comma is one part of it."""
    parts = _ARTICLE.split(source, maxsplit=1)
    if len(parts) == 2:
        numbers = _SEVERAL.split(parts[1].removeprefix("artt. "))
        several = parts[1].startswith("artt. ") and all(each[:1].isdigit() for each in numbers)
        return parts[0], [f"art. {each}" for each in numbers] if several else [parts[1]]
    act, _, part = source.partition(", ")
    return (act, [part]) if part and act in known else (source, [""])


def _number(article: str) -> tuple[int, str]:
    digits = re.search(r"\d+", article)
    return (int(digits[0]) if digits else 0, article)


def _sources(form: Form) -> Iterator[tuple[str, str]]:
    for field in form.fields.values():
        for each in (field, *field.columns.values()):
            yield from _of_field(each)
    cited = [
        *((rule.source, rule.label or rule.id) for rules in form.rules.values() for rule in rules),
        *((document.spec.source, document.spec.title) for document in form.documents),
        *((deadline.spec.source, deadline.spec.title) for deadline in form.deadlines),
        *((reading.spec.source, reading.spec.doubt) for reading in form.readings),
    ]
    for source, label in cited:
        if source:
            yield source, label


def _of_field(field: Field) -> Iterator[tuple[str, str]]:
    for source in (field.spec.source, *(check.spec.source for check in field.checks)):
        if source:
            yield source, field.spec.label
