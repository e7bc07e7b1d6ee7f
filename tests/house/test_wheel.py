"""The wheel holds what running needs and nothing else, and runs outside the checkout."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="aduan-wheel-", dir="/tmp") as folder:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        yield next(Path(folder).glob("*.whl"))


def test_the_wheel_holds_templates_migrations_wording_and_the_offices_files(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "config/office.toml",
        "config/standards/69.toml",
        "config/wording/id.toml",
        "core/store/migrations/env.py",
        "core/store/migrations/versions/0001_the_record_as_it_first_stood.py",
        "pages/templates/base.html",
        "pages/static/aduan.css",
        "aduan/demo/citizens.toml",
    ):
        assert needed in names
    outside = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert outside == {"aduan", "bots", "channels", "config", "core", "nlp", "pages"}


def test_the_main_job_runs_from_the_wheel_outside_the_checkout(wheel: Path) -> None:
    """Unpacked beside the installed dependencies, far from the checkout; the code that runs is the wheel's."""
    with tempfile.TemporaryDirectory(prefix="aduan-wheel-run-", dir="/tmp") as folder:
        place = Path(folder)
        place.chmod(0o755)
        zipfile.ZipFile(wheel).extractall(place / "site")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ADUAN_")},
            "PYTHONPATH": str(place / "site"),
            "ADUAN_DATA_DIR": str(place / "data"),
            "ADUAN_WEB_PORT": "18071",
            "ADUAN_SMTP_PORT": "12571",
        }
        where = subprocess.run(
            [sys.executable, "-c", "import aduan; print(aduan.__file__)"],
            cwd=place, env=environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        assert str(place) in where
        demo = subprocess.run(
            [sys.executable, "-m", "aduan", "demo", "--once"],
            cwd=place, env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert demo.returncode == 0, demo.stderr
        assert "K6.4" in demo.stdout
        assert "hari kerja" in demo.stdout
