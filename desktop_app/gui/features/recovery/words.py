"""The sentences of the room: what is wrong with folder, lock or file, and what each way on does."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.inventory import FileFacts, Inventory
from desktop_app.drafts.models import Backup, SalvageReport
from desktop_app.drafts.rescue import BACKUP_NAME, Rescued
from desktop_app.engine.italian.phrases import capitalized, counted
from desktop_app.gui.features.recovery.trouble import Trouble, Way
from desktop_app.gui.widgets.feedback.notice import Links, Notice
from desktop_app.gui.wording.moments import moment_words, time_of_day
from desktop_app.system.clock import utc_now
from desktop_app.system.folder_state import FolderTrouble
from desktop_app.system.paths import usual_data_folder

TITLE: Final = "Le pratiche non si aprono"
STATUS: Final = "Le pratiche non si possono aprire"
HERE_TITLE: Final = "Che cosa c’è"
WAYS_TITLE: Final = "Che cosa puoi fare"
FOLDER: Final = "Cartella"
HOLDER: Final = "Chi le ha aperte"
FILE: Final = "File delle pratiche"
COPIES: Final = "Copie"
OPEN_COPY: Final = "Apri questa"
LOOKING: Final = "Guardo le copie…"
WAITING: Final = "Il file che hai aperto aspetta: lo importo appena le pratiche si aprono."
WORKING: Final = "Apro la copia…"
RECOVERING: Final = "Recupero le pratiche…"
RESCUING: Final = "Salvo ciò che si legge…"
ANSWERS: Final[Links] = (("take_over", "Sì, prendi il controllo"), ("leave", "Lascia stare"))

WAYS: Final[dict[Way, str]] = {
    "recover": "Recupera le pratiche",
    "retry": "Riprova",
    "begin": "Comincia da capo",
    "take_over": "Prendi il controllo…",
    "usual_folder": "Torna alla cartella di sempre",
    "other_folder": "Usa un’altra cartella…",
    "rescue": "Salva ciò che si legge…",
    "show_folder": "Apri la cartella",
}  # the words of the buttons; those of "backup" depend on the copy

_FOLDER_WAYS: Final[tuple[Way, ...]] = ("retry", "other_folder")
_LOCK_WAYS: Final[tuple[Way, ...]] = ("retry", "take_over", "other_folder", "rescue", "show_folder")
_OPEN_TWICE: Final = "Aperte in due posti insieme, le pratiche si possono rovinare."
_NOTHING_LOST: Final = "Lo metto da parte con un altro nome: non si cancella niente."


def does(is_kept: bool) -> dict[Way, str]:
    """What each way does; `is_kept`: another folder is remembered for the next start."""
    next_time = "Vale anche le prossime volte, finché non cambi in Opzioni." if is_kept else "Vale per questa volta."
    return {
        "recover": "Faccio un file nuovo con tutto ciò che si legge nelle copie e nei file messi da parte.",
        "retry": "Provo di nuovo ad aprirle. Non cambia niente.",
        "begin": "Faccio un file nuovo, senza pratiche.",
        "take_over": "Prima ti chiedo conferma.",
        "usual_folder": f"È {shown(usual_data_folder())}.",
        "other_folder": f"Se ci sono già pratiche le apro, altrimenti ne comincio di nuove. {next_time}",
        "rescue": "Ogni pratica che si legge ancora va in un file, nella cartella che scegli. Qui non cambia niente.",
        "show_folder": "Con il programma dei file di questo computer.",
    }


def moved(folder: Path, is_kept: bool) -> Notice:
    """The dossiers of another folder are open now."""
    text = "Vale anche le prossime volte: si cambia in Strumenti, Opzioni." if is_kept else "Vale per questa volta."
    return Notice("info", f"Adesso le pratiche sono in {shown(folder)}.", text)


def shown(path: Path) -> str:
    """The path in guillemets; what cannot be printed in it is replaced."""
    return f"«{printable(path)}»"


def printable(path: Path) -> str:
    """The path; what cannot be printed in it is replaced."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(path))


def of_folder(found: FolderTrouble) -> Trouble:
    """The data folder cannot be used."""
    place = shown(found.place)
    match found.reason:
        case "unwritable_name":
            fact = f"Il nome della cartella dei dati, {place}, ha dei segni che Commessa non sa scrivere."
            advice = "Usa un’altra cartella, o fai cambiare nome a questa."
        case "too_long":
            fact = f"Il nome della cartella dei dati, {place}, è troppo lungo."
            advice = "Usa un’altra cartella, con un nome più breve."
        case "in_the_way":
            fact = f"Dove dovrebbe esserci la cartella dei dati c’è un file: {place}."
            advice = "Spostalo o cambiagli nome, poi riprova. Oppure usa un’altra cartella."
        case "full":
            fact, advice = "Il disco è pieno.", "Libera spazio, poi riprova. Oppure usa una cartella su un altro disco."
        case _ if found.missing:
            fact = f"La cartella dei dati, {place}, non c’è e non si può creare."
            advice = "Se sta su un altro disco, collegalo e riprova. Oppure usa un’altra cartella."
        case "not_allowed":
            fact = f"Nella cartella dei dati, {place}, non puoi scrivere."
            advice = "Chiedi a chi segue i tuoi computer di controllare i permessi, poi riprova."
        case _:
            fact = f"La cartella dei dati, {place}, non si può usare."
            advice = "Se sta su un altro disco, guarda che sia collegato, poi riprova."
    ways: tuple[Way, ...] = _FOLDER_WAYS if found.missing else (*_FOLDER_WAYS, "rescue", "show_folder")
    return Trouble(
        fact, advice, _FOLDER_WAYS if found.reason in ("unwritable_name", "too_long", "in_the_way") else ways
    )


def open_elsewhere(computer: str, program: str = "", pid: int = 0) -> Trouble:
    """The lock names another computer."""
    where = f"sul computer «{computer}»" if computer else "su un altro computer"
    return Trouble(
        f"Le pratiche risultano aperte {where}.",
        "Se lì Commessa è aperta, chiudila e riprova. Se quel computer non c’è più, o la cartella viene da lì, "
        "prendi il controllo.",
        _LOCK_WAYS,
        (f"Sei sicuro che {where} Commessa sia chiusa?", _OPEN_TWICE),
        _holder(program, pid, where),
    )


def open_silently(program: str, pid: int) -> Trouble:
    """A program of this computer has the folder, and does not answer."""
    return Trouble(
        "Commessa è già aperta su questo computer, ma non risponde.",
        "Cerca la sua finestra e chiudila, poi riprova. Se non la trovi, riavvia il computer.",
        ("retry", "other_folder", "rescue", "show_folder"),
        holder=_holder(program, pid, "su questo computer"),
    )


def _holder(program: str, pid: int, where: str) -> str:
    return f"Il programma «{program}», numero {pid}, {where}" if program else ""


def locked_by_user(owner: str) -> Trouble:
    """The lock is the file of another user."""
    who = f"dell’utente «{owner}»" if owner else "di un altro utente"
    return Trouble(
        f"Le pratiche risultano aperte da un altro utente: il file «commessa.lock» è {who}.",
        "Se ha Commessa aperta, deve chiuderla; poi riprova. Se non ce l’ha aperta, prendi il controllo.",
        _LOCK_WAYS,
        ("Sei sicuro che nessun altro utente abbia Commessa aperta?", f"{_OPEN_TWICE} {_NOTHING_LOST}"),
    )


def lock_in_the_way() -> Trouble:
    """What has the lock's name is a folder, or another thing that is no file."""
    return Trouble(
        "Nella cartella dei dati c’è un «commessa.lock» che non ha fatto Commessa.",
        "Con quel nome Commessa segna chi ha aperto le pratiche. Prendi il controllo: lo metto da parte.",
        _LOCK_WAYS,
        ("Metto da parte quel «commessa.lock»?", "Gli cambio soltanto nome: non si cancella niente."),
    )


def still_held() -> Trouble:
    """The lock could not be taken over."""
    return Trouble(
        "Non posso prendere il controllo: un programma aperto tiene ancora le pratiche.",
        "Chiudi Commessa dovunque sia aperta, poi riprova.",
        _LOCK_WAYS[:1] + _LOCK_WAYS[2:],
    )


def of_store(fault: StoreFault) -> Trouble:
    """The store could not be opened. A copy is offered where nothing else helps: it is older than the file."""
    if fault.is_unexpected:
        return unexpected()
    if fault.is_damage:
        advice = "Apri una copia: il file di adesso lo metto da parte così com’è, e non si cancella niente."
        return Trouble(
            f"{capitalized(fault.cause)}.", advice, ("backup", "retry", "other_folder", "rescue", "show_folder")
        )
    return Trouble(f"{capitalized(fault.cause)}.", fault.remedy, ("retry", "other_folder", "rescue", "show_folder"))


def unexpected() -> Trouble:
    """Something that nobody thought of."""
    return Trouble(
        "Qualcosa in Commessa non ha funzionato mentre aprivo le pratiche.",
        "Riprova. Se succede ancora, apri una copia: il file di adesso resta com’è.",
        ("retry", "backup", "other_folder", "rescue", "show_folder"),
    )


# --- what there is -----------------------------------------------------------------------------------------


def file_facts(found: FileFacts | None) -> str:
    """Size and day of the file of the dossiers."""
    if found is None:
        return "Non c’è, o non si può guardare."
    return f"{size(found.size)}, cambiato l’ultima volta {moment_words(found.changed)}"


def copy_facts(copy: Backup) -> str:
    """Of when a copy is, and what it holds."""
    return f"{capitalized(moment_words(copy.at))}: {_many(copy.dossiers)}"


def other_copies(found: Inventory) -> str:
    """How many copies cannot be opened, or that there are none at all; else nothing."""
    if found.bad_copies:
        return counted(found.bad_copies, "Una copia non si può leggere.", "{} copie non si possono leggere.")
    return "" if found.copies else "Non ce n’è nessuna."


def size(count: int) -> str:
    """A number of bytes as the system's own programs for files tell it."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.1f}".replace(".", ",") + f"\u00a0{unit}"
    return f"{count}\u00a0byte"


def open_copy(copy: Backup) -> str:
    """The words of the button that opens a copy."""
    return f"Apri la copia di {moment_words(copy.at)} ({_many(copy.dossiers)})"


def does_open(replaces: bool) -> str:
    """What opening a copy does, by whether there is a file in whose place it comes."""
    aside = "Il file di adesso lo metto da parte così com’è." if replaces else "Ne faccio il file delle pratiche."
    return f"{aside} Non si cancella niente, e la copia resta dov’è."


def _many(dossiers: int) -> str:
    return counted(dossiers, "una pratica", "{} pratiche")


def tried_again() -> Notice:
    """It is as it was."""
    return Notice("info", f"Ho riprovato alle {time_of_day(utc_now())}: non è cambiato niente.")


def opened_copy(aside: Path | None) -> Notice:
    """A copy has taken the place of the file, which lies somewhere else now."""
    text = f"Il file di prima è in {shown(aside)}, così com’era." if aside is not None else ""
    return Notice("ok", "Hai aperto una copia.", text)


def recovered(report: SalvageReport) -> Notice:
    """A new file has what copies and set-aside files had."""
    lost = sum(each.origin == "lost" for each in report.dossiers)
    text = counted(lost, "Una non si legge più.", "{} non si leggono più.") if lost else ""
    return Notice("ok", f"Ho recuperato {_many(len(report.dossiers) - lost)}. Rileggi le ultime modifiche.", text)


def rescued(saved: Rescued) -> Notice:
    """What could be read is in files now."""
    lost = counted(saved.lost, " Una non si legge più.", " {} non si leggono più.") if saved.lost else ""
    text = (
        f"In {shown(saved.folder)}: un file per pratica, l’elenco, e «{BACKUP_NAME}», che con Backup e ripristino le "
        "rimette tutte insieme."
    )
    links = (("saved", "Apri quella cartella"), ("close", "Chiudi"))
    return Notice("ok", f"Ho salvato {_many(saved.dossiers)}.{lost}", text, links)
