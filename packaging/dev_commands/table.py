"""The commands of `dev.py`, one entry each: what it is called, what its help says, the function that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dev_commands.audit import audit
from dev_commands.check import check
from dev_commands.run import run
from dev_commands.test import test
from dev_commands.tools import bench, lock, mutants, package, pictures, rooms


class Command(NamedTuple):
    """`arguments` and `purpose` are its line in the list of commands, `about` and `options` its own page of help.

    `run` takes the arguments that follow the name and gives the exit code.
    """

    arguments: str
    purpose: str
    about: str
    options: dict[str, str]
    run: Callable[[list[str]], int]


COMMANDS = {
    "run": Command(
        "[argomenti]",
        "prepara tutto e apre il programma; senza schermo scrive l'esempio in out/",
        "Prepara tutto, la prima volta, e apre il programma. Senza schermo scrive i documenti dell'esempio in out/.",
        {"argomenti": "vanno al programma: «run forms» elenca i moduli, «run forms --help» dice che cos'altro sa fare"},
        run,
    ),
    "test": Command(
        "[--long] [...]",
        "prepara tutto ed esegue le prove; il resto va a pytest; --long aggiunge quelle lente",
        "Prepara tutto, la prima volta, ed esegue le prove.",
        {"--long": "anche quelle lente", "...": "il resto va a pytest: cartelle e file di prove, «-k PAROLA», «-x»"},
        test,
    ),
    "check": Command(
        "",
        "formato, stile, tipi, strati, ortografia, codice morto, regole della casa",
        "Controlla, senza le prove: formato, stile, tipi, strati, ortografia, codice morto, regole della casa.",
        {},
        check,
    ),
    "bench": Command(
        "",
        "misura i tempi e li confronta con gli obiettivi",
        "Misura i tempi e li confronta con gli obiettivi.",
        {},
        bench,
    ),
    "mutants": Command(
        "[MODULO...]",
        "rompe il codice una riga alla volta e conta quante volte le prove se ne accorgono (--sample N: un campione)",
        "Rompe il codice una riga alla volta, in una copia, e conta quante volte le prove se ne accorgono (9 su 10).",
        {
            "MODULO": "solo questi moduli o cartelle (desktop_app/drafts); senza, tutti: dura ore",
            "--sample N": "solo N rotture, sempre le stesse",
            "--seed S": "un altro campione",
            "--jobs J": "quante alla volta; se non lo dici, quanti sono i processori",
        },
        mutants,
    ),
    "pictures": Command(
        "",
        "disegna di nuovo le immagini del README",
        "Disegna di nuovo le immagini del README.",
        {},
        pictures,
    ),
    "rooms": Command(
        "",
        "disegna di nuovo le stanze del programma, per ARCHITECTURE.md",
        "Disegna di nuovo le stanze del programma e chi importa chi, in resources/pictures/rooms.svg.",
        {},
        rooms,
    ),
    "package": Command(
        "SISTEMA",
        "linux o windows: scrive in dist/ i programmi di installazione (--verify: e li prova)",
        "Scrive in dist/ quello che si installa.",
        {
            "linux": "il pacchetto .deb e la cartella portatile",
            "macos": "l'immagine disco con l'applicazione; solo su un Mac",
            "windows": "Setup.exe, zip portatile e MSI",
            "--verify": "prova quelli che ci sono, o li scrive prima: installa, apre, aggiorna, disinstalla\n"
            "(linux: in una Debian 12 nuova; windows: con wine)",
            "--association CARTELLA": "con dentro il suo associazione.toml e quello che nomina, controllati prima",
            "--quick": "comprime poco: solo per provare",
        },
        package,
    ),
    "audit": Command(
        "",
        "confronta le librerie bloccate con le vulnerabilità pubblicate, se si raggiungono",
        "Confronta packaging/requirements.lock con le vulnerabilità pubblicate; 2 se non si raggiungono.",
        {"...": "il resto va a pip-audit"},
        audit,
    ),
    "lock": Command(
        "",
        "rinnova packaging/requirements.lock da pyproject.toml (--upgrade: versioni nuove)",
        "Rinnova packaging/requirements.lock da pyproject.toml, con le impronte di ogni libreria.",
        {"--upgrade": "con le versioni nuove", "...": "il resto va a «uv pip compile»"},
        lock,
    ),
}
