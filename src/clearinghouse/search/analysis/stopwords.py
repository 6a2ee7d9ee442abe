"""Words too common to be asked for. They stay in the index, for phrases; a query may do without them."""

from clearinghouse.search.analysis.folding import fold

_WORDS = """
a an and are as at be by for from has have in into is it its of on or that the their these this those to
was were which with how what who where when do does
à au aux avec ce ces cette dans de des du elle en est et il la le les leur leurs ou où par pas pour que
qui sa se ses son sont sur un une ainsi dont
al con cual del donde el ellos en es esta este estos las lo los más no o para por que qué quién se sin
sobre su sus un una unos unas y e
а без бы в во для до его ее ей и из или их к как
ко на не о об от по при с со так также то у что это
أن إلى التي الذي أو ثم على عن في لا لم ما مع من منذ هذا هذه هو هي و كان كانت قد بين كل
的 了 和 与 及 或 在 是 对 为 以 等 之 其
"""
STOP_WORDS: frozenset[str] = frozenset(fold(word) for word in _WORDS.split())


def is_stop_word(unit: str) -> bool:
    """Whether a unit, as typed, is a function word in one of the six languages."""
    return fold(unit) in STOP_WORDS
