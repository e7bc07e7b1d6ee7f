"""`python -m benchmarks`: every benchmark, one after the other; with names (`mail`, `classifier`) only those."""

import sys

from benchmarks import classifier, intake_mail

PARTS = {"mail": intake_mail.main, "classifier": classifier.main}

if unknown := set(sys.argv[1:]) - set(PARTS):
    sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
for name in sys.argv[1:] or PARTS:
    PARTS[name]()
