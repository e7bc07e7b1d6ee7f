"""How fast the classifier answers, how long it loads, what it holds; a process of its own, figures as JSON."""

import json
import os
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

LETTERS, TIMES, WARM = 600, 2000, 50
TEXT = (
    "Selamat siang. Permohonan izin praktik apoteker saya masuk lewat aplikasi tanggal 3 bulan lalu dan dua hari "
    "kemudian dinyatakan lengkap. Sampai sekarang statusnya tetap menunggu verifikasi. Saya sudah menelepon tiga kali, "
    "dijawab sabar, lalu ditutup. Kemarin saya datang sendiri, nomor antrean 47, yang buka cuma satu loket, dan "
    "petugasnya bilang berkas saya harus diunggah ulang karena sistem baru. Diunggah ulang malah error terus. Apotek "
    "tempat saya bekerja minta surat itu paling lambat akhir bulan, kalau tidak kontrak saya diputus. Tolong dibantu, "
    "minimal diberi tahu kurangnya di mana. Terima kasih banyak, semoga lancar semua."
)


def timed(work: Callable[[], object], clock: Callable[[], float]) -> list[float]:
    """Milliseconds of each of many runs, the shortest first."""
    taken = []
    for _ in range(TIMES):
        began = clock()
        work()
        taken.append((clock() - began) * 1000)
    return sorted(taken)


def in_words(milliseconds: list[float]) -> str:
    p99 = milliseconds[int(len(milliseconds) * 0.99) - 1]
    return f"p50 {statistics.median(milliseconds):.2f} ms   p99 {p99:.2f} ms"


def most_memory() -> str:
    """The most this process ever held (Linux)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return "not known on this system"
    kilobytes = int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1])  # type: ignore[index]
    return f"{kilobytes >> 10} MB"


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    from config.load import load_office
    from nlp.classifier import SHIPPED, Classifier

    files = load_office()
    sectors, components = frozenset(files.sectors.by_id), frozenset(one.id for one in files.components)
    Classifier.load(sectors, components)
    cold = time.perf_counter() - began
    began = time.perf_counter()
    tagger = Classifier.load(sectors, components)
    loaded = time.perf_counter() - began

    text = TEXT[:LETTERS]
    for _ in range(WARM):
        tagger.classify(text)
    by_itself = timed(lambda: tagger.classify(text), time.process_time)
    on_the_wall = timed(lambda: tagger.classify(text), time.perf_counter)
    memory = most_memory()

    from nlp.corpus_reading import read_corpus

    texts = [message.text for message in read_corpus().messages]
    began, began_on_the_wall = time.process_time(), time.perf_counter()
    tagger.classify_many(texts)
    worked, passed = time.process_time() - began, time.perf_counter() - began_on_the_wall
    size = sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file())
    figures = {
        f"a text of {len(text)} letters, process time": in_words(by_itself),
        f"a text of {len(text)} letters, wall time": in_words(on_the_wall),
        f"{len(texts)} messages, texts a second of process time": f"{len(texts) / worked:.0f}",
        f"{len(texts)} messages, texts a second of wall time": f"{len(texts) / passed:.0f}",
        "loading the model": f"{loaded:.2f} s",
        "loading the model, with what it imports": f"{cold:.2f} s",
        "size of the model": f"{size / 1e6:.1f} MB",
        "memory of the process at most": memory,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
