"""The closed lists of labels, and what is refused when an answer could leave them."""

from collections.abc import Collection


class UnknownLabel(Exception):
    """An answer could name labels that the closed lists do not have."""

    def __init__(self, axis: str, labels: Collection[str]) -> None:
        super().__init__(f"not in the closed list of {axis}: {', '.join(sorted(labels))}")
        self.axis = axis
        self.labels = frozenset(labels)
