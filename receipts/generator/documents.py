"""PDF, OFD and XML e-invoices with real text, from the same layouts as the pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from PIL import Image

from receipts.generator.canvas import Canvas, font_path
from receipts.generator.facts import Facts

OFD_SPACE = "http://www.ofdspec.org/2016"
OFD_ROOT = (
    f'<ofd:OFD xmlns:ofd="{OFD_SPACE}" Version="1.0" DocType="OFD"><ofd:DocBody>'
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)


def text_pdf(pages: Sequence[Canvas]) -> bytes:
    """A PDF whose text can be selected, one page for each canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas as Pdf

    if "receipt" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("receipt", str(font_path("hei"))))
    out = io.BytesIO()
    pdf = Pdf(out, invariant=1)
    for sheet in pages:
        scale = 595 / sheet.image.width
        height = sheet.image.height * scale
        pdf.setPageSize((595, height))
        for left, top, text, size in sheet.texts:
            # sizes shrink a little so that the embedded face takes no more room than the drawn one
            pdf.setFont("receipt", size * scale * 0.96)
            pdf.drawString(left * scale, height - (top + size * 0.9) * scale, text)
        for x, y, side, _ in sheet.codes:
            from reportlab.lib.utils import ImageReader

            piece = sheet.image.crop((x, y, x + side, y + side))
            pdf.drawImage(ImageReader(piece), x * scale, height - (y + side) * scale, side * scale, side * scale)
        pdf.showPage()
    pdf.save()
    return out.getvalue()


def scanned_pdf(pictures: Sequence[Image.Image]) -> bytes:
    """A PDF of pictures only, as office scanners make them."""
    out = io.BytesIO()
    first, *rest = [picture.convert("RGB") for picture in pictures]
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=150, quality=80)
    return out.getvalue()


def ofd(sheet: Canvas) -> bytes:
    """A one-page OFD with text objects."""
    scale = 210 / sheet.image.width
    objects = []
    for number, (left, top, text, size) in enumerate(sheet.texts, 10):
        wide = sheet.measure(text, size) * scale
        step = wide / max(len(text), 1)
        high = size * scale
        objects.append(
            f'<ofd:TextObject ID="{number}" Boundary="{left * scale:.2f} {top * scale:.2f} {wide:.2f} {high * 1.2:.2f}" '
            f'Font="2" Size="{high:.2f}"><ofd:TextCode X="0" Y="{high * 0.9:.2f}" '
            f'DeltaX="g {max(len(text) - 1, 1)} {step:.3f}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
    area = f"0 0 210 {sheet.image.height * scale:.1f}"
    head = f'xmlns:ofd="{OFD_SPACE}"'
    files = {
        "OFD.xml": OFD_ROOT,
        "Doc_0/Document.xml": (
            f"<ofd:Document {head}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{area}</ofd:PhysicalBox>"
            '</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
            "</ofd:Pages></ofd:Document>"
        ),
        "Doc_0/Pages/Page_0/Content.xml": (
            f'<ofd:Page {head}><ofd:Content><ofd:Layer ID="3">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


def einvoice_xml(facts: Facts) -> bytes:
    """数电票 as XML, with the element names of the tax authority's schema."""
    items = "".join(
        f"<IssuItemInformation><ItemName>{escape(name)}</ItemName><Quantity>{quantity}</Quantity>"
        f"<Amount>{amount:.2f}</Amount></IssuItemInformation>"
        for name, quantity, amount in facts.items
    )
    net = facts.total - facts.tax
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f"<EInvoice><Header><EIid>{facts.number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag></Header><EInvoiceData>"
        f"<SellerInformation><SellerName>{escape(facts.seller)}</SellerName></SellerInformation>"
        f"<BuyerInformation><BuyerName>{escape(facts.patient or '')}</BuyerName></BuyerInformation>"
        f"<BasicInformation><TotalAmWithoutTax>{net:.2f}</TotalAmWithoutTax><TotalTaxAm>{facts.tax:.2f}</TotalTaxAm>"
        f"<TotalTax-includedAmount>{facts.total:.2f}</TotalTax-includedAmount></BasicInformation>"
        f"{items}</EInvoiceData><TaxSupervisionInfo><InvoiceNumber>{facts.number}</InvoiceNumber>"
        f"<IssueTime>{facts.issued:%Y-%m-%d} 10:20:30</IssueTime></TaxSupervisionInfo></EInvoice>"
    )
    return text.encode()
