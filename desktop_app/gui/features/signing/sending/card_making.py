"""Makes the cards of the sendings: from what would go now, and what happened to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.sendings import Mailbox, SendingOccurrence, sendings
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Form
from desktop_app.engine.italian import dates
from desktop_app.engine.italian.sizes import megabytes, megabytes_times
from desktop_app.gui.features.signing.sending.cards import LOOKS, Card, CheckItem, GapItem
from desktop_app.gui.features.signing.sending.recipient_items import recipient_items
from desktop_app.gui.wording.sentences import tidy
from desktop_app.mail.message import GUARANTEED, is_address
from desktop_app.session.acts import AnyAct, Prepared, Protocolled, Received, Sent, of_kind
from desktop_app.session.progress.chain import SendingProgress, sending_progress
from desktop_app.session.progress.offers import offers_of
from desktop_app.session.progress.to_send import Outgoing
from desktop_app.session.sendings.plan import Gap, SendingPlan
from desktop_app.session.sendings.planning import plan_sending
from desktop_app.system.clock import local


class Worked(NamedTuple):
    """A sending as it would go now, with its card."""

    plan: SendingPlan
    card: Card


class Choices(NamedTuple):
    """How the user wants sendings to go, by their keys; of the others as they were prepared last."""

    senders: Mapping[str, str]
    zipped: Mapping[str, bool]


def work_out(outgoing: Outgoing, choices: Choices, today: dt.date) -> list[Worked]:
    """All sendings of a dossier. Slow: it reads the files."""
    found, last = [], {each.sending: each for each in of_kind(outgoing.acts, Prepared)}
    for occurrence in sendings(outgoing.state):
        key, before = occurrence.key, last.get(occurrence.key, Prepared())
        sender = choices.senders.get(key, before.sender)
        if sender not in dict(_boxes(occurrence, outgoing.state.form)):
            sender = ""  # the answer that it came from has changed
        given = outgoing.given(occurrence, sender, choices.zipped.get(key, before.zipped))
        plan = plan_sending(occurrence, outgoing.state, given)
        found.append(Worked(plan, card_of(plan, outgoing, today)))
    return found


def card_of(plan: SendingPlan, outgoing: Outgoing, today: dt.date) -> Card:
    """The card of a sending."""
    key, spec = plan.key, plan.occurrence.spec
    asked = [each.spec.id for each in (plan.occurrence.signed or plan.occurrence.documents)]
    acts = outgoing.versions.acts_of_sending(key, asked, outgoing.acts)  # what went before is of another version
    progress = sending_progress(key, acts, plan.is_portal)
    made = [each for each in of_kind(acts, Prepared) if each.sending == key]
    checklist = tuple(_checklist(plan, outgoing))
    skipped = {each.id for each in checklist if each.is_done}
    gaps = tuple(_gap(each) for each in plan.gaps if not (each.kind == "attachment" and each.attachment in skipped))
    state = _state(progress, bool(made), bool(gaps))
    form, asked_of = outgoing.state.form, (*plan.occurrence.to, *plan.occurrence.cc)
    labels = {each.address.lower(): _whose(each, form) for each in asked_of if each.address}
    return Card(
        key=key, title=plan.occurrence.name, source=tidy(spec.source), state=state,
        words=_words(state, progress, made, today), is_portal=plan.is_portal, portal=spec.address or "",
        values=tuple((f"{each.part}: {each.label}" if each.part else each.label, each.text) for each in plan.values),
        to=tuple(_box(each, labels) for each in plan.to), cc=tuple(_box(each, labels) for each in plan.cc),
        boxes=_boxes(plan.occurrence, form), sender=plan.sender,
        files=tuple((each.name, megabytes(each.size)) for each in plan.files),
        zip_name=plan.zip_name if plan.zipped else "", weight=_weight(plan),
        fits=plan.is_portal or plan.weight.fits, subject=plan.subject, text=plan.text, checklist=checklist, gaps=gaps,
        prepared=_prepared(made, today), sent_act=_last(Sent, key, acts),
        recipients=tuple(recipient_items(plan, acts, made)),
        trouble=_trouble(key, acts) if progress.trouble else "", protocol=_protocol(progress),
        protocol_act=_last(Protocolled, key, acts), offers=tuple(_offers(plan, outgoing, progress)),
    )  # fmt: skip


def _state(progress: SendingProgress, made: bool, gaps: bool) -> str:
    if progress.stage in ("protocolled", "delivered"):
        return progress.stage
    if progress.trouble:
        return "failed"
    if progress.stage == "sent":
        return "sent"
    return "prepared" if made else "gaps" if gaps else "ready"


def _words(state: str, progress: SendingProgress, made: Sequence[Prepared], today: dt.date) -> str:
    if state == "protocolled":
        return _protocol(progress)
    if state == "failed":
        return progress.trouble[:1].upper() + progress.trouble[1:]
    if state in ("sent", "delivered") and progress.day:
        return f"{LOOKS[state].words} {dates.with_article('il', dates.date(progress.day))}"
    if state == "prepared":
        return _prepared(made, today)
    return LOOKS[state].words


def _protocol(progress: SendingProgress) -> str:
    if not progress.protocol:
        return ""
    day = f" {dates.with_article('del', dates.date(progress.protocol_day))}" if progress.protocol_day else ""
    return f"Protocollato con il n. {progress.protocol}{day}"


def _prepared(made: Sequence[Prepared], today: dt.date) -> str:
    at = made[-1].at if made else None
    if at is None:
        return ""
    day = local(at).date()
    when = "oggi" if day == today else dates.with_article("il", dates.date(day))
    return f"Preparato {when} alle {local(at):%H:%M}"


def _boxes(occurrence: SendingOccurrence, form: Form) -> tuple[tuple[str, str], ...]:
    """The boxes that a sending may go from, each once, with whose it is."""
    found: dict[str, tuple[str, str]] = {}
    for each in occurrence.boxes:
        if each.address and is_address(each.address):
            found.setdefault(each.address.lower(), (each.address, f"{each.address} ({_whose(each, form)})"))
    return tuple(found.values())


def _whose(box: Mailbox, form: Form) -> str:
    """What is asked of a box alone, or the heading that tells it from others of the same name."""
    return form.parts.get(box.ref.field) or box.label


def _box(address: str, labels: dict[str, str]) -> str:
    label = labels.get(address.lower(), "")
    return f"{address} ({label})" if label else address


def _weight(plan: SendingPlan) -> str:
    if plan.is_portal:
        return ""
    weight = plan.weight
    many, all_of_them = weight.recipients, megabytes_times(weight.message, weight.recipients)
    times = f" × {many} destinatari = {all_of_them}" if many > 1 else ""
    own = weight.office_limit if (weight.office_limit or GUARANTEED) < GUARANTEED else None
    whose = "il limite di questo ufficio" if own else "il limite garantito a ogni PEC"
    words = f"{megabytes(weight.message)}{times}; {whose} è {megabytes(own or GUARANTEED)}"
    return words.replace(",0\u00a0MB", "\u00a0MB")


def _gap(gap: Gap) -> GapItem:
    sentence = tidy(gap.sentence)
    if gap.ref is not None:
        return GapItem(sentence, gap.ref, "go", "Vai alla risposta")
    if gap.kind in ("export", "superseded") and gap.document:
        return GapItem(sentence, None, f"export:{gap.document}", "Esporta")
    if gap.kind == "attachment":
        return GapItem(sentence, in_checklist=True)
    if gap.kind in ("draft", "blank"):
        return GapItem(sentence, None, "summary", "Vai al Riepilogo")
    return GapItem(sentence)


def _checklist(plan: SendingPlan, outgoing: Outgoing) -> Iterator[CheckItem]:
    for line in plan.occurrence.attachments:
        acts = outgoing.added(plan.key, line.id)
        files = tuple((each.number, each.name) for each in acts if each.file)
        reason = next((each for each in reversed(acts) if each.reason), None)
        yield CheckItem(
            line.id, tidy(line.label), files, reason.reason if reason and not files else "",
            reason.number if reason else 0,
        )  # fmt: skip


def _trouble(key: str, acts: Sequence[AnyAct]) -> str:
    """What the last bad receipt says to do."""
    bad = [each for each in of_kind(acts, Received) if each.sending == key and each.tone in ("error", "warning")]
    return f"{bad[-1].fact} {bad[-1].remedy}".strip() if bad else ""


def _last(kind: type[Sent] | type[Protocolled], key: str, acts: Sequence[AnyAct]) -> int:
    return next((each.number for each in reversed(acts) if isinstance(each, kind) and each.sending == key), 0)


def _offers(plan: SendingPlan, outgoing: Outgoing, progress: SendingProgress) -> Iterator[tuple[str, str]]:
    """What the dossier asks and the receipts know: `day:…` and `number:…`, each with the words of its link."""
    state = outgoing.state
    for ref, kind, value, _ in offers_of(plan.occurrence, progress, state.draft):
        shown = dates.date(dt.date.fromisoformat(value)) if kind == "day" else f"«{value}»"
        yield f"{kind}:{value}", f"Scrivi {shown} in «{label_at(state, ref)}»"


def label_at(state: FormState, ref: FieldRef) -> str:
    """What is asked at a place."""
    field = state.form.fields[ref.field]
    return (field.columns[ref.column] if ref.column else field).spec.label
