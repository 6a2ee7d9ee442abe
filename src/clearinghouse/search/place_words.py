"""Words before the name of a place that ask for what is of that place: "in Kenya", "au Bénin", "в Кении"."""

from clearinghouse.search.analysis.folding import fold

_BEFORE = """
in from of within across throughout
en au aux du de dans à depuis
en de del desde
в во из на по
在 于 於 来自 來自
في من
"""
_BETWEEN = "the la le les el los las"
BEFORE_PLACES: frozenset[str] = frozenset(map(fold, _BEFORE.split()))
"""Folded prepositions of all six languages."""
ARTICLES: frozenset[str] = frozenset(map(fold, _BETWEEN.split()))
"""Folded articles that may stand between: "in the Niger"."""
