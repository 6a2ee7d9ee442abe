"""What people call the regions of the world: the vocabulary says "Africa - Western Africa", they say West Africa."""

from collections.abc import Iterator, Mapping

from babel.core import Locale

from clearinghouse.core.languages import LANGUAGES

_BY_NUMBER: Mapping[str, str] = {
    "002": "CCA4B662-8EF4-418D-B327-0D6F418AA703",
    "005": "C9A535FB-8B15-4BD5-9AC7-9A9783871A5A",
    "009": "284697B9-D1C2-426B-890A-1ADBAC8EC477",
    "011": "AEF6F814-52C0-4F1A-9838-5799B021BA26",
    "013": "90DBC1E4-AFD0-4FB4-B9EE-4CA2CB5D2C36",
    "014": "0938DB0F-E4BB-464F-ABBB-ADD615BE5371",
    "015": "39AF4BA6-E769-4013-B5F2-91B2E5BACB27",
    "017": "A23DD6C0-44C5-418D-83B5-461D79D2721A",
    "018": "BA8BAEF5-821C-43A6-8700-5CC215D4B5B0",
    "019": "14E81A9D-73EA-4667-A699-CD78C61B3655",
    "021": "8317D3CB-6CAB-4C05-BC2C-2DB93A8FEC6A",
    "029": "E9E917DF-872A-4B01-B152-B019E53D046E",
    "030": "8962A223-E1F2-4200-905C-51B6FEF79FFE",
    "034": "B462BE9E-38A6-4DE0-997D-2CC07853379F",
    "035": "B6C14B25-FDF6-4FA1-97A2-561D6B43FA80",
    "039": "3B22777F-BD43-4DED-8379-EB3829BB53A5",
    "053": "E9BAA797-CDAE-497E-A860-87AE784F4C53",
    "054": "743D2F85-8ABA-4F35-BC83-30D295343EA8",
    "061": "9EED1DD1-BA36-41F1-BEF9-63021AB24EBF",
    "142": "3BED3C61-C8C5-49D8-9AFA-0B4D03FC427F",
    "143": "1CF17830-479B-42DD-AC6C-974E86EABE15",
    "145": "70AD3B5C-9390-4E11-B4FB-60B5591037FA",
    "150": "884FADBA-3BF3-4D76-AC7B-83E076852CD4",
    "151": "7DCF92D5-8412-4CFA-A67C-C6AA7A0A69F2",
    "154": "11D3515A-2C70-4766-B07C-E538AA16554B",
    "155": "DB6CE7B5-EE86-41B1-A3A8-726E5A76C4F9",
    "419": "3D0CCC9A-A0A1-4399-8FA2-41D4D649DB0E",
}
"""Numbers of the United Nations (M49), under which Unicode names regions → identifiers of our vocabulary."""
_EVERYDAY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "011": ("West Africa",), "014": ("East Africa",), "015": ("North Africa",), "017": ("Central Africa",),
        "021": ("North America",), "030": ("East Asia",), "034": ("South Asia",), "035": ("South-East Asia",),
        "145": ("West Asia",),
    },
    "fr": {
        "011": ("Afrique de l’Ouest",), "014": ("Afrique de l’Est",), "015": ("Afrique du Nord",),
        "030": ("Asie de l’Est",), "034": ("Asie du Sud",), "145": ("Asie de l’Ouest",),
    },
    "es": {
        "005": ("América del Sur",), "011": ("África del Oeste",), "013": ("América Central",),
        "014": ("África del Este",), "015": ("África del Norte",), "021": ("América del Norte",),
        "419": ("América Latina",),
    },
}  # fmt: skip
"""Names that Unicode does not have."""
_AMBIGUOUS = frozenset({("zh", "017"), ("zh", "145")})
"""中非 is China and Africa too, and 西亚 ends the names of Malaysia and Indonesia."""


def region_names() -> Iterator[tuple[str, str, str]]:
    """Yield what regions are called in the six languages: identifier, language, name."""
    for language in LANGUAGES:
        known = Locale.parse(language.catalogue).territories
        for number, identifier in _BY_NUMBER.items():
            if (name := known.get(number)) and (language.code, number) not in _AMBIGUOUS:
                yield identifier, language.code, name
        for number, names in _EVERYDAY.get(language.code, {}).items():
            yield from ((_BY_NUMBER[number], language.code, name) for name in names)
