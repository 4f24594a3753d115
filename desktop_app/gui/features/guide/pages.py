"""The pages of the guide: on the program, the steps of a form, doubtful points, acts, news. No user data."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from desktop_app.engine.documents.blocks import Block, Paragraph, Run, TableBlock
from desktop_app.engine.forms.definition import InterpretationDef, NoticeDef
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.guide import GuidePage, Section
from desktop_app.engine.forms.norms import Article, cited
from desktop_app.gui.wording.law_notice_words import headline
from desktop_app.system.files import read_resource_text
from desktop_app.system.paths import resources_folder

DOUBTS, NORMS, NEWS, STEP = "dubbi", "norme", "novita", "passo/"
_HEADING = re.compile(r"^(##?) +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section of a page: title, text and source; it can be opened by each of its ids (mostly of fields)."""

    ids: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page: title, introduction, sections."""

    title: str
    intro: tuple[Block, ...]
    sections: tuple[PageSection, ...]


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """A page in the contents; `make` makes it when it is first opened."""

    key: str
    title: str
    group: str
    make: Callable[[], PageContent]


def contents(form: Form | None, forms: Callable[[], Iterable[Form]], today: Callable[[], dt.date]) -> list[GuideEntry]:
    """The contents for an open form, or without one; `forms` gives all forms, and is called when a page needs them.

    Pages are made once, those that depend on the day once a day.
    """
    own = list(_own_pages())
    if form is None:
        both = _generated(lambda: list(forms()), today)
        return [*own, *both]
    steps = [
        GuideEntry(STEP + page.id, page.title, "Questa pratica", _step_maker(form, page, today)) for page in form.guide
    ]
    return [*steps, *_generated(lambda: [form], today), *own]


def _generated(forms: Callable[[], Sequence[Form]], today: Callable[[], dt.date]) -> list[GuideEntry]:
    news = cache(lambda day: news_page(forms(), day))
    return [
        GuideEntry(DOUBTS, "Dubbi e letture", "Le norme", cache(lambda: doubts_page(forms()))),
        GuideEntry(NORMS, "Norme", "Le norme", cache(lambda: norms_page(forms()))),
        GuideEntry(NEWS, "Novità di legge", "Le norme", lambda: news(today())),
    ]


# --- the program's own pages -----------------------------------------------------------------------------


def _own_pages() -> Iterator[GuideEntry]:
    for path in sorted((resources_folder() / "guide").glob("*.md")):
        text = read_resource_text(path)
        title = text.partition("\n")[0].removeprefix("# ").strip()
        yield GuideEntry(path.stem.partition("-")[2], title, "Usare Commessa", cache(lambda text=text: own_page(text)))


def own_page(text: str) -> PageContent:
    """Parses a page on the program: `# Title`, an introduction, `## Section`s."""
    _, _, title, intro, *rest = _HEADING.split(text)
    sections = [
        PageSection((f"sezione-{number}",), rest[at + 1].strip(), markdown_blocks(rest[at + 2]))
        for number, at in enumerate(range(0, len(rest), 3), 1)
    ]
    return PageContent(title.strip(), markdown_blocks(intro), tuple(sections))


def markdown_blocks(markdown: str) -> tuple[Block, ...]:
    """Markdown as blocks, without links, pictures or HTML."""
    from desktop_app.engine.documents.markdown import blocks

    return tuple(blocks(markdown.strip(), [], lambda _: None, []))


# --- a step of a form ------------------------------------------------------------------------------------


def _step_maker(form: Form, page: GuidePage, today: Callable[[], dt.date]) -> Callable[[], PageContent]:
    made = cache(lambda day: step_page(form, page, day))
    return lambda: made(today())


def step_page(form: Form, page: GuidePage, today: dt.date) -> PageContent:
    """The page on a step of a form, with the doubtful points of each section, and what has changed in the law."""
    intro = markdown_blocks(page.intro) or (
        _line("Per questo passo la guida non dice altro: leggi l'aiuto sotto ogni domanda."),
    )
    return PageContent(page.title, intro, tuple(_section(form, section, today) for section in page.sections))


def _section(form: Form, section: Section, today: dt.date) -> PageSection:
    groups = {id.partition(".")[0] for id in section.ids} | set(section.ids)
    doubts = [_doubt(each) for each in form.adopted_readings if groups & set(each.about)]
    news = [_news(each) for each in form.notices_on(today) if groups & set(each.about)]
    return PageSection(section.ids, section.title, (*markdown_blocks(section.text), *doubts, *news), section.source)


def _news(notice: NoticeDef) -> Block:
    return Paragraph((Run(f"{headline(notice)}. ", bold=True), Run(notice.text)))


def _doubt(reading: InterpretationDef) -> Block:
    return Paragraph((Run("Punto dubbio. ", bold=True), Run(f"{reading.doubt} "), *_adopted(reading)))


def _adopted(reading: InterpretationDef) -> tuple[Run, ...]:
    return (Run("Lettura adottata: ", bold=True), Run(reading.reading))


# --- pages gathered from all forms -----------------------------------------------------------------------


def doubts_page(forms: Sequence[Form]) -> PageContent:
    """The page on all doubtful points of the forms: the doubt, the adopted interpretation, source, where it matters."""
    intro = _line(
        "Dove la norma si può leggere in più modi, Commessa sceglie una lettura, la dice e la stampa nella relazione. "
        "Non è una decisione dell'ufficio: se il tuo ufficio legge diversamente, vale la sua lettura."
    )
    sections = [
        PageSection((f"{form.id}:{each.id}",), each.doubt, _told(form, each), each.source or "")
        for form in forms
        for each in form.adopted_readings
    ]
    return PageContent("Dubbi e letture", (intro,), tuple(sections))


def _told(form: Form, reading: InterpretationDef) -> tuple[Block, ...]:
    return Paragraph(_adopted(reading)), _where(form, reading.about)


def _where(form: Form, about: Iterable[str]) -> Block:
    titles = {document.spec.id: f"«{document.spec.title}»" for document in form.documents}
    where = [titles.get(id) or form.fields[id].spec.label for id in about]
    return Paragraph((Run("Dove conta: ", bold=True), Run(f"{'; '.join(where)} ({form.spec.title}).")))


def news_page(forms: Sequence[Form], today: dt.date) -> PageContent:
    """The page on what has changed in the law since the editions of the forms, up to today, the newest first."""
    told = [(notice, form) for form in forms for notice in form.notices_on(today)]
    intro = (
        "Che cosa è cambiato nelle norme dopo il testo che i moduli seguono. I calcoli non ne tengono conto: prima di "
        "firmare chiedi all'ufficio che cosa vale. In una pratica, accanto al calcolo, puoi segnare di aver letto."
        if told
        else "Qui non ne è segnalata nessuna. Non vuol dire che non ce ne siano: se hai un dubbio, chiedi all'ufficio."
    )
    sections = [
        PageSection(
            (f"{form.id}:{notice.id}",),
            f"{form.spec.title}: {headline(notice)[0].lower()}{headline(notice)[1:]}",
            (_line(notice.text), _where(form, notice.about)),
            notice.source,
        )
        for notice, form in sorted(told, key=lambda each: each[0].from_, reverse=True)
    ]
    return PageContent("Novità di legge", (_line(intro),), tuple(sections))


def norms_page(forms: Sequence[Form]) -> PageContent:
    """The page on the acts that the forms cite, each article with what follows from it."""
    intro = _line(
        "Gli atti e gli articoli da cui vengono le domande, i calcoli, i controlli e i documenti, e dove contano. "
        "I testi non sono qui dentro: chiedili all'ufficio, o cercali nei siti ufficiali."
    )
    sections: list[PageSection] = []
    for form in forms:
        about = f" · {form.spec.title}" if len(forms) > 1 else ""
        first = PageSection((form.id,), form.spec.title, (_line(form.spec.source),))
        acts = [
            PageSection((f"{form.id}:{act.name}",), act.name + about, _articles(act.articles)) for act in cited(form)
        ]
        sections += [first, *acts]
    return PageContent("Norme", (intro,), tuple(sections))


def _articles(articles: Iterable[Article]) -> tuple[Block, ...]:
    rows = tuple(((Run(each.name or "—", bold=True),), (Run("; ".join(each.cited_by)),)) for each in articles)
    return (TableBlock(((Run("Dove"),), (Run("Che cosa se ne ricava"),)), rows),)


def _line(words: str) -> Block:
    return Paragraph((Run(words),))


# --- searching -------------------------------------------------------------------------------------------


class _Folded(dict[int, str]):
    """Each character as it is looked for, worked out once: pages have tens of thousands."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = unicodedata.normalize("NFKD", chr(code))[0].lower()[:1]
        return folded


_FOLDED = _Folded()


def folded_by_character(words: str) -> str:
    """Lower case without accents, one character for each, so that positions in the text stay the same."""
    return words.translate(_FOLDED)


def block_text(blocks: Iterable[Block]) -> str:
    """The plain text of blocks."""
    from desktop_app.engine.documents.document import plain_text

    return plain_text(tuple(blocks))


def matching_sections(page: PageContent, words: str) -> list[PageSection]:
    """The sections of a page that contain all words, those with all of them in the title first."""
    wanted = folded_by_character(words).split()

    def has(section: PageSection) -> bool:
        text = folded_by_character(f"{section.title} {block_text(section.blocks)}")
        return all(each in text for each in wanted)

    def in_title(section: PageSection) -> bool:
        title = folded_by_character(section.title)
        return all(each in title for each in wanted)

    return sorted(filter(has, page.sections), key=lambda section: not in_title(section))
