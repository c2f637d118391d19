"""A Drive with folders, a shared drive, documents of every kind, and a sheet whose rows are products."""

from datetime import timedelta
from io import BytesIO

import xlsxwriter
from google_drive import DOC, FOLDER, SHEET, SHORTCUT, SLIDES, File, GoogleDouble
from website_reading import in_process
from worlds import NOW, World

from aisle.adapters.connectors.google.credentials import GoogleCredentials
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.sources.records import Resource

OPTIONS = GoogleOptions(
    places=["https://drive.google.com/drive/folders/folder-shop", "drive-shared"],
    catalogues=["https://docs.google.com/spreadsheets/d/sheet-products/edit#gid=0"],
    currency="EUR",
    exclude=["Drafts/"],
)
MINE = {"client_id": "client-1", "client_secret": "client-secret-1", "expires_at": NOW + timedelta(hours=1)}
CREDENTIALS = GoogleCredentials(**MINE, access_token="at-known", refresh_token="1//known")
WRONG = GoogleCredentials(**MINE, access_token="at-forged", refresh_token="1//forged")


def workbook(rows: list[list[object]]) -> bytes:
    """Return rows as Google exports a sheet."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return made.getvalue()


def products(count: int = 5) -> bytes:
    """Return a sheet of products."""
    return workbook([["sku", "title", "price"], *([f"B-{n}", f"Bag {n}", n + 0.5] for n in range(count))])


def drive() -> GoogleDouble:
    """Return the Drive."""
    made = GoogleDouble()
    made.tokens.refresh_tokens["1//known"] = "https://www.googleapis.com/auth/drive.readonly"
    made.put(File("folder-shop", "Shop", FOLDER, "root-folder-of-mine"))
    made.put(File("folder-manuals", "Manuals", FOLDER, "folder-shop"))
    made.put(File("folder-drafts", "Drafts", FOLDER, "folder-shop"))
    made.put(File("drive-shared", "Team", FOLDER, None, drive="drive-shared"))
    made.put(File("folder-team", "Help", FOLDER, "drive-shared", drive="drive-shared"))
    made.put(File("doc-returns", "Returns", DOC, "folder-shop", b"<p>Returns are free for 30 days.</p>"))
    made.put(File("doc-draft", "Plan", DOC, "folder-drafts", b"<p>Nothing yet.</p>"))
    made.put(File("slides-care", "Care", SLIDES, "folder-manuals", b"PK pptx"))
    made.put(
        File(
            "sheet-sizes",
            "Sizes",
            SHEET,
            "folder-team",
            workbook([["Size", "Chest"], ["M", 96]]),
            "drive-shared",
        )
    )
    made.put(File("sheet-products", "Products", SHEET, "folder-shop", products()))
    made.put(File("short-cut", "Elsewhere", SHORTCUT, "folder-shop"))
    made.put(File("video-1", "Film.mp4", "video/mp4", "folder-shop", b"film"))
    made.put(File("doc-private", "Salaries", DOC, "root-folder-of-mine", b"<p>Secret.</p>"))
    for number in range(40):
        made.put(
            File(
                f"pdf-{number:02}",
                f"Manual {number}",
                "application/pdf",
                "folder-manuals",
                b"%PDF-1.4 " + str(number).encode(),
            )
        )
    return made


def world() -> World:
    """Return it with its credentials."""
    return World(
        OPTIONS,
        CREDENTIALS,
        drive,
        {Resource.DOCUMENTS: 43, Resource.PRODUCTS: 5},
        wrong=WRONG,
        tools={"convert": in_process},
    )
