"""Letters' metadata in the form of e-CMS: out, in, and what other systems send."""

import base64
from datetime import date

import pytest
from by_hand import cites, directive, due, encloses, found, letter, put, seen
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import Signatory
from pipeline.ecms import RAM, RSM, from_xml, take_messages_in, to_xml
from pipeline.errors import InputError
from pipeline.rows import LetterRow
from pipeline.store import Store

FULL = letter(
    "มท 0211.1/ว 506", date(2021, 2, 11), urgency=found("ด่วนที่สุด"), secrecy=found("ลับ"),
    addressees=(found("ผู้ว่าราชการจังหวัด ทุกจังหวัด"), found("อธิบดีกรมการปกครอง")),
    references=(cites("มท 0211.1/ว 50621", date(2020, 9, 22)),), enclosures=(encloses("มท 0211.1/ว 1"),),
    signatory=Signatory("นายสมมติ ตัวอย่างดี", "ปลัดกระทรวงมหาดไทย", seen()),
    directives=(directive("1", "ส่งแผน", "จังหวัด", deadlines=(due(date(2021, 3, 1), "ภายในวันที่ ๑ มีนาคม ๒๕๖๔"),)),),
)  # fmt: skip

PDF = base64.b64encode(b"%PDF-1.4 x").decode()
MESSAGE = f"""<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>
<CorrespondenceLetterOutboundRequest>
<rsm:GovernmentDocument xmlns:ram="{RAM}" xmlns:rsm="{RSM}"><ram:CorrespondenceLetter>
<ram:ID>อก 0905/7</ram:ID><ram:CorrespondenceDate>2012-09-07T00:00:00</ram:CorrespondenceDate>
<ram:Subject>ขอเชิญประชุม</ram:Subject><ram:SecretCode>001</ram:SecretCode><ram:SpeedCode>003</ram:SpeedCode>
<ram:SenderParty><ram:GivenName>สมมติ</ram:GivenName><ram:FamilyName>ตัวอย่างดี</ram:FamilyName>
<ram:JobTitle>ผู้อำนวยการ</ram:JobTitle></ram:SenderParty>
<ram:ReceiverParty><ram:GivenName>สมหญิง</ram:GivenName><ram:FamilyName>ทดสอบ</ram:FamilyName><ram:JobTitle/>
</ram:ReceiverParty>
<ram:MainLetterBinaryObject mimeCode="application/pdf">{PDF}</ram:MainLetterBinaryObject>
<ram:AttachmentBinaryObject mimeCode="text/plain">###</ram:AttachmentBinaryObject>
</ram:CorrespondenceLetter></rsm:GovernmentDocument></CorrespondenceLetterOutboundRequest>
</SOAP-ENV:Body></SOAP-ENV:Envelope>
"""


def out(one=FULL):
    return to_xml([LetterRow("id", "", (), one, "a.txt")])


def test_a_letters_metadata_comes_back_as_it_went_out():
    (message,) = from_xml(out())
    back = message.letter
    assert back.reference_number.value == FULL.reference_number.value
    assert (back.date.value, back.subject.value) == (FULL.date.value, FULL.subject.value)
    assert (back.urgency.value, back.secrecy.value, back.sender.value) == ("ด่วนที่สุด", "ลับ", "กระทรวงมหาดไทย")
    assert [a.value for a in back.addressees] == [a.value for a in FULL.addressees]
    assert (back.references[0].reference_number.number, back.references[0].date) == ("50621", date(2020, 9, 22))
    assert back.enclosures[0].title == "สำเนาหนังสือ มท 0211.1/ว 1 ๑ ชุด"
    assert (back.signatory.name, back.signatory.position) == ("นายสมมติ ตัวอย่างดี", "ปลัดกระทรวงมหาดไทย")


def test_directives_and_deadlines_stand_in_an_element_of_our_own():
    text = out().decode()
    assert '<saraban:Deadline due="2021-03-01">ภายในวันที่ ๑ มีนาคม ๒๕๖๔</saraban:Deadline>' in text
    assert "<ram:SpeedCode>004</ram:SpeedCode>" in text and "<ram:SecretCode>002</ram:SecretCode>" in text


def test_every_value_has_its_place_in_the_messages_text():
    (message,) = from_xml(out())
    for value in (message.letter.subject, message.letter.sender, *message.letter.addressees):
        span = value.evidence.span
        assert message.page.text[span.start : span.end] == value.value


def test_a_message_of_another_system_is_read_in_its_envelope_with_its_file():
    (message,) = from_xml(MESSAGE.encode())
    back = message.letter
    assert (str(back.reference_number.value), back.reference_number.value.year) == ("อก 0905/7", 2012)
    assert (back.urgency.value, back.secrecy) == ("ด่วนมาก", None)
    assert [a.value for a in back.addressees] == ["สมหญิง ทดสอบ"]
    assert message.files == (b"%PDF-1.4 x",)


@pytest.mark.parametrize(("code", "name"), [("4", "ด่วนที่สุด"), ("ด่วน", "ด่วน"), ("001", None), ("999", None), ("", None)])
def test_urgency_is_known_by_its_code_or_its_word(code, name):
    (message,) = from_xml(MESSAGE.replace(">003<", f">{code}<").encode())
    assert (message.letter.urgency and message.letter.urgency.value) == name


@pytest.mark.parametrize(("text", "day"), [("2555-09-07", date(2012, 9, 7)), ("7/9/55x", None), ("", None)])
def test_a_day_is_read_in_either_era_and_never_guessed(text, day):
    (message,) = from_xml(MESSAGE.replace("2012-09-07T00:00:00", text).encode())
    assert (message.letter.date and message.letter.date.value) == day


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<a>", b"%PDF-1.4", b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><CorrespondenceLetter>&x;</CorrespondenceLetter>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "a.txt">]><CorrespondenceLetter>&x;</CorrespondenceLetter>',
    ],
)  # fmt: skip
def test_what_is_no_message_or_is_built_to_do_harm_is_refused(data):
    with pytest.raises(InputError):
        from_xml(data)


def test_a_message_taken_in_is_a_letter_that_can_be_found_and_a_scan_of_it_joins_it(tmp_path):
    path = tmp_path / "message.xml"
    path.write_bytes(out())
    with Store(tmp_path / "saraban.db") as store:
        take_messages_in(store, path)
        take_messages_in(store, path)
        put(store, "scan.txt", FULL)
        (row,) = store.letters()
        assert len(row.sources) == 2
        assert row.letter.directives, "the reading that has the whole letter stands"


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_xml_that_can_be_read_again(subject, sender):
    one = letter(subject=subject, sender=found(sender))
    (message,) = from_xml(out(one))
    assert message.letter.reference_number is not None
