"""`python -m benchmarks`: every benchmark, one after the other."""

from benchmarks import intake_mail

intake_mail.main()
