"""Laws, resolutions, orders and letters that the text itself names are cited, each once."""

from letters_by_hand import BODY, compose, read_one

from extractors.cited import find_instruments


def cited(sentence: str) -> list[tuple[str, str]]:
    """Kind and text of what a letter cites whose body opens with the sentence."""
    letter = read_one(compose(body=f"\n          {sentence}\n{BODY}"))
    return [(c.kind, c.text) for c in letter.cited]


def test_an_act_is_cited_with_its_year_and_without_what_follows():
    text = "อาศัยอำนาจตามมาตรา ๓๒ แห่งพระราชบัญญัติระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ และที่แก้ไขเพิ่มเติม จึงสั่งการ"
    assert cited(text) == [("act", "พระราชบัญญัติระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔")]


def test_a_regulation_says_whose_it_is():
    letter = read_one(compose(body="\n ตามระเบียบกระทรวงการคลังว่าด้วยการเบิกเงิน พ.ศ. ๒๕๖๒ ให้ทุกจังหวัดถือปฏิบัติ\n"))
    assert [(c.kind, c.agency) for c in letter.cited] == [("regulation", "กระทรวงการคลัง")]


def test_a_cabinet_resolution_has_its_day():
    letter = read_one(compose(body="\n ด้วยคณะรัฐมนตรีมีมติเมื่อวันที่ ๕ สิงหาคม ๒๕๖๗ เห็นชอบแผนงาน จึงแจ้งมา\n"))
    assert [(c.kind, str(c.date)) for c in letter.cited] == [("resolution", "2024-08-05")]


def test_an_order_has_its_number():
    letter = read_one(compose(body="\n ตามคำสั่งกรมตัวอย่าง ที่ ๔๕/๒๕๖๖ ลงวันที่ ๑๗ มกราคม ๒๕๖๖ นั้น\n"))
    assert [(c.kind, str(c.reference_number)) for c in letter.cited] == [("order", "45/2566")]


def test_a_letter_named_in_the_body_is_cited_with_its_number_and_day():
    letter = read_one(compose(body="\n ตามหนังสือกรมบัญชีกลาง ที่ กค ๐๔๐๘.๔/ว ๑๖๕ ลงวันที่ ๒๒ ธันวาคม ๒๕๕๙ แจ้งไว้ นั้น\n"))
    (one,) = letter.cited
    assert (str(one.reference_number), str(one.date), one.agency) == ("กค 0408.4/ว 165", "2016-12-22", "กรมบัญชีกลาง")


def test_a_fax_between_offices_is_a_letter_but_a_fax_s_own_number_is_none():
    body = "\n จึงขอยกเลิกโทรสารในราชการกระทรวงตัวอย่าง ด่วนที่สุด ที่ มท ๐๒๓๐/ว ๓๔๖๔ ลงวันที่ ๒ กันยายน ๒๕๖๗\n"
    (one,) = read_one(compose(body=body)).cited
    assert (str(one.reference_number), str(one.date), one.agency) == ("มท 0230/ว 3464", "2024-09-02", "กระทรวงตัวอย่าง")
    assert cited("ส่งทางโทรสาร ๐ ๒๒๒๒ ๑๑๓๓ ของเจ้าของเรื่อง ที่ มท ๐๒๓๐/ว ๓๔๖๔ ภายในกำหนด") == []


def test_a_letter_under_its_own_heading_is_not_cited_twice():
    letter = read_one(compose(body="\n ตามหนังสือกระทรวงมหาดไทย ที่ มท ๐๘๙๙.๒/ว ๓๑๐๕ ลงวันที่ ๑๒ พฤศจิกายน ๒๕๖๗ นั้น\n"))
    assert letter.cited == ()
    assert len(letter.references) == 1


def test_what_is_named_twice_is_cited_once():
    law = "พระราชบัญญัติโรงงาน พ.ศ. ๒๕๓๕"
    assert cited(f"ตาม{law} และข้อ ๕ แห่ง{law} ให้ถือปฏิบัติ") == [("act", law)]


def test_words_that_only_look_like_a_law_are_none():
    assert find_instruments("ให้เป็นไปตามระเบียบ และปิดประกาศราคากลางภายในปี พ.ศ. 2569 ตามคำสั่งนี้") == []


def test_a_law_without_a_year_is_cited_where_the_model_alone_knows_it():
    letter = read_one(compose(body="\n ทั้งนี้ ให้ถือปฏิบัติตามพระราชบัญญัติรักษาความสะอาด โดยเคร่งครัด\n"))
    assert [(c.kind, c.text, c.evidence.rule) for c in letter.cited] == [("act", "พระราชบัญญัติรักษาความสะอาด", "ner:law")]
