"""Inspects the sendings of a compiled form: every address, document, place, value and deadline that they name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

from desktop_app.engine.faults import Report, suggestion
from desktop_app.engine.forms.braces import names_in
from desktop_app.engine.forms.definition import Channel
from desktop_app.engine.forms.form import Field, Form, Sending
from desktop_app.engine.forms.inspection import inspect_sentence

MAX_VALUES = 200  # to copy to a portal
_WRITTEN = ("to", "subject", "text")  # keys of what is written, and not of a portal
_TO_COPY = ("address", "values")
_ADDRESSES: Mapping[Channel, tuple[str, ...]] = {"pec": ("pec",), "email": ("email", "pec"), "portal": ()}


def inspect_sendings(form: Form, report: Report) -> dict[str, frozenset[str]]:
    """Reports every name that is not declared. Gives by sending the names that its message uses."""
    return {
        each.spec.id: _Inspector(form, each, partial(report, f"form.toml, invio {each.spec.id}")).inspect(report)
        for each in form.sendings
    }


class _Inspector:
    def __init__(self, form: Form, sending: Sending, report: Callable[[str], None]) -> None:
        self.form, self.sending, self.spec, self.report = form, sending, sending.spec, report
        columns = form.fields[self.spec.lines].columns if self.spec.lines is not None else {}
        self.fields: Mapping[str, Field] = {**form.fields, **columns}  # in a line its own columns come first

    def inspect(self, report: Report) -> frozenset[str]:
        spec = self.spec
        self.channel()
        for key, names in (("from", spec.from_), ("to", spec.to), ("cc", spec.cc)):
            self.addresses(key, names)
        self.documents()
        for name in spec.only_when:
            self.named("only_when", name, {*spec.documents, *spec.to, *spec.cc}, "fra documenti e destinatari")
        self.place("date", spec.date, "date", "una data che si chiede")
        self.place("protocol", spec.protocol, "text", "un testo che si chiede")
        self.deadlines()
        self.values()
        return self.texts(report)

    def channel(self) -> None:
        portal = self.spec.channel == "portal"
        wanted, refused = (_TO_COPY, (*_WRITTEN, "from_", "cc")) if portal else (_WRITTEN, _TO_COPY)
        for key in wanted:
            if not getattr(self.spec, key):
                self.report(f"manca la chiave «{key}»: con «channel = '{self.spec.channel}'» serve.")
        for key in refused:
            if getattr(self.spec, key):
                self.report(f"la chiave «{key.strip('_')}» non va con «channel = '{self.spec.channel}'».")
        if self.spec.address and not self.spec.address.startswith("https://"):
            self.report("la chiave «address» vuole un indirizzo che comincia con https://.")

    def named(self, key: str, name: str, known: Collection[str], what: str) -> bool:
        if name not in known:
            self.report(f"chiave «{key}»: «{name}» non è {what}.{suggestion(name, known)}")
        return name in known

    def once(self, key: str, names: Collection[str]) -> None:
        if len(set(names)) < len(names):
            self.report(f"chiave «{key}»: lo stesso nome c'è due volte.")

    def addresses(self, key: str, names: Collection[str]) -> None:
        types = _ADDRESSES[self.spec.channel]
        known = {id for id, field in self.fields.items() if field.spec.type in types}
        for name in names:
            self.named(key, name, known, f"un campo di tipo {' o '.join(types)}")
        self.once(key, names)

    def documents(self) -> None:
        documents = {each.spec.id: each for each in self.form.documents}
        for id in self.spec.documents:
            self.named("documents", id, documents, "un documento")
        for id in self.spec.signed:
            listed = self.named("signed", id, self.spec.documents, "in «documents»")
            if listed and id in documents and not documents[id].signers:
                self.report(f"chiave «signed»: «{id}» non lo firma nessuno.")
        self.once("documents", self.spec.documents)
        self.once("signed", self.spec.signed)

    def place(self, key: str, name: str | None, type: str, what: str) -> None:
        """Where an answer is offered there must be one to give."""
        if name is not None:
            asked = {id for id, each in self.fields.items() if each.spec.type == type and each.formula is None}
            self.named(key, name, asked, what)

    def deadlines(self) -> None:
        due = {each.spec.id: each for each in self.form.deadlines if not each.spec.event}
        for id in self.spec.meets:
            if self.named("meets", id, due, "una scadenza da rispettare"):
                lines = due[id].spec.lines
                if lines not in (None, self.spec.lines):
                    self.report(f'chiave «meets»: la scadenza «{id}» è una per riga: serve «lines = "{lines}"».')
        self.once("meets", self.spec.meets)

    def values(self) -> None:
        valued = {id for id, field in self.fields.items() if field.spec.traits.valued or field.columns}
        for name in self.spec.values:
            self.named("values", name, valued, "un campo")
        self.once("values", self.spec.values)
        if len(self.spec.values) > MAX_VALUES:
            self.report(f"chiave «values»: i campi sono più di {MAX_VALUES}.")

    def texts(self, report: Report) -> frozenset[str]:
        from desktop_app.engine.documents.template import inspect_text

        subject = self.spec.subject or ""
        sayable = {id: each.spec.traits.numeric for id, each in self.fields.items() if each.spec.traits.valued}
        sayable |= {"oggi": False, **dict.fromkeys(self.form.rules, True)}
        if self.spec.lines is not None:
            sayable["riga"] = True
        inspect_sentence(subject, sayable, f"form.toml, invio {self.spec.id}, chiave subject", report)
        if "\n" in subject:
            self.report("la chiave «subject» sta su una riga sola.")
        used = inspect_text(self.sending.text, self.form, set(), partial(report, self.spec.text or ""), self.spec.lines)
        return frozenset(used.union(names_in(subject)))
