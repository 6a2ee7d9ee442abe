"""What people call the types of records in the six languages: what pages call them, and everyday names besides."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import override, pgettext

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.formats.collection import FORMATS

_EVERYDAY: Mapping[tuple[str, ...], Mapping[str, str]] = {
    ("focalPoint",): {
        "en": "focal point",
        "fr": "point focal | point focal national",
        "es": "punto focal",
        "ru": "координационный центр | национальный координатор",
        "zh": "联络点 | 国家协调中心",
        "ar": "نقطة اتصال | جهة الاتصال الوطنية | جهات الاتصال الوطنية | المنسق الوطني",
    },
    ("modifiedOrganism",): {
        "en": "LMO | GMO | genetically modified organism",
        "fr": "OVM | OGM | organisme génétiquement modifié",
        "es": "OVM | OGM | organismo genéticamente modificado",
        "ru": "ЖИО | ГМО | генетически модифицированный организм",
        "zh": "转基因生物",
        "ar": "كائن حي محور | الكائنات الحية المحورة | كائنات محورة وراثيا",
    },
    ("authority",): {
        "en": "competent authority",
        "fr": "autorité compétente",
        "es": "autoridad competente",
        "ru": "компетентный орган",
        "zh": "国家主管当局",
        "ar": "سلطة مختصة | السلطات المختصة",
    },
    ("nationalReport", "nationalReport6", "absNationalReport", "absNationalReport1"): {
        "en": "national report",
        "fr": "rapport national",
        "es": "informe nacional",
        "ru": "национальный доклад",
        "zh": "国家报告",
        "ar": "تقرير وطني | التقارير الوطنية",
    },
    ("nbsap",): {
        "en": "NBSAP | national biodiversity strategy",
        "fr": "SPANB | stratégie nationale pour la biodiversité",
        "es": "EPANB | estrategia nacional de biodiversidad",
        "ru": "НСПДСБ | национальная стратегия по сохранению биоразнообразия",
        "zh": "国家生物多样性战略",
        "ar": "الاستراتيجية الوطنية للتنوع البيولوجي",
    },
    ("biosafetyLaw",): {
        "en": "law | regulation | legislation",
        "fr": "loi | réglementation | législation",
        "es": "ley | reglamento | legislación",
        "ru": "закон | законодательство | нормативный акт",
        "zh": "法律 | 法规 | 条例",
        "ar": "قانون | قوانين | لائحة | لوائح | تشريع | تشريعات",
    },
    ("biosafetyDecision", "decision"): {
        "en": "decision",
        "fr": "décision",
        "es": "decisión",
        "ru": "решение",
        "zh": "决定",
    },
    ("biosafetyDecision",): {"ar": "قرار | قرارات"},
    ("decision",): {"ar": "مقرر | مقررات"},
    ("recommendation",): {
        "en": "recommendation",
        "fr": "recommandation",
        "es": "recomendación",
        "ru": "рекомендация",
        "zh": "建议",
        "ar": "توصية | توصيات",
    },
    ("absPermit",): {
        "en": "certificate of compliance",
        "fr": "certificat de conformité",
        "es": "certificado de cumplimiento",
        "ru": "сертификат о соответствии",
        "zh": "遵约证书",
        "ar": "شهادة امتثال | شهادات الامتثال",
    },
    ("communityProtocol",): {
        "en": "community protocol | customary law",
        "fr": "protocole communautaire | droit coutumier",
        "es": "protocolo comunitario | derecho consuetudinario",
        "ru": "протокол общины | обычное право",
        "zh": "社区规约 | 习惯法",
        "ar": "بروتوكول مجتمعي | البروتوكولات المجتمعية | قانون عرفي | القوانين العرفية",
    },
    ("database",): {
        "en": "national database | national website",
        "fr": "base de données nationale | site Web national",
        "es": "base de datos nacional | sitio web nacional",
        "ru": "национальная база данных | национальный веб-сайт",
        "zh": "国家数据库 | 国家网站",
        "ar": "قاعدة بيانات وطنية | قواعد البيانات الوطنية | موقع شبكي وطني",
    },
    ("absNationalModelContractualClause", "modelContractualClause"): {
        "en": "model contractual clause",
        "fr": "clause contractuelle type",
        "es": "cláusula contractual modelo",
        "ru": "типовое договорное положение",
        "zh": "示范合同条款",
        "ar": "بند تعاقدي نموذجي | البنود التعاقدية النموذجية",
    },
    ("countryProfile",): {
        "en": "country profile",
        "fr": "profil de pays",
        "es": "perfil nacional",
        "ru": "профиль страны",
        "zh": "国家概况",
        "ar": "ملف البلد | ملفات البلدان",
    },
    ("news", "biosafetyNews"): {
        "en": "news",
        "fr": "actualité",
        "es": "noticia",
        "ru": "новость",
        "zh": "新闻",
        "ar": "خبر | أخبار",
    },
    ("biosafetyNews",): {"en": "biosafety news"},
    ("independentRiskAssessment",): {
        "en": "risk assessment",
        "fr": "évaluation des risques",
        "es": "evaluación del riesgo | evaluación de riesgos",
        "ru": "оценка рисков",
        "zh": "风险评估",
        "ar": "تقييم مخاطر | تقييمات المخاطر",
    },
    ("nationalRiskAssessment",): {"es": "evaluación de riesgos"},
}
"""Names beside those of pages: types that share them → language → what people say, with bars between."""
_SAY_SOMETHING_ELSE = frozenset(
    {
        ("submission", "fr"),
        ("submission", "es"),
        ("submission", "ru"),
        ("opportunity", "fr"),
        ("opportunity", "ru"),
        ("statement", "ar"),
    }
)
"""Communication, presentación, представление, possibilité, возможность, بيانات: these words are seldom meant so."""
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")
"""Years and the like behind a name: nobody types them."""


def type_names() -> Iterator[tuple[str, str, str]]:
    """Yield what record types are called in searches: slug, language, name."""
    for slug in FORMATS:
        for language, name in shown_names(slug):
            if (slug, language) not in _SAY_SOMETHING_ELSE:
                yield slug, language, _REMARK.sub("", name)
    for slugs, names in _EVERYDAY.items():
        for language, several in names.items():
            yield from ((slug, language, name.strip()) for name in several.split("|") for slug in slugs)


def shown_names(slug: str) -> Iterator[tuple[str, str]]:
    """Yield what pages call a record type, in the singular and the plural of each language."""
    fmt = FORMATS[slug]
    for language in LANGUAGES:
        with override(language.django):
            for message in (fmt.name, fmt.plural_name):
                yield language.code, pgettext(message.context, message.text)
