"""The conversations of `transcripts/`, word by word. tests/bots/transcript.py writes them anew: read them then."""

import pytest

from tests.bots import transcript


@pytest.mark.parametrize("name", transcript.names())
def test_the_bot_speaks_as_proof_read(name: str) -> None:
    conversation = transcript.read(name)
    spoken = [(reply, deeds) for _, reply, deeds in transcript.played(conversation)]
    assert spoken == transcript.expected(conversation)


@pytest.mark.parametrize("name", transcript.names())
def test_a_transcript_stands_as_it_would_be_written(name: str) -> None:
    text = (transcript.HERE / f"{name}.txt").read_text(encoding="utf-8")
    assert transcript.written(transcript.read(name)) == text


def test_there_are_enough_to_proof_read() -> None:
    assert len(transcript.names()) >= 50
