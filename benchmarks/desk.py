"""The desk with 100,000 cases: queue, filters, search, a case, triage, as one officer and as ten at once.

`python -m benchmarks.desk` makes the cases by itself in an embedded database of its own; BENCH_CASES changes how many.
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aduan import database
from core.rules.roles import Role
from core.store import case_page, migrate, queue, queue_counts, search, triage
from core.store.database import connect
from core.store.queue_filters import MINE, Filters
from core.store.viewers import Viewer

OFFICERS = """
INSERT INTO officers (username, name, role, tier, password_hash, created_at)
SELECT 'petugas' || n, 'Petugas ' || n, 'officer', 'pelaksana', '-', :now FROM generate_series(1, 10) AS n
"""
# Words of the pool appear with very unequal frequency, as in real texts; "loket" and "berkas" together in about 6 %.
CASES = """
CREATE TEMPORARY TABLE made AS
SELECT n, waits, :today - CASE WHEN waits THEN n * 7919 % 22 ELSE 30 + n % 900 END AS day, (
    SELECT string_agg(CASE WHEN n % 16 = 3 AND place = 4 THEN 'loket berkas' ELSE word END, ' ' ORDER BY place)
    FROM generate_series(1, 34) AS place,
        LATERAL (SELECT floor(6000 * power((hashint4extended(n, place) & 1048575) / 1048576.0, 3))) AS drawn(x),
        LATERAL (SELECT CAST(x AS int)) AS rank(r),
        LATERAL (SELECT (ARRAY['izin', 'usaha', 'terbit', 'petugas', 'lambat', 'biaya', 'syarat', 'dokumen', 'sistem',
            'hosting', 'kafe', 'reklame', 'bangunan', 'jalan', 'lampu', 'sampah', 'antrean', 'jadwal', 'permohonan',
            'verifikasi'])[1 + r % 20] || CASE WHEN r < 20 THEN '' ELSE chr(97 + r % 26) || chr(97 + r / 26 % 26) END
        ) AS spoken(word)
) AS matter
FROM (SELECT n, n > :cases * 0.9 AND n % 2 = 0 AS waits FROM generate_series(1, :cases) AS n) AS numbers;
INSERT INTO people (since) SELECT :now FROM made;
INSERT INTO conversations (person_id, last_message_at) SELECT n, :now FROM made;
INSERT INTO cases (number, conversation_id, state, legal_kind, kind, sector, components, unsure, channel, matter,
    received_at, holder_id, answered_at, closed_at, ledger_seq, ledger_hash)
SELECT to_char(n % 10, 'FM00') || '-' || to_char(n, 'FM000000') || '-00', n,
    CASE WHEN waits THEN (ARRAY['open', 'open', 'open', 'incomplete'])[1 + n / 2 % 4] ELSE 'closed' END,
    (ARRAY['complaint', 'complaint', 'complaint', 'information', 'suggestion'])[1 + n / 2 % 5], 'complaint',
    (ARRAY['perindustrian', 'perdagangan', 'umum', 'pupr', 'pariwisata', 'kesehatan'])[1 + n / 100 % 6],
    ARRAY[(ARRAY['waktu', 'biaya', 'prosedur', 'pengawasan'])[1 + n / 7 % 4]],
    CASE WHEN n / 2 % 7 = 0 THEN ARRAY['sector'] ELSE ARRAY[]::text[] END,
    (ARRAY['email', 'whatsapp', 'sms', 'form'])[1 + n / 3 % 4], matter, day + time '05:00',
    CASE WHEN n / 2 % 3 > 0 THEN 1 + n / 60 % 10 END, CASE WHEN NOT waits THEN day + time '06:00' END,
    CASE WHEN NOT waits THEN day + time '07:00' END, 1, '\\x00'
FROM made;
INSERT INTO reporters (case_id, person_id, identity, name)
SELECT n, n, CASE WHEN n % 9 = 0 THEN 'confidential' ELSE 'named' END,
    (ARRAY['Siti', 'Asep', 'Euis', 'Dadang', 'Ujang'])[1 + n % 5] || ' ' || initcap(split_part(matter, ' ', 9))
FROM made;
INSERT INTO clocks (case_id, rule, clause, days, started_on, due_on, promised_on, calendar_version, met_at, ended_as)
SELECT n, (ARRAY['answer-due', 'answer-due', 'answer-due', 'information', 'courtesy'])[1 + n / 2 % 5], 'K6.4', 14,
    day, day + 18, day + 18, 'bench', CASE WHEN NOT waits THEN day + time '06:00' END,
    CASE WHEN NOT waits THEN 'answered' END FROM made;
UPDATE cases SET matter = matter || ' langka' WHERE id = :cases / 2;
INSERT INTO messages (conversation_id, case_id, author, channel, text, arrived_at, received_at)
SELECT n, n, author, 'email', CASE author WHEN 'citizen' THEN matter ELSE 'Terima kasih, laporan Anda tercatat.' END,
    :now, :now FROM made, unnest(ARRAY['citizen', 'aduan']) AS author;
INSERT INTO decisions (case_id, rule, clause, clause_text, force, legal_kind, because, standard_id, standard_version,
    calendar_version, at)
SELECT n, 'answer-due', 'K6.4', '-', 'shall', 'complaint', 'complete', '-', '-', '-', :now FROM made UNION ALL
SELECT n, 'not-our-matter', 'K6.1', '-', 'may', 'complaint', 'not_our_matter', '-', '-', '-', :now
FROM made WHERE waits AND n / 2 % 11 = 0;
INSERT INTO ledger (case_id, seq, at, kind, payload, previous, hash)
SELECT n, 1, :now, 'opened', '{}', '\\x00', '\\x00' FROM made;
INSERT INTO complained_about (case_id, officer_id, author, at)
SELECT n, 1 + n % 10, 'officer:2', :now FROM made WHERE n % 1000 = 500;
DROP TABLE made
"""


async def make_cases(engine: AsyncEngine, many: int, today: date) -> None:
    """A record of so many cases, written by the database itself, with the words taken for the search."""
    values = {"now": datetime.now(UTC), "today": today, "cases": many}
    async with engine.begin() as db:
        await db.execute(text(OFFICERS), values)
        for statement in CASES.split(";\n"):
            await db.execute(text(statement.replace(":00'", "\\:00'")), values)
    more = 1
    while more:
        async with engine.begin() as db:
            more = await search.index_new_words(db, most=5000)
    async with engine.connect() as db:
        await db.execution_options(isolation_level="AUTOCOMMIT")
        await db.execute(text("VACUUM ANALYZE"))


Question = Callable[[AsyncConnection, Viewer], Awaitable[object]]


def questions(today: date, number: str) -> dict[str, Question]:
    """What an officer asks the database with one click, whole pages at a time; `number` is of a case that waits."""
    now = datetime.combine(today, datetime.min.time(), UTC)

    async def page(db: AsyncConnection, viewer: Viewer, filters: Filters, words: str = "", number: int = 1) -> None:
        sought = await search.understood(db, words) if words else None
        await queue.by_urgency(db, viewer, filters, today, sought=sought, page=number)
        await (queue_counts.lanes(db, viewer) if words else queue_counts.counts(db, viewer, filters.lane, today))
        await queue.version(db)

    async def case(db: AsyncConnection, viewer: Viewer, one: str | None) -> None:
        found = await case_page.head(db, viewer, one, now) if one else None
        if found:
            await case_page.page(db, viewer, found, now)

    async def grouping(db: AsyncConnection, viewer: Viewer) -> None:
        await case(db, viewer, await triage.next_unsure(db, viewer, now))
        await triage.how_many_unsure(db, viewer)

    return {
        "queue": lambda db, who: page(db, who, Filters()),
        "questions": lambda db, who: page(db, who, Filters(lane="information")),
        "mine": lambda db, who: page(db, who, Filters(lane=MINE)),
        "page 20": lambda db, who: page(db, who, Filters(), number=20),
        "filter": lambda db, who: page(db, who, Filters(sector="pupr", component="biaya", channel="email")),
        "late": lambda db, who: page(db, who, Filters(clock="late")),
        "search one hit": lambda db, who: page(db, who, Filters(lane="all"), "langka"),
        "search 6 %": lambda db, who: page(db, who, Filters(lane="all"), "loket berkas"),
        "search misspelt": lambda db, who: page(db, who, Filters(lane="all"), "permohonnan verifikasih"),
        "search a name": lambda db, who: page(db, who, Filters(lane="all"), "euis"),
        "a case": lambda db, who: case(db, who, number),
        "triage": grouping,
        "news": lambda db, who: queue.version(db),
        "next": lambda db, who: queue.most_urgent_unheld(db, who),
    }


async def measured(engine: AsyncEngine, question: Question, officers: int, times: int) -> list[float]:
    """Seconds for each answer, so many officers asking at once."""

    async def ask(viewer: Viewer) -> list[float]:
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            async with engine.begin() as db:
                await question(db, viewer)
            taken.append(time.perf_counter() - began)
        return taken

    people = [Viewer(1 + n, f"Petugas {n}", Role.OFFICER, "pelaksana") for n in range(officers)]
    return [seconds for each in await asyncio.gather(*map(ask, people)) for seconds in each]


def in_words(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    return (
        f"p50 {statistics.median(ordered) * 1000:6.1f} ms   p95 {ordered[int(len(ordered) * 0.95) - 1] * 1000:6.1f} ms"
    )


async def measure(url: str, many: int) -> None:
    engine, today = connect(url, connections=10), date(2026, 3, 2)
    began = time.monotonic()
    await make_cases(engine, many, today)
    print(f"{many} cases made in {time.monotonic() - began:.0f} s", flush=True)
    async with engine.connect() as db:
        number = (await db.execute(text("SELECT max(number) FROM cases WHERE state = 'open'"))).scalar_one()
    for name, question in questions(today, number).items():
        await measured(engine, question, 1, 5)
        one = in_words(await measured(engine, question, 1, 60))
        ten = in_words(await measured(engine, question, 10, 12))
        print(f"{name:16} one officer {one}   ten {ten}", flush=True)
    await engine.dispose()


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="aduan-bench-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        with database.running(Path(folder) / "data") as running:
            migrate.upgrade(running.url)
            asyncio.run(measure(running.url, int(os.environ.get("BENCH_CASES", "100000"))))


if __name__ == "__main__":
    main()
