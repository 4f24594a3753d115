"""A receipt with an invented provider's signature: what the program tries its own reading on."""

from __future__ import annotations

import base64

from desktop_app.seals.sample import signed

ADDRESS = "prova@pec.esempio.it"
_TOLD = (
    '<?xml version="1.0" encoding="UTF-8"?><postacert tipo="avvenuta-consegna" errore="nessuno"><intestazione>'
    '<mittente>prova@pec.esempio.it</mittente><destinatari tipo="certificato">ufficio@pec.esempio.it</destinatari>'
    "<oggetto>Prova – rif. C1-AAAA</oggetto></intestazione><dati><gestore-emittente>Prova</gestore-emittente>"
    '<data zona="+0100"><giorno>02/03/2026</giorno><ora>10:42:07</ora></data>'
    "<consegna>ufficio@pec.esempio.it</consegna></dati></postacert>"
)


def receipt() -> bytes:
    """A receipt of delivery as a provider makes it."""
    told = _part("daticert.xml", "application/xml", _TOLD.encode())
    signature = _part("smime.p7s", "application/pkcs7-signature", signed(told, ADDRESS, apart=True))
    head = (
        f"X-Ricevuta: avvenuta-consegna\r\nFrom: {ADDRESS}\r\nSubject: CONSEGNA: Prova\r\n"
        'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="=_prova"\r\n\r\n'
    )
    return (
        head.encode() + b"".join(b"--=_prova\r\n" + each + b"\r\n" for each in (told, signature)) + b"--=_prova--\r\n"
    )


def _part(name: str, kind: str, data: bytes) -> bytes:
    head = f'Content-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return head.encode() + base64.encodebytes(data).replace(b"\n", b"\r\n")
