"""Proof that an answer arrived, way by way (K6.8)."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from core.messages import Receipt, ReceiptState
from core.rules.receipts import PROOF_ON, Proof, further, is_proof

ACCEPTED, SENT, DELAYED, DELIVERED, READ, FAILED = ReceiptState
SENT_AT = datetime(2026, 11, 23, 3, tzinfo=UTC)


def said(*states: ReceiptState) -> list[Receipt]:
    return [Receipt("m1", state, SENT_AT + timedelta(seconds=n)) for n, state in enumerate(states)]


def proves(channel: str, *states: ReceiptState, after: timedelta = timedelta(hours=1), **else_known: bool) -> bool:
    return is_proof(PROOF_ON[channel], said(*states), SENT_AT + after, **else_known)


HANDSETS = ("whatsapp", "whatsapp-cloud", "sms", "sms-gateway")
PLATFORMS = ("telegram", "instagram", "x")


@pytest.mark.parametrize("channel", HANDSETS)
def test_on_a_handset_only_a_delivered_or_read_receipt_counts(channel):
    assert not proves(channel)
    assert not proves(channel, ACCEPTED, SENT)
    assert not proves(channel, SENT, FAILED)
    assert not proves(channel, SENT, replied=True)
    assert proves(channel, SENT, DELIVERED)
    assert proves(channel, READ)


@pytest.mark.parametrize("channel", PLATFORMS)
def test_on_a_platform_its_acceptance_counts(channel):
    assert not proves(channel)
    assert not proves(channel, FAILED)
    assert proves(channel, ACCEPTED)
    assert proves(channel, SENT)


@pytest.mark.parametrize(
    ("states", "after", "known", "proof"),
    [
        pytest.param((SENT,), timedelta(days=1), {}, False, id="accepted yesterday"),
        pytest.param((SENT,), timedelta(days=2), {}, True, id="accepted two days ago, nothing came back"),
        pytest.param((SENT, FAILED), timedelta(days=9), {}, False, id="bounced"),
        pytest.param((FAILED,), timedelta(days=9), {}, False, id="never accepted"),
        pytest.param((), timedelta(days=9), {}, False, id="nothing known"),
        pytest.param((SENT,), timedelta(hours=1), {"replied": True}, True, id="the citizen replied"),
        pytest.param((SENT,), timedelta(hours=1), {"page_opened": True}, True, id="the answer page was opened"),
    ],
)
def test_a_mail_arrived_when_nothing_came_back_for_two_days(states, after, known, proof):
    assert proves("email", *states, after=after, **known) is proof


def test_a_mail_held_up_on_its_way_counts_two_days_after_the_last_warning():
    receipts = [Receipt("m1", SENT, SENT_AT), Receipt("m1", DELAYED, SENT_AT + timedelta(days=1))]
    assert not is_proof(Proof.MAIL, receipts, SENT_AT + timedelta(days=2))
    assert is_proof(Proof.MAIL, receipts, SENT_AT + timedelta(days=3))


def test_the_office_decides_how_long_a_bounce_is_waited_for():
    assert not is_proof(Proof.MAIL, said(SENT), SENT_AT + timedelta(days=3), bounce_days=4)


@pytest.mark.parametrize("channel", ["letter", "counter", "phone", "box", "paper"])
def test_on_paper_a_signature_counts(channel):
    assert not proves(channel, DELIVERED)
    assert proves(channel, signed=True)


@pytest.mark.parametrize("channel", ["form", "web"])
def test_on_the_web_the_opened_page_counts(channel):
    assert not proves(channel, SENT, after=timedelta(days=9))
    assert proves(channel, page_opened=True)


@pytest.mark.parametrize("channel", sorted(PROOF_ON))
def test_an_answer_handed_over_against_signature_arrived_whatever_the_channel(channel):
    assert proves(channel, FAILED, signed=True)


def test_out_of_order_receipts_end_at_the_same_knowledge():
    for states in permutations((ACCEPTED, SENT, DELIVERED, READ)):
        known = None
        for state in states:
            known = further(known, state)
        assert known is READ


@pytest.mark.parametrize(
    ("known", "news", "then"),
    [
        pytest.param(None, ACCEPTED, ACCEPTED, id="first news"),
        pytest.param(DELIVERED, SENT, DELIVERED, id="a late receipt"),
        pytest.param(DELIVERED, DELIVERED, DELIVERED, id="a repeated receipt"),
        pytest.param(DELIVERED, READ, READ, id="read after delivered"),
        pytest.param(DELIVERED, FAILED, DELIVERED, id="no failure after delivery"),
        pytest.param(FAILED, DELIVERED, FAILED, id="no delivery after failure"),
        pytest.param(FAILED, READ, READ, id="what was read was read"),
        pytest.param(SENT, FAILED, FAILED, id="a failure"),
    ],
)
def test_a_later_state_is_never_undone(known, news, then):
    assert further(known, news) is then
