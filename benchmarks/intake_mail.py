"""Mail in to acknowledgment out: the program as it is run, real SMTP, a sink that takes every mail.

Prints mails a second to the committed case and to the acknowledgment at the sink for 1, 8 and 32 senders, the latency
of single mails, statements a mail, memory, and pgbench writing the same rows into the same database.
"""

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import event

from aduan import database
from aduan.demo.sink import MailSink
from aduan.wiring import parts
from benchmarks.senders import Sender, mail
from channels.email import Email
from config.settings import Settings
from core.messages import Delivery, Inbound

SMTP_PORT, WEB_PORT = 12925, 18925
SAME_ROWS = Path(__file__).with_name("same_rows.sql")


@asynccontextmanager
async def program(folder: Path, sink: MailSink, commands: tuple[str, ...]) -> AsyncIterator[list[int]]:
    """The program's parts as processes; their process numbers."""
    environment = {
        **os.environ,
        "ADUAN_DATA_DIR": str(folder),
        "ADUAN_MAIL_ADDRESS": "pengaduan@aduan.test",
        "ADUAN_SMTP_PORT": str(SMTP_PORT),
        "ADUAN_WEB_PORT": str(WEB_PORT),
        "ADUAN_SMTP_RELAY_URL": f"smtp://127.0.0.1:{sink.port}?starttls=no",
    }
    start = asyncio.create_subprocess_exec
    running = [await start(sys.executable, "-m", "aduan", command, env=environment) for command in commands]
    try:
        await _until_open(SMTP_PORT)
        yield [process.pid for process in running]
    finally:
        for process in running:
            process.terminate()
        for process in running:
            await process.wait()


async def _until_open(port: int) -> None:
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise TimeoutError(f"nobody opened port {port}")


async def one_at_a_time(sink: MailSink, run: str, mails: int) -> list[float]:
    """Seconds from the first word of a mail to its acknowledgment at the sink, nothing else going on."""
    sender, taken = Sender(), []
    await sender.open(SMTP_PORT)
    for number in range(mails):
        before, began = sink.count, time.monotonic()
        await sender.send(*mail(run, number))
        await sink.until(before + 1)
        taken.append(sink.times[-1] - began)
    await sender.close()
    return taken


async def all_at_once(sink: MailSink, run: str, mails: int, at_once: int) -> tuple[float, float]:
    """Mails a second to the committed case (the sender's 250), and to the last acknowledgment at the sink."""
    before = sink.count
    command = [sys.executable, "-m", "benchmarks.senders", str(SMTP_PORT), run, str(mails), str(at_once)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    told = json.loads(out)
    await sink.until(before + mails, patience=120)
    return mails / (told["ended"] - told["began"]), mails / (sink.times[-1] - told["began"])


async def statements_a_mail(folder: Path) -> float:
    """Counted on the real intake in this process."""
    settings = Settings(data_dir=folder, mail_address="pengaduan@aduan.test")
    counted, email = [0], Email("pengaduan@aduan.test")
    async with parts(settings) as built:
        event.listen(
            built.engine.sync_engine, "before_cursor_execute", lambda *_: counted.__setitem__(0, counted[0] + 1)
        )
        for number in range(100):
            _, content = mail("statements", number)
            for message in email.read(Delivery("email", content, built.now())):
                if isinstance(message, Inbound):
                    await built.intake.receive(message, now=built.now())
    return counted[0] / 100


@contextmanager
def beside(folder: Path) -> Iterator[database.Database]:
    with database.running(folder) as running:
        yield running


def pgbench(running: database.Database, clients: int, seconds: int) -> float:
    """Transactions a second of the same rows in one prepared statement."""
    url = urlsplit(running.url)
    environment = {**os.environ, "PGPASSWORD": url.password or "", "PGHOST": parse_qs(url.query)["host"][0]}
    command = [
        str(running.programs / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(seconds),
        "-f", str(SAME_ROWS), "-U", url.username or "aduan", url.path.lstrip("/"),
    ]  # fmt: skip
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"tps = ([\d.]+)", out)[1])  # type: ignore[index]


def memory(pids: list[int]) -> str:
    """The most each process ever held, in MB (Linux)."""
    peaks = []
    for pid in pids:
        status = Path(f"/proc/{pid}/status")
        if status.exists():
            peaks.append(int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) >> 10)  # type: ignore[index]
    return " + ".join(f"{peak} MB" for peak in peaks) or "not known on this system"


async def measure(folder: Path, commands: tuple[str, ...], mails: int) -> None:
    stamp = f"{time.time():.0f}"
    async with MailSink() as sink, program(folder, sink, commands) as pids:
        await all_at_once(sink, f"{stamp}w", 200, 8)
        idle = sorted(await one_at_a_time(sink, f"{stamp}i", 200))
        p50, p99 = statistics.median(idle), idle[int(len(idle) * 0.99) - 1]
        print(f"one at a time, 200 mails   p50 {p50 * 1000:6.1f} ms   p99 {p99 * 1000:6.1f} ms", flush=True)
        for at_once in (1, 8, 32):
            committed, acknowledged = await all_at_once(sink, f"{stamp}s{at_once}", mails, at_once)
            print(f"{at_once:2} senders   {committed:6.0f} cases/s   {acknowledged:6.0f} acknowledgments/s", flush=True)
            with beside(folder) as running:
                tps = pgbench(running, min(at_once, 8), 5)
            print(f"             pgbench, same rows {tps:6.0f}/s   ratio {acknowledged / tps:.2f}", flush=True)
        print(f"memory at most: {memory(pids)}", flush=True)
    print(f"statements a mail: {await statements_a_mail(folder):.2f}", flush=True)


def main() -> None:
    mails = int(os.environ.get("BENCH_MAILS", "1500"))
    for commands in (("serve",), ("smtp", "worker")):
        print(f"--- aduan {' + aduan '.join(commands)}", flush=True)
        with tempfile.TemporaryDirectory(prefix="aduan-bench-", dir="/tmp") as folder:
            Path(folder).chmod(0o755)
            asyncio.run(measure(Path(folder) / "data", commands, mails))


if __name__ == "__main__":
    main()
