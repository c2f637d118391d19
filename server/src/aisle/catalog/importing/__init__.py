"""Reading catalogue files: any shop's CSV, TSV, XLSX, JSON or JSON lines become product drafts and row errors.

The way of a file: bytes -> text (`text_source`) -> records of named cells (`csv_records`, `workbook`,
`json_items`, `flatten`) -> a mapping of columns to fields (`guessing`, `mapping`) -> rows (`rows`) -> rows grouped to products
(`grouping`, `assembling`) -> `ProductRead`, `RowError` and `RowSkipped`, one by one (`reader`). Nothing holds
the whole file, and nothing but a file that cannot be read at all stops it.
"""
