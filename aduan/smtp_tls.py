"""The certificate that the mail door shows to whoever asks for STARTTLS."""

import ssl
from pathlib import Path

from config.reading import ConfigError


def certificate(cert: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """None without one. Raises ConfigError, which names the setting and not what is in the files."""
    if cert is None or key is None:
        return None
    for path, name in ((cert, "ADUAN_SMTP_TLS_CERT"), (key, "ADUAN_SMTP_TLS_KEY")):
        if not path.is_file():
            raise ConfigError("environment", name, f"is no file: {path}")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(cert, key, password=lambda: "")
    except (OSError, ValueError) as trouble:
        raise ConfigError(
            "environment", "ADUAN_SMTP_TLS_CERT", "and ADUAN_SMTP_TLS_KEY are no certificate with its key"
        ) from trouble
    return context
