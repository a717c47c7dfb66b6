"""Measures the product beside a raw Django view; docs/performance.md says how to read it."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bench_stage
from bench_servers import ROOT, Server, granian

sys.path.insert(0, str(ROOT))
PORT, RAW_PORT = 8109, 8110


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--scale", type=int, choices=(1, 10, 100), default=1)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--quick", action="store_true", help="small blocks: a look, not a verdict")
    parser.add_argument("--only", default="", help="units to measure, between commas")
    parser.add_argument("--against", type=Path, help="JSON of a run at another size: growth")
    parser.add_argument("--keep", type=Path, help="folder where filled databases stay")
    parser.add_argument("--port", type=int, default=PORT, help="this and the next one are used")
    return parser.parse_args()


def main() -> int:
    """0 when every budget holds, 1 otherwise."""
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        say(f"Preparing {asked.database} at scale {asked.scale}")
        kept = asked.keep.resolve() if asked.keep else None
        try:
            stage = bench_stage.prepare(
                asked.database, asked.scale, folder=Path(folder), kept=kept, port=asked.port
            )
            os.environ.update(stage.env)
            import django  # noqa: PLC0415  it needs the environment of the stage

            django.setup()
            rows = measure(stage, asked)
            from django.db import connection  # noqa: PLC0415

            connection.close()
        finally:
            bench_stage.clear(asked.database, scale=asked.scale, kept=bool(kept))
    report(rows, asked)
    return 0 if all(row.holds is not False for row in rows) else 1


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def report(rows: list[Any], asked: argparse.Namespace) -> None:
    from bench_table import table  # noqa: PLC0415

    if asked.json:
        found = {"database": asked.database, "scale": asked.scale}
        print(json.dumps({**found, "units": [row.as_dict() for row in rows]}, indent=1))
        return
    print(f"\n{asked.database}, scale {asked.scale}\n\n{table(rows)}")


def measure(stage: bench_stage.Stage, asked: argparse.Namespace) -> list[Any]:
    """Everything in turn: counts first, then CPU, then what runs at once, then memory."""
    from bench_cast import gather  # noqa: PLC0415
    from bench_run import Run  # noqa: PLC0415

    say("Making visitors")
    run = Run(gather(), asked, say)
    counts = run.counted()
    with servers(stage) as clock:
        rows: list[Any] = [*run.timed(counts, clock)]
    log = (stage.folder / "product.log").read_text()
    rows += run.weighed(stage)
    if log.strip():
        say(f"The product said:\n{log[-3000:]}")
    return rows


@contextmanager
def servers(stage: bench_stage.Stage) -> Iterator[Any]:
    """The product and the raw view, each with names of their own at the database."""
    from bench_clock import Clock, Ports  # noqa: PLC0415

    ports = Ports(stage.port, stage.port + 1)
    product_env = {**stage.env, "DATABASE_URL": named(stage.database_url, "product")}
    raw_env = {
        **stage.env,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'script'}",
        "RAW_DATABASE_URL": named(stage.database_url, "raw"),
    }
    raw_env.pop("DJANGO_SETTINGS_MODULE")
    product = Server(
        granian("lms.wsgi:application", ports.product),
        env=product_env,
        log=stage.folder / "product.log",
    )
    raw = Server(
        granian("bench_raw:application", ports.raw), env=raw_env, log=stage.folder / "raw.log"
    )
    try:
        product.wait_for(ports.product)
        raw.wait_for(ports.raw)
        yield Clock(product, raw, ports)
    finally:
        product.stop()
        raw.stop()


def named(url: str, name: str) -> str:
    """The address with a name that the database shows beside each connection."""
    return url if url.startswith("sqlite") else f"{url}?application_name={name}"


if __name__ == "__main__":
    sys.exit(main())
