"""Which countries people mean by "next door": shared land borders, and the nearest coast for islands."""

_BORDERS = """
AD ES FR
AL GR XK ME MK IT
AT DE CZ SK HU SI IT CH LI
BA HR RS ME
BE FR LU DE NL
BG RO RS MK GR TR
BY PL LT LV UA
CH DE FR IT AT LI
CY GR TR
CZ DE PL SK AT
DE DK PL CZ AT CH FR LU BE NL
DK DE SE
DZ TN
EE LV FI
ES FR PT AD GI
FI SE NO EE
FR BE LU DE CH IT MC ES AD
GB IE FR
GE TR AM
GI ES
GR AL MK BG TR
HR SI HU RS BA ME IT
HU AT SK UA RO RS HR SI
IE GB
IS NO DK GB
IT FR CH AT SI SM VA MT
LI CH AT
LT LV PL BY
LU BE DE FR
LV EE LT BY
LY TN MT
MA ES
MC FR IT
MD RO UA
ME HR BA RS XK AL
MK XK RS BG GR AL
MT IT TN
NL BE DE
NO SE FI DK
PL DE CZ SK UA BY LT
PT ES
RO HU UA MD BG RS
RS HU RO BG MK XK ME BA HR
SE NO FI DK
SI IT AT HU HR
SK CZ PL UA HU AT
SM IT
TN IT MT
TR GR BG GE
UA PL SK HU RO MD
VA IT
XK RS ME AL MK
"""

_TABLE = {line.split()[0]: tuple(line.split()[1:]) for line in _BORDERS.split("\n") if line}


def neighbours(country: str) -> tuple[str, ...]:
    """The ISO codes of the countries next door; empty for a country far from Europe."""
    return _TABLE.get(country, ())
