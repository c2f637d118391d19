"""Chinese, Japanese, Korean and Thai, which part no words with spaces: real sentences, mixed with Latin and numbers."""

import pytest

from aisle.retrieval.analysis import analyse, query_terms, terms_of
from aisle.retrieval.bm25 import CorpusStats, score
from aisle.retrieval.identifiers import identifiers_in
from aisle.retrieval.postings import IndexedItem, encode_segment, merge_segments

SENTENCES = {
    "zh": (
        "这款防水登山鞋采用Gore-Tex面料,适合雨天徒步。",
        "购买后30天内可以免费退货,运费由我们承担。",
        "容量38L的背包,重量1.2kg,型号PT-204。",
        "羽绒睡袋的舒适温度是零下五度。",
    ),
    "ja": (
        "この防水ジャケットは軽量で、登山やハイキングに最適です。",
        "商品到着後30日以内であれば返品できます。",
        "容量38Lのリュックサック、型番PT-204。",
        "ゴア・テックスの靴は水を通しません。",
    ),
    "ko": (
        "이 방수 등산화는 비 오는 날 산행에 적합합니다.",
        "구매 후 30일 이내에 무료로 반품할 수 있습니다.",
        "용량 38L 배낭, 모델 PT-204, 무게 1.2kg.",
        "오리털 침낭은 겨울 야영에 좋습니다.",
    ),
    "th": (
        "รองเท้าเดินป่ากันน้ำรุ่นนี้เหมาะสำหรับวันที่ฝนตก",
        "คุณสามารถคืนสินค้าได้ฟรีภายใน 30 วันหลังจากซื้อ",
        "กระเป๋าเป้ความจุ 38L รุ่น PT-204 ราคา ฿1290",
        "ถุงนอนขนเป็ดเหมาะกับอากาศหนาว",
    ),
}
ASKED = [
    ("zh", "防水鞋", 0),
    ("zh", "退货要多少天?", 1),
    ("zh", "PT-204", 2),
    ("zh", "38 L 背包", 2),
    ("zh", "羽绒睡袋", 3),
    ("ja", "登山用の防水ジャケット", 0),
    ("ja", "返品できますか", 1),
    ("ja", "リュックサック 38L", 2),
    ("ja", "ﾘｭｯｸｻｯｸ", 2),
    ("ja", "テックスの靴", 3),
    ("ko", "방수 등산화", 0),
    ("ko", "반품은 언제까지 되나요", 1),
    ("ko", "배낭 38 l", 2),
    ("ko", "침낭", 3),
    ("th", "รองเท้ากันน้ำ", 0),
    ("th", "คืนสินค้ากี่วัน", 1),
    ("th", "เป้ 38L", 2),
    ("th", "ถุงนอน", 3),
]


def best(language: str, question: str) -> int:
    """Return which sentence of a language answers first, by words alone."""
    segment = encode_segment(
        IndexedItem(at, {"body": text}, language) for at, text in enumerate(SENTENCES[language])
    )
    postings = merge_segments([segment.terms])
    groups = query_terms(question, language, (language,))
    found = score(groups, postings, CorpusStats(segment.doc_count, segment.total_length), 4)
    return int(found.ordinals[0])


@pytest.mark.parametrize(("language", "question", "answer"), ASKED)
def test_a_question_finds_its_sentence_without_a_segmenter(language, question, answer):
    assert best(language, question) == answer


def test_a_run_becomes_pairs_and_single_ideographs():
    assert terms_of("登山鞋", "zh") == ["登山", "登", "山鞋", "山", "鞋"]
    assert terms_of("ถุง", "th") == ["ถุ", "ุง"]
    assert terms_of("鞋", "zh") == ["鞋"]


def test_half_width_and_decomposed_kana_are_the_same_as_full_width():
    assert terms_of("ﾊﾞｯｸﾞ", "ja") == terms_of("バッグ", "ja") == ["バッ", "ッグ"]
    assert terms_of("ハ\u3099ック\u3099", "ja") == terms_of("バッグ", "ja")


def test_marks_between_words_are_in_no_pair():
    assert not any("・" in term or "฿" in term for term in terms_of("ゴア・テックス ราคา฿500", "ja"))
    assert "500" in terms_of("ราคา฿500", "th")
    assert "500" in terms_of("ราคา ๕๐๐ บาท", "th")


@pytest.mark.parametrize("text", ["容量38L的背包", "容量38l", "용량38L는", "ความจุ38Lครับ"])
def test_a_measure_counts_beside_letters_of_an_unspaced_script(text):
    assert "38l" in terms_of(text, "zh")
    assert any(term == "38" for term in terms_of(text, "zh"))


def test_identifiers_are_read_as_ever_among_other_scripts():
    plain = set(terms_of("PT-204", "en"))
    assert {"pt204", "pt", "204"} == plain
    for language, sentences in SENTENCES.items():
        (holding,) = [text for text in sentences if "PT-204" in text]
        assert plain <= set(terms_of(holding, language))
        assert not plain & {
            term for text in sentences if text != holding for term in terms_of(text, language)
        }
    assert plain <= set(terms_of("型号PT-204的背包", "zh"))


@pytest.mark.parametrize(
    "question", ["型号PT-204的背包", "型番PT-204。", "모델 PT-204는", "รุ่นPT-204ครับ", "PT-204"]
)
def test_a_part_number_is_read_out_of_a_sentence_without_spaces(question):
    assert identifiers_in(question) == ("pt204",)


@pytest.mark.parametrize("text", ["X38L", "a38l", "v38L", "PT-38L", "3.38L.5", "A_38L"])
def test_a_number_inside_a_latin_word_is_no_measure(text):
    assert all(token.text != "38L" and token.text != "38l" for token in analyse(text, "en"))


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_tokens_of_real_sentences_point_into_them(language):
    for text in SENTENCES[language]:
        for token in analyse(text, language):
            assert text[token.start : token.end] == token.text


def test_rare_ideographs_beyond_the_basic_plane_are_found():
    assert terms_of("𠮷野家", "ja")[:2] == ["𠮷野", "𠮷"]
