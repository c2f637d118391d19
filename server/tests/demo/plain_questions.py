"""Plain questions to the demo shop's guides in the words that people use, with what an answer must say.

`FIRST` was looked at while answering was mended. `SECOND` was written down before that and asked once blind; then it was
looked at, too. `THIRD` was written and asked when the mends were done, and none was made because of it.
"""

from __future__ import annotations

from demo_questions import Case


def _plain(*rows: tuple[str, str]) -> list[Case]:
    return [Case(asks, says=(says,), kind="plain") for asks, says in rows]


def _unknown(*questions: str) -> list[Case]:
    return [Case(one, outcome="abstain", kind="unknown") for one in questions]


FIRST = [
    *_plain(
        ("How long can I return goods?", "60 days"),
        ("What’s your returns window?", "60 days"),
        ("Until when can I bring something back?", "60 days"),
        ("Do I have to pay for sending an item back?", "free within the UK|Nothing within the UK|free from the whole of the UK"),
        ("How soon will I be refunded?", "2 working days"),
        ("Can I give back shoes I have worn outside?", "Worn outside, no|has not been outside|unless they are faulty"),
        ("My parcel hasn’t turned up, what now?", "open a search|replace or refund"),
        ("What are your postage costs?", "£3.95"),
        ("How many days until my order gets here?", "2–3 working days"),
        ("Is shipping free?", "over £60"),
        ("Do you send to France?", "European Union"),
        ("Can it come on a Saturday?", "£9.95"),
        ("Can I pick my order up myself?", "Kendal"),
        ("What payment methods do you accept?", "debit or credit card"),
        ("Do you take credit cards?", "debit or credit card"),
        ("At what time do you open on Sundays?", "10:30"),
        ("When do you close on weekdays?", "17:30|18:00"),
        ("What’s your phone number?", "01632 960 138"),
        ("How can I get in touch?", "01632 960 138|hello@pikeandtarn"),
        ("Where are your shops?", "Kendal"),
        ("How long is the guarantee on clothes?", "3 years"),
        ("My tent pole broke, will you fix it for free?", "£14|repaired free|pole that splits"),
        ("How do I wash my down jacket?", "Down Wash|30 °C|front-loading"),
        ("Can my rain jacket go in the washing machine?", "30 °C|Technical Wash|drawer of your machine"),
        ("How do I get mould off my tent?", "dry in shade"),
        ("How do I find out my boot size?", "heel against a wall|longest toe|Measure"),
        ("I am between sizes in boots, which should I take?", "larger"),
        ("Which size jacket for a chest of 105 cm?", "103–109"),
        ("What do I get for being a student?", "10%"),
        ("How do I join your loyalty club?", "Tick the box"),
    ),
    *_unknown(
        "Do you sell bicycles?",
        "Can I pay with cryptocurrency?",
        "Is there a café in your Keswick shop?",
        "Do you offer ski hire?",
        "Which insurance covers me in the Alps?",
        "Can I buy shares in your company?",
        "Are your jackets fire resistant?",
        "Do you teach climbing courses?",
        "What is the Wi-Fi password in the shop?",
        "Will it rain in the Lakes this weekend?",
    ),
]  # fmt: skip

SECOND = [
    *_plain(
        ("How many days do I have to send back an unwanted purchase?", "60 days"),
        ("Is returning things free of charge?", "free within the UK|Nothing within the UK|free from the whole of the UK"),
        ("Am I allowed to exchange for a bigger size?", "swap for another size|A swap"),
        ("Can Christmas gifts be taken back in January?", "25 December"),
        ("What can I not send back?", "fuel, food|band|Gift cards"),
        ("When will the money be back on my card?", "2 working days|3 to 5 working days"),
        ("How expensive is delivery to the Highlands?", "£6.95"),
        ("What do you charge for express delivery?", "£6.95|£9.95"),
        ("Do you post to the United States?", "£24.95|7–12"),
        ("How much must I spend for free delivery?", "£60"),
        ("Will I have to pay customs?", "VAT|duty"),
        ("How do I follow my parcel?", "link by email"),
        ("For how long do you hold an order in the shop?", "10 days"),
        ("Is it possible to pay by bank transfer?", "bank transfer"),
        ("Can I split the cost into monthly payments?", "don’t offer payment in instalments"),
        ("What are your opening times?", "9:30|9:00"),
        ("Are you open on Christmas Day?", "closed on 25 and 26 December"),
        ("What is your email address?", "hello@pikeandtarn"),
        ("How fast do you reply to emails?", "1 working day"),
        ("How do I complain?", "For Ruth|whoever you spoke to"),
        ("How do I make a warranty claim?", "order number|Clean it"),
        ("Does the guarantee cover wear and tear?", "Wear: soles|Wear"),
        ("What does replacing a zip cost?", "£12|£38|£45"),
        ("How often must I wax my jacket?", "Once a year"),
        ("May I tumble dry my sleeping bag?", "Tumble on low|tennis balls"),
        ("How do I look after leather boots?", "newspaper|insoles|Balsam|mud"),
        ("My head is 56 cm round, which hat?", "S/M"),
        ("How do I measure for a rucksack?", "base of your neck|spine"),
        ("Is there a discount for scouts?", "12%"),
        ("How long is a voucher card valid?", "24 months|12 months"),
    ),
    *_unknown(
        "Do you sell fishing rods?",
        "Can I pay with my Amazon balance?",
        "Is there a swimming pool near your shop?",
        "Do you hire out mountain guides?",
        "Can you sharpen my kitchen knives?",
        "What is the salary of your staff?",
        "Do you stock wedding dresses?",
        "Is the Esk jacket bulletproof?",
        "Which airline lets me take my ice axe?",
        "Do you have a podcast?",
    ),
]  # fmt: skip

THIRD = [
    *_plain(
        ("By when do I need to return my purchase?", "60 days"),
        ("Who pays the postage if I return something from Spain?", "you pay the postage|Postage back is yours|postage is yours"),
        ("Can I bring an online order back to one of your stores?", "bring things back to any of our shops"),
        ("I lost the box, can I still return my boots?", "original box|anything clean"),
        ("Do you refund gift cards?", "Gift cards|Be returned|changed for money"),
        ("What happens if my boots arrive damaged?", "warranty|repair it first|Faulty|faulty"),
        ("How long will the bank take to refund me?", "3 to 5 working days"),
        ("What does delivery to Northern Ireland cost?", "£6.95"),
        ("How quickly does next day delivery arrive?", "1 working day|14:00"),
        ("Do you ship to Australia?", "£29.95|9–15"),
        ("Can I get gas sent to Skye?", "can’t|cannot|do not send|Gas canisters, spirit"),
        ("How heavy can an international parcel be?", "weight makes no difference"),
        ("I was not at home, where is the parcel now?", "pick-up point|neighbour"),
        ("Can my husband collect my order?", "Somebody else may collect"),
        ("Is parking available in Hathersage?", "parking"),
        ("Are your shops wheelchair accessible?", "step-free"),
        ("Do I need an appointment for a boot fitting?", "no appointment"),
        ("Are you closed on New Year’s Day?", "1 January"),
        ("What warranty do your sleeping bags have?", "3 years"),
        ("I bought a tent second hand, is it still under warranty?", "second-hand|belongs to the thing"),
        ("How much does a new tent pole section cost?", "£14"),
        ("How long does a repair take?", "working days"),
        ("Do you give money back if it gets cheaper?", "14 days|refund the difference"),
        ("Do you price match with eBay?", "Marketplaces"),
        ("How many points do I get per pound?", "1 point|a point for every pound"),
        ("How do I wash waterproof trousers?", "Technical Wash|30 °C"),
        ("How should I store my tent?", "loose in a pillowcase"),
        ("Do you use PFAS?", "PFAS"),
        ("Which size rucksack for a 50 cm back?", "M/L"),
        ("How much does a gift card cost at least?", "£10"),
    ),
    *_unknown(
        "Do you sell surfboards?",
        "Do you have a shop in Tokyo?",
        "Can I book a helicopter tour with you?",
        "What is the meaning of your logo?",
        "Do you cut keys?",
        "Is there a cinema in your building?",
        "Can I get a mortgage from you?",
        "How many goals did Liverpool score?",
        "Do you offer free massages?",
        "Who painted the Mona Lisa?",
    ),
]  # fmt: skip

# German and French, asked of the English guides.
FOREIGN = [
    *_plain(
        ("Wie lange kann ich Waren zurückgeben?", "60 days"),
        ("Was kostet der Versand?", "£3.95"),
        ("Wann bekomme ich mein Geld zurück?", "2 working days"),
        ("Liefert ihr nach Deutschland?", "European Union"),
        ("Wie kann ich bezahlen?", "debit or credit card"),
        ("Wann habt ihr geöffnet?", "9:30|9:00|10:30"),
        ("Wie lange gilt die Garantie?", "5 years"),
        ("Kann ich meine Daunenjacke in der Maschine waschen?", "Down Wash|30 °C|front-loading"),
        ("Wie erreiche ich euch telefonisch?", "01632 960 138"),
        ("Gibt es Rabatt für Studenten?", "10%"),
        ("Repariert ihr Reißverschlüsse?", "£12|£38"),
        ("Muss ich für die Rücksendung bezahlen?", "free within the UK|Nothing within the UK"),
        ("Combien de temps ai-je pour retourner un article ?", "60 days"),
        ("Quels sont les frais de livraison ?", "£3.95"),
        ("Quand serai-je remboursé ?", "2 working days"),
        ("Livrez-vous en France ?", "European Union"),
        ("Comment puis-je payer ?", "debit or credit card"),
        ("Quels sont vos horaires d’ouverture ?", "9:30|9:00|10:30"),
        ("Combien de temps dure la garantie ?", "5 years"),
        ("Puis-je laver ma veste en duvet à la machine ?", "Down Wash|30 °C|front-loading"),
        ("Quel est votre numéro de téléphone ?", "01632 960 138"),
        ("Y a-t-il une réduction pour les étudiants ?", "10%"),
        ("Réparez-vous les fermetures éclair ?", "£12|£38"),
        ("Le retour est-il gratuit ?", "free within the UK|Nothing within the UK"),
    ),
    *_unknown(
        "Verkauft ihr Fahrräder?",
        "Kann ich mit Kryptowährung bezahlen?",
        "Verleiht ihr Skier?",
        "Vendez-vous des vélos ?",
        "Puis-je payer en cryptomonnaie ?",
        "Louez-vous des skis ?",
    ),
]  # fmt: skip
