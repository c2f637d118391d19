"""A shopper is answered in the shopper's language, whatever the store's is."""

import pytest
from web_shops import Shop

QUESTIONS = {
    "de": ("Wie viele Tage habe ich für die Rückgabe?", "Auf Englisch:", "Zitiert aus unseren Ratgebern"),
    "fr": ("Combien de jours ai-je pour un retour ?", "En anglais :", "Cité de nos guides"),
    "es": ("¿Cuántos días tengo para una devolución?", "En inglés:", "Citado de nuestras guías"),
    "it": ("Quanti giorni ho per il reso?", "In inglese:", "Citato dalle nostre guide"),
    "nl": ("Hoeveel dagen heb ik om te retourneren?", "In het Engels:", "Geciteerd uit onze gidsen"),
}  # fmt: skip


@pytest.mark.parametrize("language", QUESTIONS)
async def test_quotes_say_which_language_they_are_in(shop: Shop, language: str) -> None:
    question, note, label = QUESTIONS[language]
    reply = (await shop.shopper.ask(question))["message"]
    assert reply["text"].startswith(note), reply["text"]
    cited = [part["data"]["quote"] for part in reply["parts"] if part["type"] == "data-citation"]
    assert cited
    assert all(quote.split(". ")[0] in reply["text"] for quote in cited)
    assert reply["metadata"]["label"] == label


async def test_an_english_question_needs_no_note(shop: Shop) -> None:
    reply = (await shop.shopper.ask("How many days do I have to send goods back?"))["message"]
    assert "In English" not in reply["text"]


async def test_prices_are_written_as_the_shopper_writes_them_also_when_read_again(shop: Shop) -> None:
    answer = await shop.shopper.ask("Was kostet der Fell 28 rucksack?")
    assert "95,00\u00a0£" in answer["message"]["text"]
    path = f"/conversations/{answer['conversation_id']}/messages"
    again = (await shop.shopper.json(path))["items"][-1]
    assert "95,00\u00a0£" in again["text"]
    english = await shop.shopper.ask("How much is the Fell 28 rucksack?")
    assert "£95" in english["message"]["text"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("هل لديكم خيام؟", "لا يمكنني"),
        ("你们有帐篷吗？", "无法用中文"),
        ("Есть ли у вас палатки?", "that language"),
    ],
)
async def test_a_language_that_nobody_writes_is_refused_honestly(
    shop: Shop, question: str, words: str
) -> None:
    reply = (await shop.shopper.ask(question))["message"]
    assert words in reply["text"]
    assert reply["metadata"]["abstained"] is True
    assert any(part["type"] == "data-person" for part in reply["parts"])
    assert not [part for part in reply["parts"] if part["type"] in ("data-product", "data-citation")]
