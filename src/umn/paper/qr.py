"""An address as a QR code."""

import io

import segno


def svg(text: str) -> str:
    """Dark on light with the quiet border that readers need; a quarter of it may be damaged (level Q)."""
    out = io.BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="svg", border=2, dark="#000", light="#fff", xmldecl=False)
    return out.getvalue().decode()
