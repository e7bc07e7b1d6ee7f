"""Tells how good the classifier is on messages that people labelled."""

from pathlib import Path

from config.load import load_office
from config.settings import Settings
from nlp.classifier import Classifier
from nlp.evaluation import by_tags, read_labelled, report
from nlp.evaluation_text import as_text


def run(settings: Settings, file: Path, html_out: Path | None) -> int:
    """Prints the report, and keeps it as a page where that is asked. Says how many messages it is about.

    Raises NotLabelled when the file holds something else.
    """
    messages = read_labelled(file)
    files = load_office(settings.config_dir)
    tagger = Classifier.load(frozenset(files.sectors.by_id), frozenset(c.id for c in files.components))
    tags = tagger.classify_many(message.text for message in messages)
    told = report(f"{tags[0].model} on {file.name}", by_tags(messages, tags))
    print(as_text(told))
    if html_out:
        from nlp.evaluation_page import as_page  # the pictures take a second to import

        html_out.write_text(as_page(told), encoding="utf-8")
        print(f"\nWith pictures: {html_out}")
    return len(messages)
