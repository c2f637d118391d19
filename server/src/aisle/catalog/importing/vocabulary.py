"""What shops call their columns: English, German, French and Spanish headers, and those of known exports."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from aisle.catalog.currencies import is_currency


class Field(StrEnum):
    """What a column can mean."""

    HANDLE = "handle"
    GROUP = "group"
    PRODUCT_ID = "product_id"
    KIND = "kind"
    PARENT = "parent"
    TITLE = "title"
    DESCRIPTION = "description"
    SUMMARY = "summary"
    BRAND = "brand"
    CATEGORY = "category"
    TAGS = "tags"
    URL = "url"
    IMAGES = "images"
    IMAGE_ALT = "image_alt"
    PUBLISHED = "published"
    VISIBILITY = "visibility"
    SKU = "sku"
    BARCODE = "barcode"
    VARIANT_TITLE = "variant_title"
    PRICE = "price"
    SALE_PRICE = "sale_price"
    SALE_STARTS = "sale_starts"
    SALE_ENDS = "sale_ends"
    SALE_DATES = "sale_dates"
    COMPARE_AT = "compare_at"
    CURRENCY = "currency"
    STOCK = "stock"
    STOCK_TRACKED = "stock_tracked"
    BACKORDERS = "backorders"
    AVAILABILITY = "availability"
    RATING = "rating"
    RATING_COUNT = "rating_count"
    COMPLEMENTARY = "complementary"
    RELATED = "related"


MANY_COLUMNS = frozenset({Field.IMAGES, Field.IMAGE_ALT, Field.PUBLISHED})

# Best names first: when a file has several, the first one found is taken.
HEADERS: dict[Field, tuple[str, ...]] = {
    Field.HANDLE: ("handle", "slug", "url handle", "product handle", "url key"),
    Field.GROUP: (
        "item group id",
        "group id",
        "product group",
        "parent id",
        "style",
        "gruppe",
        "artikelgruppe",
    ),
    Field.PRODUCT_ID: ("id", "product id", "produkt id", "artikel id", "key"),
    Field.PARENT: ("parent", "parent sku"),
    Field.TITLE: (
        *(
            "title",
            "name",
            "product name",
            "product title",
            "item name",
            "produktname",
            "artikelname",
            "titel",
        ),
        *(
            "bezeichnung",
            "artikelbezeichnung",
            "produkt",
            "artikel",
            "product",
            "nom",
            "nom du produit",
            "titre",
        ),
        *(
            "libelle",
            "produit",
            "designation",
            "nombre",
            "nombre del producto",
            "titulo",
            "producto",
            "articulo",
        ),
    ),
    Field.DESCRIPTION: (
        *("description", "body html", "body", "product description", "long description", "beschreibung"),
        *(
            "produktbeschreibung",
            "artikelbeschreibung",
            "langtext",
            "description longue",
            "description du produit",
        ),
        *("descripcion", "descripcion larga", "details", "text"),
    ),
    Field.SUMMARY: (
        *("short description", "summary", "kurzbeschreibung", "kurztext", "description courte", "resume"),
        *("descripcion corta", "excerpt"),
    ),
    Field.BRAND: (
        *("brand", "vendor", "manufacturer", "maker", "marke", "hersteller", "marque", "fabricant", "marca"),
        "fabricante",
    ),
    Field.CATEGORY: (
        *("category", "categories", "product type", "product category", "type", "kategorie", "kategorien"),
        *("warengruppe", "produktkategorie", "categorie", "rayon", "categoria", "categorias", "department"),
        "google product category",
    ),
    Field.TAGS: (
        "tags",
        "tag",
        "keywords",
        "schlagworte",
        "stichworte",
        "etiquettes",
        "mots cles",
        "etiquetas",
    ),
    Field.URL: (
        *("url", "link", "product url", "product link", "permalink", "produkt url", "produktlink", "lien"),
        *("url produit", "enlace", "external url", "canonical link"),
    ),
    Field.IMAGES: (
        *(
            "image",
            "images",
            "image src",
            "image url",
            "image link",
            "image urls",
            "images url",
            "images src",
        ),
        *(
            "product image url",
            "picture",
            "pictures",
            "photo",
            "photos",
            "additional image link",
            "variant image",
            "bild",
            "bilder",
        ),
        *("bild url", "image produit", "imagen", "imagenes", "foto", "thumbnail", "main image"),
    ),
    Field.IMAGE_ALT: ("image alt text", "image alt", "images alt", "alt text", "bild alt"),
    Field.PUBLISHED: (
        *("published", "published on online store", "status", "active", "aktiv", "veroffentlicht", "publie"),
        "publicado",
    ),
    Field.VISIBILITY: ("visibility in catalog", "visibility"),
    Field.SKU: (
        *(
            "sku",
            "item id",
            "article number",
            "item number",
            "product code",
            "artikelnummer",
            "artikel nr",
            "art nr",
        ),
        *(
            "artnr",
            "bestellnummer",
            "referenz",
            "reference",
            "ref",
            "code article",
            "referencia",
            "codigo",
            "mpn",
        ),
        *("google shopping mpn", "code"),
    ),
    Field.BARCODE: (
        *(
            "barcode",
            "gtin",
            "ean",
            "upc",
            "gtin ean",
            "gtin, upc, ean, or isbn",
            "isbn",
            "ean13",
            "strichcode",
        ),
        *("code barre", "code barres", "codigo de barras"),
    ),
    Field.VARIANT_TITLE: ("variant title", "variant name", "variante"),
    Field.PRICE: (
        *("price", "regular price", "price amount", "unit price", "list price", "retail price", "price gbp"),
        *("our price", "shop price", "unser preis", "notre prix", "nuestro precio"),
        *(
            "price eur",
            "price usd",
            "preis",
            "verkaufspreis",
            "bruttopreis",
            "einzelpreis",
            "vk",
            "vk brutto",
        ),
        *("prix", "prix ttc", "prix de vente", "precio", "precio de venta", "pvp", "amount"),
    ),
    Field.SALE_PRICE: (
        *("sale price", "special price", "angebotspreis", "aktionspreis", "prix promo", "prix solde"),
        *("precio rebajado", "precio de oferta", "precio oferta", "discounted price"),
    ),
    Field.SALE_STARTS: ("date sale price starts", "special price from date", "sale start"),
    Field.SALE_ENDS: ("date sale price ends", "special price to date", "sale end"),
    Field.SALE_DATES: ("sale price effective date",),
    Field.COMPARE_AT: (
        *("compare at price", "compare at", "was price", "msrp", "rrp", "uvp", "streichpreis", "alter preis"),
        *("prix barre", "ancien prix", "precio anterior", "original price"),
    ),
    Field.CURRENCY: (
        "currency",
        "currency code",
        "price currency",
        "wahrung",
        "waehrung",
        "devise",
        "moneda",
        "divisa",
    ),
    Field.STOCK: (
        *(
            "stock",
            "inventory qty",
            "inventory quantity",
            "stock quantity",
            "quantity",
            "qty",
            "on hand",
            "inventory",
        ),
        *("available quantity", "lagerbestand", "bestand", "menge", "lager", "quantite", "stock disponible"),
        *("existencias", "cantidad"),
    ),
    Field.STOCK_TRACKED: ("inventory tracker",),
    Field.BACKORDERS: ("inventory policy", "backorders allowed", "continue selling when out of stock"),
    Field.AVAILABILITY: (
        *(
            "availability",
            "in stock",
            "stock status",
            "available",
            "verfugbarkeit",
            "lieferbarkeit",
            "lieferbar",
        ),
        *("disponibilite", "disponibilidad"),
    ),
    Field.RATING: (
        *(
            "rating",
            "average rating",
            "avg rating",
            "rating average",
            "rating rate",
            "rating value",
            "rating score",
        ),
        *(
            "aggregaterating ratingvalue",
            "review rating",
            "review score",
            "customer rating",
            "stars",
            "star rating",
        ),
        *("bewertung", "durchschnittliche bewertung", "sterne", "note moyenne", "valoracion", "puntuacion"),
    ),
    Field.RATING_COUNT: (
        *(
            "rating count",
            "ratings count",
            "number of ratings",
            "ratings total",
            "review count",
            "reviews count",
        ),
        *("number of reviews", "num reviews", "aggregaterating reviewcount", "aggregaterating ratingcount"),
        *("anzahl bewertungen", "nombre d avis", "numero de valoraciones"),
    ),
    Field.COMPLEMENTARY: (
        *("cross sells", "cross sell", "complementary products", "accessories", "goes with", "zubehor"),
        *(
            "complementary products product metafields shopify discovery product recommendation complementary products",
        ),
        *("accessoires", "produits complementaires", "accesorios", "productos complementarios"),
    ),
    Field.RELATED: (
        *("upsells", "up sells", "related products", "similar products", "alternatives", "ahnliche produkte"),
        *("related products product metafields shopify discovery product recommendation related products",),
        *("produits similaires", "productos relacionados"),
    ),
}

# Columns that describe a product and may be shown to shoppers. Others are listed as unmapped and wait for the
# merchant: a file also holds costs, suppliers and internal notes.
_DESCRIBING = (
    "color colour size material pattern gender weight length width height depth capacity volume dimensions style "
    "fabric fit flavour flavor scent season condition warranty power voltage farbe grosse groesse muster "
    "geschlecht gewicht lange breite hohe tiefe volumen couleur taille matiere poids longueur largeur hauteur "
    "capacite genre talla tamano peso longitud anchura altura capacidad genero"
)
ATTRIBUTES = frozenset(_DESCRIBING.split()) | {
    *("age group", "energy class", "energy efficiency class", "shoe size", "country of origin"),
}

# In a file that groups rows to products these tell a product's variants apart.
OPTIONS = frozenset({"color", "colour", "size", "material", "pattern", "farbe", "grosse", "groesse"}) | {
    *("couleur", "taille", "talla", "tamano"),
}
# No honest header is longer; what is longer is cut before anything reads it.
LONGEST_HEADER = 200
_CURRENCY = re.compile(r"(?<=.)[ _(/-]{1,4}([A-Za-z]{3})\)?$")
_CURRENCY_AT_MOST = 12
_NOISE = re.compile(r"^(?:variants?[. ]|variations?[. ]|offers[. ]|skus[. ]|g:|c:|fields\.|google shopping )")


def header_currency(name: str) -> str | None:
    """The currency that a header names: EUR in "Preis (EUR)" or "price_eur"."""
    found = _CURRENCY.search(name[:LONGEST_HEADER].rstrip()[-_CURRENCY_AT_MOST:])
    return found.group(1).upper() if found and is_currency(found.group(1).upper()) else None


def plain_header(name: str) -> str:
    """A header without case, accents, punctuation, units and prefixes, for looking up what it means."""
    name = name[:LONGEST_HEADER].rstrip()
    if header_currency(name):
        name = name[:-_CURRENCY_AT_MOST] + _CURRENCY.sub("", name[-_CURRENCY_AT_MOST:])
    text = unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"\((?:cm|mm|in|kg|g|lbs?|oz|l|ml|m|ft|required|optional)\)|[?*:]+$", "", text)
    text = " ".join(re.sub(r"[_\-/().\[\]]", " ", _NOISE.sub("", text)).split())
    return _NOISE.sub("", text).strip()
