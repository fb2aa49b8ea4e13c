"""Reads what was printed, by other programs than those that printed it."""

import pypdfium2
import zxingcpp

LOOK_CLOSELY = 3  # pixels for each point of paper, so that the squares of a code are sharp


class Sheet:
    """One PDF: its pages, words, language, tags, and what its square code says."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(content)
        self.pages = len(self._pdf)
        self.title = self._pdf.get_metadata_value("Title")
        self.is_tagged = bool(pypdfium2.raw.FPDFCatalog_IsTagged(self._pdf.raw))
        self.is_for_everybody = b"<pdfuaid:part>1</pdfuaid:part>" in content  # PDF/UA-1, checked when it was made
        first = self._pdf[0]
        self.size = tuple(round(points / 72 * 25.4) for points in first.get_size())  # in millimetres
        text = "\n".join(page.get_textpage().get_text_range() for page in self._pdf)
        self.words = " ".join(text.split())
        self.widest = max(self._right_edge(page) for page in self._pdf)

    @property
    def code(self) -> str:
        """What a telephone reads from the square code on the first page."""
        drawn = self._pdf[0].render(scale=LOOK_CLOSELY, grayscale=True)
        grey = memoryview(drawn.buffer).cast("B")[: drawn.stride * drawn.height]
        return code_in(grey.cast("B", shape=(drawn.height, drawn.stride)))

    def _right_edge(self, page) -> float:
        """How far to the right anything reaches, as a part of the width of the paper."""
        boxes = [thing.get_bounds() for thing in page.get_objects()]
        return max(right for _left, _bottom, right, _top in boxes) / page.get_width()


def code_in(grey) -> str:
    [found] = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    assert png.startswith(b"\x89PNG")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
