"""Word documents: what a reader reads, where it stands, and what is refused."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from licensing.documents.read import read
from licensing.errors import InputError
from licensing.model.document import Document, Span

docx = pytest.importorskip("docx", reason="needs the extra docx")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(fill: Callable[..., object]) -> bytes:
    document = docx.Document()
    document.core_properties.title = ""
    document.core_properties.author = ""
    fill(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word(fill: Callable[..., object]) -> Document:
    return read(saved(fill), name="storm.docx")


def body(xml: str) -> Document:
    """Return a document whose body is this WordprocessingML."""

    def fill(document: Any) -> None:
        from docx.oxml import parse_xml  # noqa: PLC0415 - after the skip

        for element in parse_xml(f'<w:body xmlns:w="{W}">{xml}</w:body>'):
            document.element.body.insert(len(document.element.body) - 1, element)

    return word(fill)


def repacked(data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return file.getvalue()


def test_paragraphs_and_their_places() -> None:
    def fill(document: Any) -> None:
        for text in ("First.", "", "Second\tpart.", "Third."):
            document.add_paragraph(text)

    found = word(fill)
    assert found.format == "docx"
    assert found.prose == "First.\n\nSecond\tpart.\n\nThird."
    start = found.raw_span(Span(found.prose.index("Third"), len(found.prose))).start
    assert found.place(start) == "paragraph 3"


@pytest.mark.parametrize("style", ["Quote", "Intense Quote"])
def test_quotation_styles_are_block_quotes(style: str) -> None:
    def fill(document: Any) -> None:
        add = document.add_paragraph
        add("Before.")
        add("We go.", style=style)
        add("Tomorrow.", style=style)
        add("After.")

    found = word(fill)
    assert [found.prose[slice(*quote)] for quote in found.blockquotes] == ["We go.\n\nTomorrow."]


def test_a_style_based_on_quote_is_a_quotation() -> None:
    def fill(document: Any) -> None:
        style = document.styles.add_style("Our voices", 1)
        style.base_style = document.styles["Quote"]
        document.add_paragraph("We go.", style="Our voices")

    assert len(word(fill).blockquotes) == 1


def test_properties() -> None:
    def fill(document: Any) -> None:
        properties = document.core_properties
        properties.title, properties.author, properties.language = "Storm", "Ada Quill", "en"
        document.add_paragraph("Text.")

    assert dict(word(fill).metadata) == {"title": "Storm", "creator": "Ada Quill", "language": "en"}


def test_the_title_paragraph_is_a_title() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Storm hits", style="Title")

    assert word(fill).metadata["title"] == "Storm hits"


def test_headers_and_footers_follow_once() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Text.")
        section = document.sections[0]
        section.footer.paragraphs[0].text = "© 2031 Harbour Wire"
        section.different_first_page_header_footer = True
        section.first_page_footer.paragraphs[0].text = "© 2031 Harbour Wire"

    found = word(fill)
    assert found.prose == "Text.\n\n© 2031 Harbour Wire"
    assert found.place(found.raw.index("©")) == "footer"


@pytest.mark.parametrize(
    ("xml", "prose"),
    [
        pytest.param(
            "<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>", "a", id="deleted"
        ),
        pytest.param("<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:r><w:t>b</w:t></w:r></w:p>", "ab", id="inserted"),
        pytest.param(
            "<w:p><w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo></w:p>",
            "b",
            id="moved",
        ),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb\tc", id="breaks"
        ),
        pytest.param("<w:p><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r></w:p>", "non-stop", id="hyphen"),
        pytest.param(
            "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
            "a",
            id="tab stops",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "a\n\nb",
            id="table",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:sdtContent></w:sdt>", "a", id="control"
        ),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            "a\n\nb",
            id="text box",
        ),
    ],
)
def test_prose(xml: str, prose: str) -> None:
    assert body(xml).prose == prose


@pytest.mark.parametrize(
    "look",
    ["<w:vanish/>", "<w:color w:val='FFFFFF'/>"],
)
def test_hidden_words_are_no_prose_and_are_named(look: str) -> None:
    found = body(
        f"<w:p><w:r><w:t>a </w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>secret </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>"
    )
    assert found.prose == "a b"
    assert [found.raw[slice(*span)] for span in found.hidden] == ["secret "]
    assert found.raw_span(Span(2, 3)) == Span(9, 10)


@pytest.mark.parametrize(
    "look",
    ["<w:vanish w:val='0'/>", "<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>", "<w:color w:val='000000'/>"],
)
def test_words_that_are_seen(look: str) -> None:
    assert body(f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>seen</w:t></w:r></w:p>").hidden == ()


def test_links() -> None:
    field = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        '<w:r><w:instrText> HYPERLINK "https://f.example" </w:instrText></w:r>'
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>field</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t> after</w:t></w:r></w:p>"
        "<w:p><w:fldSimple w:instr='HYPERLINK \"https://s.example\"'><w:r><w:t>simple</w:t></w:r></w:fldSimple></w:p>"
    )
    found = body(field)
    assert [(found.prose[slice(*span)], url) for span, url in found.links] == [
        ("field", "https://f.example"),
        ("simple", "https://s.example"),
    ]


def test_a_hyperlink_leads_where_its_relationship_says() -> None:
    def fill(document: Any) -> None:
        from docx.oxml import parse_xml  # noqa: PLC0415 - after the skip

        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relation = document.part.relate_to("https://w.example/", f"{kind}/hyperlink", is_external=True)
        paragraph = document.add_paragraph("See ")._p
        paragraph.append(
            parse_xml(
                f'<w:hyperlink xmlns:w="{W}" xmlns:r="{kind}" r:id="{relation}">'
                "<w:r><w:t>the wire</w:t></w:r></w:hyperlink>"
            )
        )

    found = word(fill)
    assert [(found.prose[slice(*span)], url) for span, url in found.links] == [("the wire", "https://w.example/")]


def test_footnotes_follow_in_the_order_they_are_referred_to() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:t>One.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Two.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ).encode()

    def fill(document: Any) -> None:
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - after the skip
        from docx.opc.part import Part  # noqa: PLC0415
        from docx.oxml import parse_xml  # noqa: PLC0415

        mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), mime, notes, document.part.package)
        document.part.relate_to(part, kind)
        for number in ("2", "1"):
            paragraph = document.add_paragraph("Text")._p
            paragraph.append(parse_xml(f'<w:r xmlns:w="{W}"><w:footnoteReference w:id="{number}"/></w:r>'))

    found = word(fill)
    assert found.prose == "Text\n\nText\n\nTwo.\n\nOne."
    assert found.place(found.raw.index("Two")) == "footnote 1"


def plain() -> bytes:
    return saved(lambda document: document.add_paragraph("Text."))


def with_document(change: Callable[[bytes], bytes]) -> bytes:
    return repacked(plain(), lambda name, content: change(content) if name == "word/document.xml" else content)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"PK\x03\x04word/", "damaged", id="no zip"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted or an old", id="encrypted or old"),
        pytest.param(plain()[:-200], "damaged", id="cut off"),
        pytest.param(with_document(lambda content: content[:200]), "no Word document", id="broken xml"),
        pytest.param(
            with_document(lambda content: b'<!DOCTYPE a [<!ENTITY b "c">]>' + content),
            "declares entities",
            id="entities",
        ),
        pytest.param(
            repacked(plain(), lambda _, content: content, {"word/media/a.png": bytes(30_000_000)}),
            "unpacks to",
            id="ratio",
        ),
        pytest.param(
            with_document(lambda content: b"<a>" * 10_000 + b"</a>" * 10_000), "no Word document", id="nested"
        ),
        pytest.param(
            with_document(lambda _: b"<a>" + b"<b/>" * 2_000_001 + b"</a>"), "unpacks to|more parts", id="sprawling"
        ),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(data, name="a.docx")


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    data = plain()
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(InputError, match=r"newsroom-licensing\[docx\]"):
        read(data, name="a.docx")
