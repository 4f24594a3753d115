"""Certified mail as providers build it: receipts, envelopes and their signatures, an office's protocol.

Everything is made here, with invented names, and certificates of a provider that there is not.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.signing import Holder, p7m

CLOCK = dt.datetime(2026, 11, 29, 10, 42, 7, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PROVIDER = "posta-certificata@gestore.esempio.it"
COOP, OFFICE = "laspiga@pec.esempio.it", "cpi.fabriano@pec.esempio.it"
STARTS = {
    "accettazione": "ACCETTAZIONE: ", "non-accettazione": "AVVISO DI NON ACCETTAZIONE: ",
    "presa-in-carico": "PRESA IN CARICO: ", "avvenuta-consegna": "CONSEGNA: ",
    "errore-consegna": "AVVISO DI MANCATA CONSEGNA: ", "preavviso-errore-consegna": "AVVISO DI MANCATA CONSEGNA: ",
    "rilevazione-virus": "PROBLEMA DI SICUREZZA: ", "posta-certificata": "POSTA CERTIFICATA: ",
    "errore": "ANOMALIA MESSAGGIO: ",
}  # fmt: skip


@cache
def provider(address: str = PROVIDER) -> Holder:
    """A provider with a certificate for its address."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "IT"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Gestore di Prova S.p.A."),
            x509.NameAttribute(NameOID.COMMON_NAME, "PEC di prova"),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(CLOCK - dt.timedelta(100))
        .not_valid_after(CLOCK + dt.timedelta(900))
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(address)]), False)
    )
    return Holder(key, builder.sign(key, hashes.SHA256()))


# --- what a provider certifies -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What a daticert.xml says."""

    kind: str = "avvenuta-consegna"
    about: str = "<m1@pec.esempio.it>"
    subject: str = "Convenzione art. 14 – rif. C12-7K3Q"
    sender: str = COOP
    recipients: tuple[str, ...] = (OFFICE,)
    delivered_to: str = ""
    extent: str = "completa"
    error: str = "nessuno"
    detail: str = ""
    at: dt.datetime = CLOCK


def daticert(told: Told) -> bytes:
    """The XML that goes with every receipt."""
    to = "".join(f'<destinatari tipo="certificato">{escape(each)}</destinatari>' for each in told.recipients)
    zone = told.at.strftime("%z")
    parts = [
        f"<gestore-emittente>Gestore di Prova S.p.A.</gestore-emittente><data zona={quoteattr(zone)}>",
        f"<giorno>{told.at:%d/%m/%Y}</giorno><ora>{told.at:%H:%M:%S}</ora></data>",
        f"<identificativo>opec1@gestore.esempio.it</identificativo><msgid>{escape(told.about)}</msgid>",
        f"<ricevuta tipo={quoteattr(told.extent)}/>" if told.extent else "",
        f"<consegna>{escape(told.delivered_to)}</consegna>" if told.delivered_to else "",
        f"<errore-esteso>{escape(told.detail)}</errore-esteso>" if told.detail else "",
    ]
    head = (
        f"<mittente>{escape(told.sender)}</mittente>{to}<risposte>{escape(told.sender)}</risposte>"
        f"<oggetto>{escape(told.subject)}</oggetto>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><postacert tipo={quoteattr(told.kind)} errore={quoteattr(told.error)}>'
        f"<intestazione>{head}</intestazione><dati>{''.join(parts)}</dati></postacert>"
    ).encode()


# --- messages ------------------------------------------------------------------------------------------------


def part(name: str, data: bytes, kind: str = "application/octet-stream", plain: bool = False) -> bytes:
    """A file in a message; `plain`: as it is, else in base64."""
    body = data if plain else base64.encodebytes(data).replace(b"\n", b"\r\n")
    coding = "7bit" if plain else "base64"
    head = (
        f"Content-Type: {kind}; name={quoteattr(name)}\r\nContent-Transfer-Encoding: {coding}\r\n"
        f"Content-Disposition: attachment; filename={quoteattr(name)}\r\n\r\n"
    )
    return head.encode("utf-8", "surrogateescape") + body


def text_part(text: str = "Ricevuta di prova") -> bytes:
    return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode() + b"\r\n"


def multipart(parts: Sequence[bytes], kind: str = "mixed", boundary: str = "----=_confine") -> bytes:
    """The parts with the header that tells where one ends."""
    line = b"--" + boundary.encode()
    body = b"".join(line + b"\r\n" + each + b"\r\n" for each in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() + body + line + b"--\r\n"


def headers(**values: str) -> bytes:
    """Headers; an underscore in a name is a hyphen."""
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in values.items() if value]
    return "".join(lines).encode() + b"MIME-Version: 1.0\r\n"


def signed(head: bytes, body: bytes, by: Holder | None, digest: str = "sha256") -> bytes:
    """A message in two parts, as a provider signs it; without `by` it is not signed."""
    if by is None:
        return head + body
    p7s = p7m(body, by, apart=True, digest=digest)
    kind = f'signed; protocol="application/x-pkcs7-signature"; micalg={digest}'
    return head + multipart([body, part("smime.p7s", p7s, "application/x-pkcs7-signature")], kind, "----=_firma")


def ordinary(subject: str = "", files: Sequence[tuple[str, bytes]] = (), **more: str) -> bytes:
    """A message as a mail program sends it; `more` are further headers."""
    sent = {"From": COOP, "To": OFFICE, "Subject": subject, "Message_ID": "<m1@pec.esempio.it>", **more}
    return headers(**sent) + multipart([text_part("Buongiorno"), *(part(*each) for each in files)], "mixed", "=_dentro")


def as_sent(eml: bytes, message_id: str = "<m1@pec.esempio.it>", sender: str = COOP) -> bytes:
    """A draft of ours as a mail program sends it."""
    assert eml.startswith(b"X-Unsent: 1\r\n")
    return headers_of(From=sender, Message_ID=message_id) + eml.partition(b"\r\n")[2]


def headers_of(**values: str) -> bytes:
    return headers(**values).removesuffix(b"MIME-Version: 1.0\r\n")


def receipt(
    told: Told, original: bytes | None = None, by: Holder | None = None, digest: str = "sha256", sign: bool = True
) -> bytes:
    """A receipt of a provider; `original` is the message that it brings back."""
    told = replace(told, delivered_to=told.delivered_to or (told.recipients[0] if "consegna" in told.kind else ""))
    parts = [text_part(), part("daticert.xml", daticert(told), "application/xml")]
    if original is not None:
        parts.append(part("postacert.eml", original, "message/rfc822", plain=True))
    head = headers(
        X_Ricevuta=told.kind, X_Riferimento_Message_ID=told.about, From=PROVIDER, To=told.sender,
        Subject=STARTS.get(told.kind, "") + "Convenzione", Message_ID="<opec1@gestore.esempio.it>",
    )  # fmt: skip
    return signed(head, multipart(parts), (by or provider()) if sign else None, digest)


def envelope(original: bytes, told: Told | None = None, anomaly: bool = False, sign: bool = True) -> bytes:
    """What arrives: a certified message in its envelope, or an ordinary one in one of anomaly."""
    kind = "errore" if anomaly else "posta-certificata"
    said = told or Told("posta-certificata", "<uff7@pec.esempio.it>", "Re: Convenzione", OFFICE, (COOP,))
    parts = [text_part("Messaggio di posta certificata")]
    if not anomaly:
        parts.append(part("daticert.xml", daticert(said), "application/xml"))
    parts.append(part("postacert.eml", original, "message/rfc822", plain=True))
    head = headers(
        X_Trasporto=kind, X_Riferimento_Message_ID=said.about, Subject=STARTS[kind] + said.subject,
        From=f'"Per conto di: {said.sender}" <{PROVIDER}>', To=COOP, Message_ID="<opec2@gestore.esempio.it>",
    )  # fmt: skip
    return signed(head, multipart(parts), provider() if sign else None)


# --- an office's protocol ------------------------------------------------------------------------------------

_NUMBER = (
    "<Identificatore><CodiceAmministrazione>r_esempio</CodiceAmministrazione><CodiceAOO>AOO-LAV</CodiceAOO>"
    "<CodiceRegistro>REG</CodiceRegistro><NumeroRegistrazione>{number}</NumeroRegistrazione>"
    "<DataRegistrazione>{date}</DataRegistrazione></Identificatore>"
)


def registered(number: str, date: str) -> str:
    return _NUMBER.format(number=number, date=date)


def segnatura(
    number: str = "0012345", date: str = "2026-12-01", style: str = "2021", subject: str = "Risposta"
) -> bytes:
    """The number of an office's own message, as AgID's schema of 2021, that of 2013, or the old DTD has it."""
    first = f"<PrimaRegistrazione>{registered('0000001', '2020-01-01')}</PrimaRegistrazione>"
    about = f"<Riferimenti><Messaggio>{registered('0000002', '2020-01-02')}</Messaggio></Riferimenti>"
    head = f"<Intestazione>{{}}{registered(number, date)}<Oggetto>{escape(subject)}</Oggetto></Intestazione>"
    if style == "2021":
        text = f'<SegnaturaInformatica xmlns="http://www.agid.gov.it/protocollo/">{about}{head.format("")}'
        return f'<?xml version="1.0" encoding="UTF-8"?>{text}</SegnaturaInformatica>'.encode()
    if style == "2013":
        text = f'<p:Segnatura xmlns:p="http://www.digitPa.gov.it/protocollo/">{head.format(first)}{about}</p:Segnatura>'
        return f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()
    doctype = '<!DOCTYPE Segnatura SYSTEM "Segnatura.dtd">'
    text = f'{doctype}<Segnatura versione="2001-05-07">{head.format(first)}{about}</Segnatura>'
    return f'<?xml version="1.0" encoding="ISO-8859-1"?>{text}'.encode("latin-1")


def conferma(number: str = "0012345", date: str = "2026-12-01", received: str = "rif. C12-7K3Q") -> bytes:
    """The number that an office gave to our message."""
    ours = "<MessaggioRicevuto><DescrizioneMessaggio><NumeroRegistrazione>999</NumeroRegistrazione><Identificativo>{}"
    inside = f"{ours.format(escape(received))}</Identificativo></DescrizioneMessaggio></MessaggioRicevuto>"
    text = f"<ConfermaRicezione>{inside}{registered(number, date)}</ConfermaRicezione>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()
