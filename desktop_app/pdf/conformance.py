"""Turns drawn pages into PDF/A-2a and PDF/UA-1: metadata, colour, structure tree, signature fields."""

from __future__ import annotations

import datetime
import io
import zlib
from functools import cache
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from desktop_app.pdf.reading import PROGRAM
from desktop_app.pdf.seal import sealed
from desktop_app.pdf.structure import Structure
from desktop_app.pdf.tags import Element
from desktop_app.system.files import read_resource
from desktop_app.system.paths import resources_folder

# PDF/A-2 requires every XMP property that it does not define itself to be described in the file.
_ABOUT_UA: Final = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
 <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


class About(NamedTuple):
    """What the file says of itself: its title, what it is about, and the kind of document as the program calls it."""

    title: str
    subject: str
    kind: str


def conform(pages: bytes, root: Element, about: About, made_on: datetime.date) -> bytes:
    """The finished file. The same input gives the same bytes."""
    with Pdf.open(io.BytesIO(pages)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page.obj:
                del page.obj["/Trans"]  # page transitions: reportlab writes an empty one, PDF/A has none
        pdf.Root.Lang = String("it-IT")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        Structure(pdf).write(root)
        _colour(pdf)
        _metadata(pdf, about, made_on)
        done = io.BytesIO()
        pdf.save(
            done,
            force_version="1.7",
            static_id=True,  # replaced by the seal
            fix_metadata_version=False,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,  # with a table that signing programs extend best
        )
        return sealed(done.getvalue())


def _colour(pdf: Pdf) -> None:
    profile = pdf.make_stream(b"", N=3)
    profile.write(_profile(), filter=Name.FlateDecode)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


@cache
def _profile() -> bytes:
    """Packed once for all documents."""
    return zlib.compress(read_resource(resources_folder() / "colour" / "sRGB.icc"), 9)


def _metadata(pdf: Pdf, about: About, made_on: datetime.date) -> None:
    stream = pdf.make_stream(_xmp(about, f"{made_on:%Y-%m-%d}T00:00:00Z").encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    date = String(f"D:{made_on:%Y%m%d}000000Z")
    info = Dictionary(
        Title=String(about.title),
        Keywords=String(about.kind),
        Creator=String(PROGRAM),
        Producer=String(PROGRAM),
        CreationDate=date,
        ModDate=date,
    )
    if about.subject:
        info.Subject = String(about.subject)
    pdf.trailer.Info = pdf.make_indirect(info)


def _xmp(about: About, date: str) -> str:
    description = f"<dc:description>{_alternative(about.subject)}</dc:description>" if about.subject else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
 <dc:format>application/pdf</dc:format>
 <dc:title>{_alternative(about.title)}</dc:title>{description}
 <dc:language><rdf:Bag><rdf:li>it-IT</rdf:li></rdf:Bag></dc:language>
 <xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>
 <xmp:CreateDate>{date}</xmp:CreateDate>
 <xmp:ModifyDate>{date}</xmp:ModifyDate>
 <pdf:Keywords>{escape(about.kind)}</pdf:Keywords>
 <pdf:Producer>{PROGRAM}</pdf:Producer>
 <pdfaid:part>2</pdfaid:part>
 <pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>{_ABOUT_UA}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _alternative(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'
