"""Short sentences of shoppers come out in their language; doubtful ones in the store's."""

import pytest

from aisle.retrieval.language import guess_language

# Sentences guessed in an English store.
SENTENCES = [
    ("en", "tent for two under 300"),
    ("en", "What is your return policy?"),
    ("en", "waterproof hiking boots"),
    ("en", "red wool jumper size 12"),
    ("en", "Do you ship to Germany?"),
    ("en", "Which rucksack fits a short back?"),
    ("en", "chaise lounge couch"),
    ("en", "bistro table and chairs"),
    ("en", "café curtains"),
    ("en", "fleur de lis candle"),
    ("en", "Fjällräven jacket"),
    ("en", "SKU PT-204-GRN"),
    ("en", "38 l"),
    ("en", ""),
    ("en", "🏕️"),
    ("en", "piñata"),
    ("en", "papasan"),
    ("de", "Wie lange dauert der Versand?"),
    ("de", "Ich suche wasserdichte Wanderschuhe"),
    ("de", "günstiges Zelt für zwei Personen"),
    ("de", "Kann ich die Jacke zurückgeben?"),
    ("de", "Rucksack unter 100 Euro ohne Hüftgurt"),
    ("de", "Welche Größe brauche ich?"),
    ("de", "Habt ihr das auch in Schwarz?"),
    ("de", "Schlafsack fuer den Winter"),
    ("fr", "Je cherche des chaussures de randonnée"),
    ("fr", "Quel est le délai de livraison ?"),
    ("fr", "sac à dos imperméable pas cher"),
    ("fr", "Puis-je retourner ma commande ?"),
    ("fr", "tente pour deux personnes moins de 200 euros"),
    ("fr", "combien coûte la livraison"),
    ("fr", "veste en cuir noir"),
    ("es", "Busco zapatos de cuero"),
    ("es", "¿Cuánto cuesta el envío?"),
    ("es", "mochila impermeable para mujer"),
    ("es", "Quiero devolver mi pedido"),
    ("es", "tienda de campaña para dos personas"),
    ("es", "botas de invierno baratas"),
    ("es", "cual es la garantia"),
    ("it", "Cerco scarpe da trekking impermeabili"),
    ("it", "Quanto costa la spedizione?"),
    ("it", "Posso restituire la giacca?"),
    ("it", "zaino leggero per donna"),
    ("it", "tenda per due persone sotto i 300 euro"),
    ("nl", "Ik zoek waterdichte wandelschoenen"),
    ("nl", "Wat kost de verzending?"),
    ("nl", "Kan ik de jas terugsturen?"),
    ("nl", "goedkope tent voor twee personen"),
    ("pt", "Quanto custa a entrega?"),
    ("pt", "Posso devolver o meu pedido? Não serviu"),
    ("sv", "Jag behöver vattentäta skor för vintern"),
    ("da", "Hvad koster fragten, og hvornår får jeg pakken?"),
    ("pl", "Szukam wodoodpornych butów na zimę"),
    ("tr", "Kargo ne kadar sürer, iade var mı?"),
    ("ar", "أبحث عن حذاء مقاوم للماء"),
    ("ar", "كم سعر التوصيل؟"),
    ("ar", "حقيبة ظهر Osprey"),
    ("he", "אני מחפש נעלי הליכה עמידות במים"),
    ("he", "מה מדיניות ההחזרות?"),
    ("ja", "防水の登山靴はありますか"),
    ("ja", "テント"),
    ("ja", "返品できますか?"),
    ("zh", "防水登山鞋"),
    ("zh", "可以退货吗?"),
    ("ru", "Ищу непромокаемые ботинки"),
    ("ru", "Сколько стоит доставка?"),
    ("uk", "Скільки коштує доставка?"),
    ("ko", "방수 등산화 있나요?"),
    ("el", "Πόσο κοστίζει η αποστολή;"),
    ("th", "รองเท้ากันน้ำ"),
    ("hi", "जलरोधक जूते"),
    ("fa", "کفش کوهنوردی ضدآب چند است؟ پیدا می‌کنید"),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_sentences_in_an_english_store(language, text):
    assert guess_language(text, ("en",)) == language


@pytest.mark.parametrize(
    ("text", "store", "expected"),
    [
        ("Rucksack", ("de", "en"), "de"),
        ("Rucksack", ("en", "de"), "en"),
        ("38 l", ("fr",), "fr"),
        ("robe", ("fr", "en"), "fr"),
        ("tent for two under 300", ("de",), "en"),
        ("What is your return policy?", ("fr", "de"), "en"),
        ("防水", ("ja",), "ja"),
        ("防水", ("en", "zh"), "zh"),
        ("обувь за 50", ("bg", "en"), "bg"),
        ("table", (), "en"),
    ],
)
def test_the_languages_of_the_store_decide_doubtful_cases(text, store, expected):
    assert guess_language(text, store) == expected


def test_a_long_document_outweighs_the_store():
    text = "Die Rücksendung ist kostenlos, wenn die Ware ungetragen ist. " * 30
    assert guess_language(text, ("en", "fr")) == "de"
