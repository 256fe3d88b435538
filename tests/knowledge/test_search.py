"""Search: words beside each other, with their own diacritics and in the title count most; evidence says why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from knowledge.opening import open_store
from knowledge.search import Hit, Search
from knowledge.store import Store
from nlp.question import Topic
from nlp.understand import understand
from tests.knowledge.folder import ROWS, write_folder

TASKS = [  # ref, title, content
    ("I.1#1", "Tăng thu thuế đất", "Rà soát, tăng thu thuế đất của doanh nghiệp."),
    ("I.1#2", "Rà soát việc cho thuê đất", "Rà soát việc cho thuê đất của doanh nghiệp."),
    ("I.1#3", "Sửa cống thoát nước", "Sửa hai cống thoát nước ở xã A."),
    ("I.1#4", "Bảo vệ rừng", "Nghiệp vụ kiểm lâm, trồng cây công ích."),
    ("I.1#5", "Nạo vét kênh", "Nạo vét kênh; việc bảo vệ rừng do nơi khác làm."),
    ("I.1#6", "Phát triển công nghiệp", "Phát triển công nghiệp chế biến."),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of six tasks whose words differ in one thing each."""
    place: Path = tmp_path_factory.mktemp("search")
    rows = [{**ROWS[1], "mục": r, "nhiệm vụ": t, "nội dung": c, "thời hạn": "", "ghi chú": ""} for r, t, c in TASKS]
    with closing(open_store(place / "knowledge.db", write_folder(place / "registers", rows=rows))) as store:
        yield store


@pytest.fixture(scope="module")
def search(store: Store) -> Search:
    """Search over the shipped register."""
    return Search(store)


def topic(text: str, store: Store) -> Topic:
    return understand(text, date(2024, 3, 4), store.names).topic


def hits(text: str, store: Store) -> dict[str, Hit]:
    return {hit.task.ref: hit for hit in Search(store).find(topic(text, store))}


# What counts


@pytest.mark.parametrize(
    ("text", "ref"),
    [("thuế đất", "I.1#1"), ("thuê đất", "I.1#2"), ("thu thuế đất", "I.1#1"), ("việc cho thuê đất", "I.1#2")],
)
def test_a_word_with_its_own_diacritics_outweighs_one_that_folds_to_it(small: Store, text: str, ref: str) -> None:
    found = hits(text, small)
    assert next(iter(found)) == ref
    other = {"I.1#1": "I.1#2", "I.1#2": "I.1#1"}[ref]
    assert found[ref].score > found[other].score


def test_without_diacritics_both_are_found(small: Store) -> None:
    assert {"I.1#1", "I.1#2"} <= hits("thue dat", small).keys()


def test_diacritics_that_contradict_keep_a_word_apart(small: Store) -> None:
    assert next(iter(hits("sửa cống", small))) == "I.1#3"
    assert next(iter(hits("ngành công nghiệp", small))) == "I.1#6"


def test_neighbours_outweigh_the_same_words_apart(small: Store) -> None:
    found = hits("công nghiệp", small)
    assert next(iter(found)) == "I.1#6"
    assert "I.1#4" not in found or found["I.1#6"].score > 2 * found["I.1#4"].score


def test_the_title_outweighs_the_content(small: Store) -> None:
    found = hits("bảo vệ rừng", small)
    assert list(found)[:2] == ["I.1#4", "I.1#5"]
    assert found["I.1#4"].score > found["I.1#5"].score


def test_a_score_is_the_share_of_the_question_that_was_found(small: Store) -> None:
    whole, half = hits("nạo vét kênh", small)["I.1#5"], hits("nạo vét kênh bằng tàu ngầm", small)["I.1#5"]
    assert whole.score == pytest.approx(1.0, abs=0.15)
    assert 0 < half.score < whole.score


@pytest.mark.parametrize("text", ["", "em ơi cho hỏi", "xyzzy", "明天", "😀"])
def test_nothing_is_found_where_nothing_fits(small: Store, text: str) -> None:
    assert hits(text, small) == {}


def test_programmes_may_be_left_out(small: Store) -> None:
    sought = topic("bảo vệ rừng", small)
    everything = frozenset(small.programmes)
    assert Search(small.within(everything)).find(sought) == Search(small).find(sought) != ()
    assert Search(small.within(frozenset())).find(sought) == ()


# The thesaurus


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("thi vô nhà nước", "III.1.1.c#2"),
        ("con nít", "III.3.2#3"),
        ("đường làng hư", "III.1.3.d#1"),
        ("sân bay", "III.1.3.a#1"),
        ("khoét bờ sông", "III.4.2#1"),
        ("vượt biên đánh cá", "III.5.2#3"),
        ("đóng bảo hiểm y tế", "III.3.4#1"),
        ("thiếu giáo viên", "III.1.2.a#2"),
    ],
)
def test_everyday_words_find_what_the_administration_writes(search: Search, store: Store, text: str, ref: str) -> None:
    best = search.find(topic(text, store))[0]
    assert best.task.ref == ref


def test_what_the_thesaurus_found_is_told_as_such(search: Search, store: Store) -> None:
    best = search.find(topic("con nít", store))[0]
    assert {evidence.how for evidence in best.evidence} == {"từ đồng nghĩa"}
    assert any("trẻ em" in evidence.found for evidence in best.evidence)
    assert best.by_phrase


# Evidence


def test_evidence_says_what_was_found_where_and_how(small: Store) -> None:
    best = hits("thuế đất", small)["I.1#1"]
    assert [evidence.word for evidence in best.evidence] == ["thuế", "đất"]
    assert {evidence.field for evidence in best.evidence} == {"nhiệm vụ"}
    assert {evidence.how for evidence in best.evidence} == {"cụm từ"}
    assert all("thuế" in evidence.found for evidence in best.evidence)


@pytest.mark.parametrize(
    "text", ["tuyển dụng công chức", "con nít", "hạ tầng 5G và chuyển đổi số", "giai phong mat bang"]
)
def test_evidence_adds_up_to_the_score(search: Search, store: Store, text: str) -> None:
    sought = topic(text, store)
    found = search.find(sought)
    assert found
    for hit in found:
        assert all(0 < evidence.earned <= evidence.worth + 1e-9 for evidence in hit.evidence)
        assert hit.earned == pytest.approx(sum(evidence.earned for evidence in hit.evidence))
        assert hit.score == pytest.approx(hit.earned / search.worth(sought))
        assert 0 < hit.score <= 1 + 1e-9


def test_the_best_come_first(search: Search, store: Store) -> None:
    scores = [hit.score for hit in search.find(topic("chuyển đổi số", store))]
    assert len(scores) > 3
    assert scores == sorted(scores, reverse=True)


def test_one_common_word_is_no_answer(search: Search, store: Store) -> None:
    assert search.is_answer(search.find(topic("tuyển dụng công chức", store))[0])
    assert not any(search.is_answer(hit) for hit in search.find(topic("công", store)))


def test_rare_words_say_more_than_generic_ones(search: Search, store: Store) -> None:
    assert search.worth(topic("logistics", store)) > search.worth(topic("đề án", store)) > 0
    assert search.worth(topic("em ơi cho hỏi", store)) == 0


def test_a_topic_s_share_of_a_text_tells_its_clause(search: Search, store: Store) -> None:
    sought = topic("tuyển dụng công chức", store)
    right = search.share(sought, "tuyển dụng công chức cấp tỉnh và cấp huyện")
    other = search.share(sought, "phê duyệt đề án vị trí việc làm")
    assert right > 0.8 > 0.2 > other
