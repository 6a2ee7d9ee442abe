"""Recognising concepts in what records say: how many records of 100 words a second and core."""

import random
import time

from clearinghouse.search.analysis.words import tokens_of
from clearinghouse.search.opening import lexicon

WORDS = 100
RECORDS = 5_000
_TEXTS = {
    "en": "the living modified organism maize was approved for direct use as food or feed under the biosafety law"
    " of the country after a risk assessment of insect resistance and herbicide tolerance by the national authority",
    "fr": "l’organisme vivant modifié maïs a été approuvé pour une utilisation directe dans l’alimentation humaine"
    " après une évaluation des risques de la résistance aux insectes par l’autorité nationale compétente",
    "ru": "живой измененный организм кукуруза был одобрен для прямого использования в качестве продовольствия после"
    " оценки рисков устойчивости к насекомым национальным компетентным органом страны",
    "zh": "改性活生物体玉米经国家主管部门对抗虫性和耐除草剂性进行风险评估后批准直接用作食物或饲料",
}


def recognition() -> str:
    """Return how fast concepts are recognised in analysed text, with every vocabulary of the project."""
    known = lexicon()
    chance = random.Random(5)
    streams = []
    for language, text in _TEXTS.items():
        words = [token.text for token in tokens_of(text, language)]
        streams += [
            (language, [chance.choice(words) if chance.random() < 0.2 else words[n % len(words)] for n in range(WORDS)])
            for _ in range(RECORDS // len(_TEXTS))
        ]
    start = time.process_time()
    found = sum(len(list(known.codes_in(stream, language))) for language, stream in streams)
    seconds = time.process_time() - start
    rate = len(streams) / seconds
    held = "held" if rate >= 5_000 else "MISSED"
    return (
        f"recognition: {rate:,.0f} records of {WORDS} words a second and core ({found} codes; 5,000 promised: {held})"
    )
