"""All commands. Each lives in a file named as its subject."""

import typer

from aisle.cli import (
    ask,
    catalog,
    demo,
    ingest,
    jobs,
    keys,
    organizations,
    processes,
    search,
    settings,
    stores,
)

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Aisle answers shoppers from a shop's own catalogue and documents.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group, name in (
    (organizations.app, "organization"),
    (stores.app, "store"),
    (keys.app, "key"),
    (catalog.app, "catalog"),
    (demo.app, "demo"),
    (jobs.app, "job"),
    (settings.app, "settings"),
):
    app.add_typer(group, name=name)
app.command()(processes.run)
app.command()(processes.serve)
app.command()(processes.worker)
app.command()(processes.migrate)
app.command()(ingest.ingest)
app.command()(search.search)
app.command()(ask.ask)
