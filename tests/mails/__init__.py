"""Nasty mails, each with what must come out of it beside it. `write.py` writes them; `large.py` has those too big."""
