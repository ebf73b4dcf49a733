"""``python -m bench``: makes communities of growing size, serves each, and prints how its pages compare to the limit.

``python -m bench ballots --seats 50000`` measures one ballot of so many seats from opening to recount,
``python -m bench ledger --entries 1000000`` the audit view over so many entries,
``python -m bench import --rows 20000`` a list of so many people from its upload to the last invitation,
``python -m bench thread --posts 100000`` one thread of so many posts beside one of a single page,
``python -m bench directory --members 100000`` every way of looking for people among so many,
``python -m bench pilots --pilots 50000`` every page of a registry of so many pilots and ten times as many readings,
``python -m bench meetings --invitees 5000`` a meeting of so many from its invitations to its cancellation,
``python -m bench letters --members 50000`` a notice to so many from the request to the last letter,
``python -m bench killed --kills 50`` so many workers killed between sending a letter and marking it,
``python -m bench incidents --reports 50000`` so many reports and a tenth as many alerts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from bench import (
    ballots,
    community,
    directory,
    imports,
    incidents,
    killed,
    ledger,
    letters,
    load,
    long_thread,
    measure,
    meetings,
    registry,
    report,
)
from bench.scale import SCALES

PARTS = {
    "ballots": ballots.main,
    "ledger": ledger.main,
    "import": imports.main,
    "directory": directory.main,
    "thread": long_thread.main,
    "meetings": meetings.main,
    "pilots": registry.main,
    "letters": letters.main,
    "killed": killed.main,
    "incidents": incidents.main,
}


def main() -> None:
    if part := PARTS.get("".join(sys.argv[1:2])):
        part(sys.argv[2:])
        return
    told = _parser().parse_args()
    if told.make:
        print(community.make(told.folder, SCALES[told.make]))
        return
    names = told.scale or (["1k", "100k", "1M"] if told.full else ["1k", "100k"])
    seconds = 1.0 if told.quick else told.seconds
    print(f"load by {load.by()}, {load.CONNECTIONS} connections, {seconds:.0f} s a page", flush=True)
    place = nullcontext(told.folder) if told.folder else tempfile.TemporaryDirectory(prefix="bench-")
    with place as folder:
        runs = [_run(Path(folder) / name, name, seconds) for name in names]
    print("\n".join(report.lines(runs)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a second a page: a minute or so in all")
    parser.add_argument("--full", action="store_true", help="a million posts too (minutes, and 3 GB of disk)")
    parser.add_argument("--scale", action="append", choices=SCALES, help="only this one (may come again)")
    parser.add_argument("--seconds", type=float, default=4.0, help="of load a page (4)")
    parser.add_argument("--folder", type=Path, help="where communities are made and left (a temporary one)")
    parser.add_argument("--make", choices=SCALES, help="only make a community, in --folder")
    return parser


def _run(folder: Path, name: str, seconds: float) -> measure.Run:
    begun = time.perf_counter()
    made = community.make(folder, SCALES[name])
    print(f"{name} posts made in {time.perf_counter() - begun:.0f} s", flush=True)
    return measure.run(name, made, seconds)


if __name__ == "__main__":
    main()
