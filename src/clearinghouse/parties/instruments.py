"""The Convention and its three Protocols: names, when they were adopted and when they entered into force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from clearinghouse.core.languages import preferred

DAYS_TO_ENTRY_INTO_FORCE: Final = timedelta(days=90)
"""From deposit to entry into force: Convention art. 36(3), Cartagena art. 37(2), Nagoya art. 33(2), N–KL art. 18(2)."""

KINDS: Final = ("ratification", "accession", "acceptance", "approval", "succession")
"""The kinds of instrument by which a government becomes Party."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One treaty. code: ours; chapter: the key of the official clients, after the UN Treaty Collection."""

    code: str
    chapter: str
    adopted: date
    in_force: date
    names: Mapping[str, str]
    parent: str = ""

    def name(self, language: str) -> str:
        """Return the name for a reader of `language`."""
        return self.names[preferred(self.names, language) or "en"]


INSTRUMENTS: Final[Mapping[str, Instrument]] = {
    one.code: one
    for one in (
        Instrument(
            "CBD",
            "XXVII8",
            date(1992, 5, 22),
            date(1993, 12, 29),
            {
                "ar": "اتفاقية التنوع البيولوجي",
                "en": "Convention on Biological Diversity",
                "es": "Convenio sobre la Diversidad Biológica",
                "fr": "Convention sur la diversité biologique",
                "ru": "Конвенция о биологическом разнообразии",
                "zh": "生物多样性公约",
            },
        ),
        Instrument(
            "CPB",
            "XXVII8a",
            date(2000, 1, 29),
            date(2003, 9, 11),
            {
                "ar": "بروتوكول قرطاجنة للسلامة الأحيائية",
                "en": "Cartagena Protocol on Biosafety",
                "es": "Protocolo de Cartagena sobre Seguridad de la Biotecnología",
                "fr": "Protocole de Cartagena sur la prévention des risques biotechnologiques",
                "ru": "Картахенский протокол по биобезопасности",
                "zh": "卡塔赫纳生物安全议定书",
            },
            "CBD",
        ),
        Instrument(
            "NP",
            "XXVII8b",
            date(2010, 10, 29),
            date(2014, 10, 12),
            {
                "ar": "بروتوكول ناغويا",
                "en": "Nagoya Protocol",
                "es": "Protocolo de Nagoya",
                "fr": "Protocole de Nagoya",
                "ru": "Нагойский протокол",
                "zh": "名古屋议定书",
            },
            "CBD",
        ),
        Instrument(
            "NKLSP",
            "XXVII8c",
            date(2010, 10, 15),
            date(2018, 3, 5),
            {
                "ar": "بروتوكول ناغويا - كوالالمبور التكميلي",
                "en": "Nagoya – Kuala Lumpur Supplementary Protocol",
                "es": "Protocolo Suplementario de Nagoya – Kuala Lumpur",
                "fr": "Protocole additionnel de Nagoya – Kuala Lumpur",
                "ru": "Нагойско-Куала-Лумпурский дополнительный протокол",
                "zh": "名古屋－吉隆坡补充议定书",
            },
            "CPB",
        ),
    )
}
"""In the order in which pages show them."""


def entry_into_force(instrument: str, deposit: date) -> date:
    """Return when an instrument deposited on a day enters into force, never before the treaty itself did."""
    return max(deposit + DAYS_TO_ENTRY_INTO_FORCE, INSTRUMENTS[instrument].in_force)
