"""The troubles whose message is a sentence for a person."""


def for_people() -> tuple[type[Exception], ...]:
    """Shown as they are, without a trace."""
    from aduan.backup_file import BackupTrouble
    from aduan.database import DatabaseUnavailable
    from aduan.demo.office import NoAnswer
    from aduan.officer import NotAdded
    from aduan.ports import PortInUse
    from aduan.verifying import CannotVerify
    from config.reading import ConfigError
    from nlp.evaluation import NotLabelled

    return (ConfigError, DatabaseUnavailable, PortInUse, NotAdded, NoAnswer, NotLabelled, BackupTrouble, CannotVerify)
