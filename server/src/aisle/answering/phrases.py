"""The fixed sentences of answers, in the languages a question may come in; English where one is missing."""

from __future__ import annotations

_PHRASES: dict[str, dict[str, str]] = {
    "label": {
        "en": "Quoted from our guides",
        "de": "Zitiert aus unseren Ratgebern",
        "fr": "Cité de nos guides",
        "es": "Citado de nuestras guías",
    },
    "not_found": {
        "en": "I couldn’t find that in our shop or guides, so I won’t guess.",
        "de": "Das habe ich weder im Shop noch in unseren Ratgebern gefunden, deshalb rate ich nicht.",
        "fr": "Je n’ai pas trouvé cela dans notre boutique ni dans nos guides, je ne vais donc pas deviner.",
        "es": "No lo he encontrado en nuestra tienda ni en nuestras guías, así que no voy a adivinar.",
    },
    "nearest_guide": {
        "en": "The nearest guide is “{title}”.",
        "de": "Am nächsten kommt der Ratgeber „{title}“.",
        "fr": "Le guide le plus proche est « {title} ».",
        "es": "La guía más cercana es «{title}».",
    },
    "conflict": {
        "en": "Our guides say different things here, so this is what each says.",
        "de": "Unsere Ratgeber sagen hier Verschiedenes, deshalb steht hier beides.",
        "fr": "Nos guides ne disent pas la même chose ; voici ce que dit chacun.",
        "es": "Nuestras guías no dicen lo mismo; esto es lo que dice cada una.",
    },
    "read_as": {
        "en": "I took “{words}” as {values}.",
        "de": "„{words}“ habe ich als {values} verstanden.",
        "fr": "J’ai compris « {words} » comme {values}.",
        "es": "He entendido «{words}» como {values}.",
    },
    "relaxed_dropped": {
        "en": "Nothing met every limit, so I left out “{was}” ({found} found).",
        "de": "Nichts erfüllte alle Vorgaben, deshalb habe ich „{was}“ weggelassen ({found} gefunden).",
        "fr": "Rien ne remplissait tous les critères ; j’ai donc laissé de côté « {was} » ({found} trouvés).",
        "es": "Nada cumplía todas las condiciones, así que he dejado fuera «{was}» ({found} encontrados).",
    },
    "relaxed_widened": {
        "en": "Nothing met “{was}”, so I looked {now} ({found} found).",
        "de": "Nichts erfüllte „{was}“, deshalb habe ich {now} gesucht ({found} gefunden).",
        "fr": "Rien ne remplissait « {was} » ; j’ai donc cherché {now} ({found} trouvés).",
        "es": "Nada cumplía «{was}», así que he buscado {now} ({found} encontrados).",
    },
    "relaxed_nearest": {
        "en": "Nothing comes in {was}, so I looked for the nearest, {now} ({found} found).",
        "de": "In {was} gibt es nichts, deshalb habe ich das Nächste gesucht: {now} ({found} gefunden).",
        "fr": "Rien n’existe en {was} ; j’ai donc cherché le plus proche : {now} ({found} trouvés).",
        "es": "No hay nada en {was}, así que he buscado lo más parecido: {now} ({found} encontrados).",
    },
    "relaxed_category": {
        "en": "Nothing under “{was}” met every limit, so I looked through “{now}” ({found} found).",
        "de": "Unter „{was}“ erfüllte nichts alle Vorgaben, deshalb habe ich in „{now}“ gesucht ({found} gefunden).",
        "fr": "Sous « {was} », rien ne remplissait tous les critères ; j’ai donc cherché dans « {now} » ({found} trouvés).",
        "es": "En «{was}» nada cumplía todas las condiciones, así que he buscado en «{now}» ({found} encontrados).",
    },
    "nothing_for_thing": {
        "en": "I found nothing for “{words}”.",
        "de": "Für „{words}“ habe ich nichts gefunden.",
        "fr": "Je n’ai rien trouvé pour « {words} ».",
        "es": "No he encontrado nada para «{words}».",
    },
    "as_of": {"en": "as of {date}", "de": "Stand {date}", "fr": "au {date}", "es": "a fecha de {date}"},
    "greeting": {
        "en": "Hello. Ask me about our products, sizes, delivery or returns.",
        "de": "Hallo. Frag mich nach unseren Produkten, Größen, Lieferung oder Rückgabe.",
        "fr": "Bonjour. Posez-moi vos questions sur nos produits, les tailles, la livraison ou les retours.",
        "es": "Hola. Pregúnteme por nuestros productos, tallas, envíos o devoluciones.",
    },
    "thanks": {
        "en": "You’re welcome. Ask me anything else about the shop.",
        "de": "Gern geschehen. Frag mich gern noch etwas zum Shop.",
        "fr": "Avec plaisir. Posez-moi une autre question sur la boutique quand vous voulez.",
        "es": "De nada. Pregúnteme lo que quiera sobre la tienda.",
    },
    "bye": {
        "en": "Goodbye. You can come back to this chat at any time.",
        "de": "Auf Wiedersehen. Du kannst jederzeit in diesen Chat zurückkommen.",
        "fr": "Au revoir. Vous pouvez revenir à cette conversation à tout moment.",
        "es": "Adiós. Puede volver a este chat cuando quiera.",
    },
    "empty": {
        "en": "Tell me in a few words what you’re looking for.",
        "de": "Sag mir in ein paar Worten, was du suchst.",
        "fr": "Dites-moi en quelques mots ce que vous cherchez.",
        "es": "Dígame en pocas palabras qué busca.",
    },
    "person": {
        "en": "You can reach a person at {name} here.",
        "de": "So erreichst du einen Menschen bei {name}.",
        "fr": "Voici comment joindre une personne chez {name}.",
        "es": "Aquí puede hablar con una persona de {name}.",
    },
    "order": {
        "en": "I can’t see orders in this chat. A person at {name} can look it up with you.",
        "de": "In diesem Chat sehe ich keine Bestellungen. Ein Mensch bei {name} kann mit dir nachsehen.",
        "fr": "Je ne vois pas les commandes dans cette conversation. Une personne de {name} peut vérifier avec vous.",
        "es": "En este chat no veo los pedidos. Una persona de {name} puede consultarlo con usted.",
    },
    "tracking": {
        "en": "track parcel delivery",
        "de": "Sendungsverfolgung Paket Lieferung",
        "fr": "suivi colis livraison",
        "es": "seguimiento paquete envío",
    },
    "correction": {
        "en": "Tell me what I missed, in other words if you can.",
        "de": "Sag mir, was ich übersehen habe, gern mit anderen Worten.",
        "fr": "Dites-moi ce que j’ai manqué, avec d’autres mots si possible.",
        "es": "Dígame qué se me ha escapado, con otras palabras si puede.",
    },
    "several": {
        "en": "{count} {noun}{filters}.",
        "de": "{count} Treffer in {noun}{filters}.",
        "fr": "{count} résultats dans {noun}{filters}.",
        "es": "{count} resultados en {noun}{filters}.",
    },
    "matches": {
        "en": "{count} matches in {noun}{filters}.",
        "de": "{count} Treffer in {noun}{filters}.",
        "fr": "{count} résultats dans {noun}{filters}.",
        "es": "{count} resultados en {noun}{filters}.",
    },
    "closest": {
        "en": "Nothing in {noun} says “{words}”. These are the closest.",
        "de": "Nichts in {noun} nennt „{words}“. Das hier kommt am nächsten.",
        "fr": "Rien dans {noun} ne mentionne « {words} ». Voici le plus proche.",
        "es": "Nada en {noun} menciona «{words}». Esto es lo más cercano.",
    },
    "fits_none": {
        "en": " fits “{words}”",
        "de": " passt zu „{words}“",
        "fr": " ne correspond à « {words} »",
        "es": " cumple «{words}»",
    },
    "one": {
        "en": "One match in {noun}{filters}.",
        "de": "Ein Treffer in {noun}{filters}.",
        "fr": "Un résultat dans {noun}{filters}.",
        "es": "Un resultado en {noun}{filters}.",
    },
    "nothing_fits": {
        "en": "Nothing{filters}. The nearest is **{title}**, {fact}.",
        "de": "Nichts{filters}. Am nächsten kommt **{title}**, {fact}.",
        "fr": "Rien{filters}. Le plus proche est **{title}**, {fact}.",
        "es": "Nada{filters}. Lo más cercano es **{title}**, {fact}.",
    },
    "nothing_fits_no_price": {
        "en": "Nothing{filters}. The nearest is **{title}**.",
        "de": "Nichts{filters}. Am nächsten kommt **{title}**.",
        "fr": "Rien{filters}. Le plus proche est **{title}**.",
        "es": "Nada{filters}. Lo más cercano es **{title}**.",
    },
    "need_dry": {"en": "rain", "de": "Regen", "fr": "la pluie", "es": "la lluvia"},
    "need_cold": {"en": "cold", "de": "Kälte", "fr": "le froid", "es": "el frío"},
    "need_light": {"en": "little weight", "de": "wenig Gewicht", "fr": "peu de poids", "es": "poco peso"},
    # What guides are searched for when a need is stated.
    "look_up_height": {"en": "{kind} size guide for a height of {need}", "de": "{kind} Größentabelle Körpergröße {need}", "fr": "{kind} guide des tailles {need}", "es": "{kind} guía de tallas estatura {need}"},
    "look_up_dry": {"en": "{kind} waterproof rating in rain", "de": "{kind} wasserdicht im Regen", "fr": "{kind} imperméable sous la pluie", "es": "{kind} impermeable con lluvia"},
    "look_up_cold": {"en": "{kind} comfort temperature {need}", "de": "{kind} Komforttemperatur {need}", "fr": "{kind} température de confort {need}", "es": "{kind} temperatura de confort {need}"},
    "look_up_days": {"en": "{kind} how many litres for {need}", "de": "{kind} wie viel Liter für {need}", "fr": "{kind} combien de litres pour {need}", "es": "{kind} cuántos litros para {need}"},
    "look_up_light": {"en": "{kind} weight, lightest", "de": "{kind} Gewicht, leichteste", "fr": "{kind} poids, le plus léger", "es": "{kind} peso, más ligero"},
    "take": {
        "en": "For {needs} I’d take the **{title}**.",
        "de": "Für {needs} würde ich **{title}** nehmen.",
        "fr": "Pour {needs}, je prendrais **{title}**.",
        "es": "Para {needs} me quedaría con **{title}**.",
    },
    "fits": {"en": "fits {asked}", "de": "passt zu {asked}", "fr": "convient pour {asked}", "es": "sirve para {asked}"},
    "too_long": {"en": "long for {asked}", "de": "lang für {asked}", "fr": "long pour {asked}", "es": "largo para {asked}"},
    "too_short": {"en": "short for {asked}", "de": "kurz für {asked}", "fr": "court pour {asked}", "es": "corto para {asked}"},
    "too_large": {"en": "large for {asked}", "de": "groß für {asked}", "fr": "grand pour {asked}", "es": "grande para {asked}"},
    "too_small": {"en": "small for {asked}", "de": "klein für {asked}", "fr": "petit pour {asked}", "es": "pequeño para {asked}"},
    "right_for": {"en": "right for {asked}", "de": "richtig für {asked}", "fr": "bien pour {asked}", "es": "adecuado para {asked}"},
    "not_for": {"en": "not for {asked}", "de": "nicht für {asked}", "fr": "pas pour {asked}", "es": "no para {asked}"},
    "but": {"en": "{good}, but {bad}", "de": "{good}, aber {bad}", "fr": "{good}, mais {bad}", "es": "{good}, pero {bad}"},
    "no_colour": {
        "en": "None of these comes in {words}. You can choose from {values}.",
        "de": "Nichts davon gibt es in {words}. Zur Wahl stehen {values}.",
        "fr": "Rien de cela n’existe en {words}. Au choix : {values}.",
        "es": "Nada de esto viene en {words}. Puede elegir entre {values}.",
    },
    "which_family": {"en": "Which {noun} do you mean?", "de": "Welches {noun} meinst du?", "fr": "De quel {noun} s’agit-il ?", "es": "¿A qué {noun} se refiere?"},
    "looking_through": {
        "en": "Looking through {count} {noun}",
        "de": "Ich sehe {count} Produkte in {noun} durch",
        "fr": "Je parcours {count} produits dans {noun}",
        "es": "Miro {count} productos en {noun}",
    },
    "looking_in_guides": {
        "en": "Looking through the guides",
        "de": "Ich sehe in den Ratgebern nach",
        "fr": "Je parcours les guides",
        "es": "Miro las guías",
    },
    "looking_in_shop": {
        "en": "Looking through the shop",
        "de": "Ich sehe im Shop nach",
        "fr": "Je parcours la boutique",
        "es": "Miro la tienda",
    },
    "products": {"en": "products", "de": "Produkte", "fr": "produits", "es": "productos"},
    "lightest": {"en": "Lightest of these", "de": "Am leichtesten", "fr": "Le plus léger", "es": "El más ligero"},
    "cheapest": {"en": "Cheapest of these", "de": "Am günstigsten", "fr": "Le moins cher", "es": "El más barato"},
    "not_met": {"en": "Not {need}", "de": "Nicht: {need}", "fr": "Pas : {need}", "es": "No cumple: {need}"},
    "rated_to": {
        "en": "rated to {value}",
        "de": "bis {value}",
        "fr": "jusqu’à {value}",
        "es": "hasta {value}",
    },
    "over_limit": {
        "en": "{value}, over your {limit}",
        "de": "{value}, mehr als {limit}",
        "fr": "{value}, plus de {limit}",
        "es": "{value}, más de {limit}",
    },
    "under_limit": {
        "en": "{value}, under your {limit}",
        "de": "{value}, weniger als {limit}",
        "fr": "{value}, moins de {limit}",
        "es": "{value}, menos de {limit}",
    },
    "not_given": {
        "en": "{name} not given",
        "de": "{name} nicht angegeben",
        "fr": "{name} non précisé",
        "es": "{name} sin indicar",
    },
    "in_range": {
        "en": "{name} {value} fits {asked}",
        "de": "{name} {value} passt zu {asked}",
        "fr": "{name} {value} convient pour {asked}",
        "es": "{name} {value} sirve para {asked}",
    },
    "out_of_range": {
        "en": "{name} {value}, not made for {asked}",
        "de": "{name} {value}, nicht für {asked}",
        "fr": "{name} {value}, pas prévu pour {asked}",
        "es": "{name} {value}, no pensado para {asked}",
    },
    "comes_in": {"en": "Comes in {value}", "de": "Erhältlich in {value}", "fr": "Existe en {value}", "es": "Disponible en {value}"},
    "price_is": {
        "en": "**{title}** is {fact}.",
        "de": "**{title}** kostet {fact}.",
        "fr": "**{title}** coûte {fact}.",
        "es": "**{title}** cuesta {fact}.",
    },
    "price_is_unknown": {
        "en": "**{title}** is listed without a price.",
        "de": "**{title}** ist ohne Preis gelistet.",
        "fr": "**{title}** est affiché sans prix.",
        "es": "**{title}** figura sin precio.",
    },
    "stock_is": {"en": "**{title}**: {fact}.", "de": "**{title}**: {fact}.", "fr": "**{title}** : {fact}.", "es": "**{title}**: {fact}."},
    "attribute_is": {
        "en": "**{title}**, {name}: {value}.",
        "de": "**{title}**, {name}: {value}.",
        "fr": "**{title}**, {name} : {value}.",
        "es": "**{title}**, {name}: {value}.",
    },
    "option_yes": {
        "en": "Yes, **{title}** comes in {value}.",
        "de": "Ja, **{title}** gibt es in {value}.",
        "fr": "Oui, **{title}** existe en {value}.",
        "es": "Sí, **{title}** está disponible en {value}.",
    },
    "option_no": {
        "en": "No {asked} listed for **{title}**. It comes in {value}.",
        "de": "{asked} ist für **{title}** nicht gelistet. Es gibt {value}.",
        "fr": "{asked} n’est pas proposé pour **{title}**. Choix : {value}.",
        "es": "{asked} no figura para **{title}**. Hay: {value}.",
    },
    "choose": {
        "en": "Of these I’d take the **{title}**: {reason}.",
        "de": "Von diesen würde ich **{title}** nehmen: {reason}.",
        "fr": "Parmi ceux-ci, je prendrais **{title}** : {reason}.",
        "es": "De estos me quedaría con **{title}**: {reason}.",
    },
    "choose_first": {
        "en": "Of these I’d take the **{title}**: it’s the closest match to what you asked.",
        "de": "Von diesen würde ich **{title}** nehmen: Es passt am besten zu deiner Frage.",
        "fr": "Parmi ceux-ci, je prendrais **{title}** : c’est le plus proche de votre demande.",
        "es": "De estos me quedaría con **{title}**: es lo más cercano a lo que pidió.",
    },
    "better_on": {"en": "**{title}** is ahead on {names}", "de": "**{title}** liegt vorn bei {names}", "fr": "**{title}** l’emporte pour {names}", "es": "**{title}** gana en {names}"},
    "differ_in": {"en": "They differ in {names}.", "de": "Sie unterscheiden sich in {names}.", "fr": "Ils diffèrent par {names}.", "es": "Se diferencian en {names}."},
    "same": {
        "en": "What we list about them is the same; look at price and stock.",
        "de": "Unsere Angaben zu beiden sind gleich; sieh dir Preis und Bestand an.",
        "fr": "Nos données sont identiques ; regardez le prix et le stock.",
        "es": "Nuestros datos son iguales; mire el precio y las existencias.",
    },
    "need_two": {
        "en": "Name the two products you’d like to compare.",
        "de": "Nenne mir die zwei Produkte, die du vergleichen möchtest.",
        "fr": "Indiquez les deux produits à comparer.",
        "es": "Dígame qué dos productos quiere comparar.",
    },
    "which_kind": {"en": "Which kind of {noun}?", "de": "Welche Art {noun}?", "fr": "Quel type de {noun} ?", "es": "¿Qué tipo de {noun}?"},
    "which_product": {"en": "Which product do you mean?", "de": "Welches Produkt meinst du?", "fr": "De quel produit s’agit-il ?", "es": "¿A qué producto se refiere?"},
    "price": {"en": "Price", "de": "Preis", "fr": "Prix", "es": "Precio"},
    "stock": {"en": "Stock", "de": "Bestand", "fr": "Stock", "es": "Existencias"},
    "brand": {"en": "Brand", "de": "Marke", "fr": "Marque", "es": "Marca"},
    "and": {"en": "and", "de": "und", "fr": "et", "es": "y"},
    "compare_two": {"en": "Compare the top two", "de": "Vergleiche die ersten zwei", "fr": "Compare les deux premiers", "es": "Compara los dos primeros"},
    "which_one": {"en": "Which one would you take?", "de": "Welches würdest du nehmen?", "fr": "Lequel prendrais-tu ?", "es": "¿Cuál elegirías?"},
    "in_stock": {"en": "In stock", "de": "Auf Lager", "fr": "En stock", "es": "En stock"},
    "only_left": {"en": "Only {n} left", "de": "Nur noch {n}", "fr": "Plus que {n}", "es": "Solo quedan {n}"},
    "low": {"en": "Low stock", "de": "Wenige verfügbar", "fr": "Stock limité", "es": "Pocas unidades"},
    "out": {"en": "Out of stock", "de": "Nicht auf Lager", "fr": "Épuisé", "es": "Agotado"},
    "preorder": {"en": "Available to pre-order", "de": "Vorbestellbar", "fr": "En précommande", "es": "En reserva"},
    "stock_unknown": {"en": "Stock not given", "de": "Bestand nicht bekannt", "fr": "Stock non indiqué", "es": "Existencias no indicadas"},
    "price_unknown": {"en": "no price given", "de": "kein Preis angegeben", "fr": "prix non indiqué", "es": "precio no indicado"},
    "from": {"en": "from {price}", "de": "ab {price}", "fr": "à partir de {price}", "es": "desde {price}"},
    "gone": {"en": "no longer listed", "de": "nicht mehr im Sortiment", "fr": "plus au catalogue", "es": "ya no disponible"},
}  # fmt: skip

COUNTS: dict[str, tuple[str, ...]] = {
    "en": ("", "One", "Two", "Three", "Four", "Five", "Six"),
    "de": ("", "Ein", "Zwei", "Drei", "Vier", "Fünf", "Sechs"),
    "fr": ("", "Un", "Deux", "Trois", "Quatre", "Cinq", "Six"),
    "es": ("", "Un", "Dos", "Tres", "Cuatro", "Cinco", "Seis"),
}


def say(key: str, language: str, **values: str) -> str:
    """A fixed sentence in the language, with the values put in."""
    forms = _PHRASES[key]
    return forms.get(language, forms["en"]).format(**values)


def count_word(count: int, language: str) -> str:
    """A small number as the first word of a sentence."""
    return COUNTS.get(language, COUNTS["en"])[count]


def joined(words: list[str], language: str) -> str:
    """ "a, b and c" in the language."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {say('and', language)} {words[-1]}"
