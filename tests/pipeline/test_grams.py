"""Keys of the index: any stretch of a text is covered by the text's own keys, read with look-alike letters or not."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.grams import covering, fold, keys, skeleton

TEXT = st.text(alphabet="กถขซคดงเแาิี่้ำ๑2aB ", min_size=1, max_size=40)


@given(TEXT, st.integers(0, 40), st.integers(1, 12))
def test_every_stretch_of_a_text_is_covered_by_keys_of_the_text(text, start, length):
    folded = fold(text)
    expression = covering(folded[start : start + length])
    if expression is None:
        return
    held = set(keys(folded).split())
    for key in expression.replace("*", "").replace('"', "").split(" AND "):
        assert any(one.startswith(key) for one in held)


def test_letters_that_look_alike_have_one_skeleton_and_marks_are_not_in_it():
    assert skeleton(fold("การดำเนินงาน")) == skeleton(fold("ถารคําเนนงาม"))
    assert skeleton(fold("ผู้สูงอายุ")) == skeleton("ผสงอาย")


def test_thai_and_arabic_digits_are_folded_alike_and_latin_letters_are_small():
    assert fold("ปี ๒๕๖๗ Soft") == fold("ปี2567soft")


def test_words_too_short_for_a_key_have_no_expression():
    assert covering("ก") is None
    assert covering("งบ") == '"งบ"*'
