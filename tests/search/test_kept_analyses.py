"""What is kept of one analysis for the next rebuild: the same documents, known by all that went into them."""

from dataclasses import replace
from pathlib import Path

from clearinghouse.search.kept_analyses import AnalysesToKeep, KeptAnalyses, digest_of, digest_of_all, packed, unpacked
from clearinghouse.vocabularies.concepts import Vocabulary
from tests import factories
from tests.search.sources import by_chance


def test_documents_come_back_as_they_were() -> None:
    documents = tuple(operation.document for operation in by_chance(40, seed=5))
    documents = (*documents, replace(documents[0], text={"und": "a\ud800b"}))
    assert unpacked(packed(documents)) == documents
    assert unpacked(packed(())) == ()


def test_a_file_gives_back_what_was_kept_and_nothing_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "analyses.sqlite3"
    assert KeptAnalyses(path).find(b"a") is None
    with AnalysesToKeep(path) as keeping:
        keeping.keep([(b"a", b"1"), (b"b", b"2")])
        assert not path.exists()
        keeping.publish()
    assert [KeptAnalyses(path).find(digest) for digest in (b"a", b"b", b"c")] == [b"1", b"2", None]
    with AnalysesToKeep(path) as keeping:
        keeping.keep([(b"c", b"3")])
    assert KeptAnalyses(path).find(b"a") == b"1"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    path.write_bytes(b"no database at all")
    assert KeptAnalyses(path).find(b"a") is None


def test_a_digest_changes_with_the_record_and_with_the_vocabulary() -> None:
    vocabulary = factories.vocabulary()
    known = digest_of_all(vocabulary)
    assert known == digest_of_all(factories.vocabulary())
    assert known != digest_of_all(Vocabulary(list(vocabulary)[1:]))
    assert digest_of(known, {"a": 1}) == digest_of(known, {"a": 1})
    assert len({digest_of(known, {"a": 1}), digest_of(known, {"a": 2}), digest_of(b"other", {"a": 1})}) == 3
