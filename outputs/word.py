"""Word documents (DOCX) from a template of their body: the face, the page and the pictures are seen to here.

Thai is a complex script to Word: a run that sets only `w:ascii` and `w:sz` is shown in another face and size, so every
style here sets `w:cs` and `w:szCs` too. TH Sarabun is named first; a machine without it takes the next that it has.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from outputs.crops import Picture
from outputs.messages import language

if TYPE_CHECKING:
    from docx.document import Document

FACE = "TH Sarabun New"
_FONT = (
    f'<w:font w:name="{FACE}"><w:altName w:val="TH SarabunPSK,Sarabun,Laksaman,Noto Looped Thai,Cordia New"/>'
    '<w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
"""What stands in for the face where it is not installed."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Pictures = Mapping[str, Picture]
NONE: Pictures = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Paper:
    """A4: its margins in centimetres, its letters in points, its lines too (single ones where `line` is 0).

    The page's number stands at the foot, or in the middle of the top from the second page on, as in letters.
    """

    left: float
    right: float
    top: float
    bottom: float
    points: int
    line: float = 0
    number_on_top: bool = False


def to_docx(body: str, paper: Paper, title: str, pictures: Pictures = NONE) -> bytes:
    """The document whose body is this XML: paragraphs and tables; `<w:drawing id="..."/>` stands for a picture."""
    from docx import Document

    document = Document()
    _set_up(document, paper)
    document.core_properties.title, document.core_properties.author = _NO_XML.sub("", title)[:255], ""
    _fill(document, _NO_XML.sub("", body))
    places = [drawing for drawing in document.part.element.iter(_w("drawing")) if drawing.get("id")]
    for number, place in enumerate(places, 1):
        place.getparent().replace(place, _drawing(document, pictures[place.get("id")], number))
    _comment(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _comment(document: Document) -> None:
    """What a person should look at: `<w:r check="...">` gets a comment with the reason, which is not printed."""
    from docx.text.run import Run

    for marked in [run for run in document.part.element.iter(_w("r")) if run.get("check")]:
        document.add_comment(Run(marked, document), marked.attrib.pop("check"), author="saraban", initials="ส")


def _fill(document: Document, body: str) -> None:
    """Parses the whole document once: to move thousands of elements into it one by one takes minutes."""
    from docx.oxml import parse_xml
    from lxml import etree

    shell = etree.tostring(document.part.element, encoding="unicode")
    start = shell.index("<w:sectPr")
    document.part._element = parse_xml((shell[:start] + body + shell[start:]).encode())


def _set_up(document: Document, paper: Paper) -> None:
    from docx.shared import Cm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(paper.left), Cm(paper.right)
    page.top_margin, page.bottom_margin = Cm(paper.top), Cm(paper.bottom)
    page.header_distance = page.footer_distance = Cm(1.5 if paper.number_on_top else 0.8)
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(paper.line) if paper.line else 1.0
    normal.font.name, normal.font.size = FACE, Pt(paper.points)
    for use in ("ascii", "hAnsi", "cs", "eastAsia"):
        normal.element.rPr.rFonts.set(_w(use), FACE)
    normal.element.rPr.append(_element("szCs", val=str(2 * paper.points)))
    normal.element.rPr.append(_element("lang", val="en-US", bidi="th-TH"))
    fonts = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts._blob = fonts.blob.replace(b"</w:fonts>", _FONT.encode())
    place = page.header if paper.number_on_top else page.footer
    _number_the_pages(place.paragraphs[0], page, paper.number_on_top)


def _number_the_pages(paragraph: Any, page: Any, on_top: bool) -> None:
    """- ๒ - in the middle of the top from the second page on (a letter), or the number at the foot of each."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    page.different_first_page_header_footer = on_top
    if language() == "th":
        page._sectPr.find(_w("cols")).addprevious(_element("pgNumType", fmt="thaiNumbers"))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dash = "- " if on_top else ""
    paragraph.add_run(dash)
    paragraph._p.append(_element("fldSimple", instr=" PAGE "))
    paragraph.add_run(dash[::-1])


def _drawing(document: Document, picture: Picture, number: int) -> Any:
    """The picture in the line: at most 9 cm wide and 3 high, and no larger than on the page."""
    from docx.oxml.shape import CT_Inline
    from docx.shared import Cm, Inches

    width = min(Cm(9), Cm(3) * picture.width // picture.height, Inches(picture.width / 110))
    relation, image = document.part.get_or_add_image(io.BytesIO(picture.data))
    drawing = _element("drawing")
    drawing.append(CT_Inline.new_pic_inline(number, relation, f"{number}.jpg", *image.scaled_dimensions(width, None)))
    return drawing


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(_w(key), value)
    return made
