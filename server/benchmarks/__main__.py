"""`python -m benchmarks`: measure, print the figures, keep them, and write them into the documents."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from benchmarks.document import write_document
from benchmarks.results import Results, table
from benchmarks.runner import run_subjects
from benchmarks.scale import Scale
from benchmarks.subjects import SUBJECTS, USUAL


def main() -> int:
    """Do what the arguments ask for; 1 when a subject failed, whose earlier figures are kept."""
    given = _arguments()
    scale = Scale.QUICK if given.quick else Scale.FULL
    results = Results.of(scale, given.json)
    only_writes = given.write and not given.names
    names = [] if only_writes else [*dict.fromkeys(_named(given.names))]
    fine = run_subjects(names, scale, results)
    if names:
        print(table(row for row in results.rows() if row["subject"] in names))
        print(f"\nKept in {results.path}", file=sys.stderr)
    if given.write:
        write_document(results)
    return 0 if fine else 1


def _named(names: list[str]) -> list[str]:
    return [subject for name in names or ["all"] for subject in (USUAL if name == "all" else (name,))]


def _subject(name: str) -> str:
    if name != "all" and name not in SUBJECTS:
        raise ArgumentTypeError(f"{name} is not a subject: use all, {', '.join(SUBJECTS)}")
    return name


def _arguments() -> Namespace:
    width = max(map(len, SUBJECTS))
    listed = "\n".join(f"  {name:<{width}}  {subject.title}" for name, subject in SUBJECTS.items())
    unusual = ", ".join(name for name in SUBJECTS if name not in USUAL)
    parser = ArgumentParser(
        prog="python -m benchmarks",
        formatter_class=RawDescriptionHelpFormatter,
        description="Measure Aisle. About 20 minutes on a quiet machine; a figure is kept the moment it is known.",
        epilog=f"subjects:\n{listed}\n\n{unusual}: only when named, and only with AISLE_DATA_DIR.",
    )
    parser.add_argument("names", nargs="*", type=_subject, metavar="subject", help="default: all")
    parser.add_argument("--quick", action="store_true", help="small sizes, minutes: an impression")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where figures are kept, a line each")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write kept figures into docs/measurements.md, after measuring the subjects named, if any",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
