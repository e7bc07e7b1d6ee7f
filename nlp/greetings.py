"""Messages that say nothing yet: a greeting, "tes", a dot, emoji."""

from nlp.lists import read_lists
from nlp.normalise import ASKED, NUMBER, PAUSE, Reader

MARKS = frozenset({PAUSE, ASKED, NUMBER})
MOST_NAMES = 2
"""How many strange words may stand beside a greeting: a name."""


LONGEST = 120
"""Nobody greets at greater length."""


class Greetings:
    def __init__(self) -> None:
        lists = read_lists()
        self._greetings = lists.greetings
        self._known = lists.vocabulary
        self._reader = Reader(lists.spelling, lists.vocabulary)

    def only(self, text: str) -> bool:
        """Whether the text has no words at all, or a greeting, perhaps with a name."""
        if len(text) > LONGEST and any(map(str.isalpha, text[:LONGEST])):
            return False
        said = [form for form in self._reader.words(text).forms if form not in MARKS]
        strange = sum(form not in self._known for form in said)
        greeted = sum(form in self._greetings for form in said)
        return greeted + strange == len(said) and (not strange or (greeted > 0 and strange <= MOST_NAMES))
