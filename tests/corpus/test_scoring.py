"""The scoring: what counts as right, and that a fault is seen."""

import copy

from corpus.calibration import Said
from corpus.letter import find_letter, gold
from corpus.scoring import Tally, begins_within, same, same_purpose, score_document, score_letter

LETTER = find_letter("interior-drought")


def perfect():
    answer = copy.deepcopy(gold(LETTER))
    answer["enclosures"] = [{"title": title} for title in answer["enclosures"]]
    for directive in answer["directives"]:
        directive["text"] = directive["start"] + " และดำเนินการให้แล้วเสร็จ"
    return answer


def scored(answer):
    tally = Tally()
    score_letter(tally, "x", gold(LETTER), answer)
    return tally.scores


def test_the_gold_itself_scores_full_marks():
    assert {key: s.f1 for key, s in scored(perfect()).items() if s.f1 != 1.0} == {}


def test_one_wrong_digit_in_a_date_is_wrong():
    answer = perfect() | {"date": "2025-11-15"}
    assert scored(answer)["date"].f1 == 0.0


def test_an_invented_directive_lowers_precision_alone():
    answer = perfect()
    answer["directives"].append({"label": None, "text": "ปริมาณฝนสะสมต่ำกว่าค่าปกติร้อยละ ๑๒", "actors": [], "deadlines": []})
    score = scored(answer)["directives"]
    assert score.recall == 1.0
    assert score.precision == 4 / 5


def test_a_missed_deadline_is_named():
    answer = perfect()
    answer["directives"][1]["deadlines"] = []
    tally = Tally()
    score_letter(tally, "x", gold(LETTER), answer)
    assert tally.faults["x"] == ["directive.deadlines [2]: missed 2025-12-15"]
    assert tally.exact == 0.0


def test_a_letter_that_was_not_found_counts_every_value_as_missed():
    tally = Tally()
    score_document(tally, "x", [gold(LETTER)], [])
    assert (tally.exact, tally.letters) == (0.0, 1)
    assert tally.scores["directives"].recall == 0.0
    assert tally.scores["letters"].recall == 0.0


def test_digits_and_spaces_do_not_matter_but_letters_do():
    assert same("มท 0211.1/ว 506", "มท ๐๒๑๑.๑/ว๕๐๖")
    assert not same("ชย 0023.6/ว 3053", "ขย 0023.6/ว 3053")


def test_a_directive_may_open_with_a_few_words_more():
    assert begins_within("ขอให้คณะเสนอชื่ออาจารย์", "ในการนี้ ขอให้คณะเสนอชื่ออาจารย์ที่มีประสบการณ์")
    assert not begins_within("ขอให้คณะเสนอชื่ออาจารย์", "ส่งแบบตอบรับการเข้าร่วมโครงการไปยังกอง")


def test_letters_of_a_bundle_are_paired_by_number_whatever_their_order():
    other = gold(find_letter("district-reply"))
    tally = Tally()
    score_document(tally, "x", [gold(LETTER), other], [other | {"enclosures": [], "evidence": {}}, perfect()])
    assert tally.scores["letters"].f1 == 1.0
    assert tally.scores["reference_number"].f1 == 1.0
    assert set(tally.faults) == {"x#1", "x#2"}


def test_how_sure_a_value_was_is_kept_beside_whether_it_was_right():
    answer = perfect() | {"date": "2025-11-15", "evidence": {"date": {"confidence": 0.9, "doubts": []}}}
    assert scored(answer)["date"].said == [Said(0.9, False, False)]


def test_politeness_around_a_purpose_does_not_matter_but_what_is_asked_does():
    assert same_purpose("โปรดพิจารณาดำเนินการในส่วนที่เกี่ยวข้องต่อไป", "พิจารณาดำเนินการ")
    assert not same_purpose("โปรดทราบ", "โปรดดำเนินการ")
