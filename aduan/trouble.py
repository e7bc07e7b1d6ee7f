"""The troubles whose message is a sentence for a person."""


def for_people() -> tuple[type[Exception], ...]:
    """Shown as they are, without a trace."""
    from aduan.database import DatabaseUnavailable
    from aduan.officer import NotAdded
    from aduan.smtp import PortInUse as MailPortInUse
    from aduan.web import PortInUse
    from config.reading import ConfigError

    return (ConfigError, DatabaseUnavailable, PortInUse, MailPortInUse, NotAdded)
