"""Words that carry no subject of their own, per language."""

from __future__ import annotations

from aisle.retrieval.analysis.function_words import FUNCTION_WORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EN = """a about above after again all also am an and any anybody anyone anything are aren't as at be been before
being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't during
each else ever every few for from further had has hasn't have haven't he her here hers hi him his how i i'd i'll
i'm i've if in into is isn't it it's its itself just know let lets like lot many may maybe me might mine more most
much must my need no nor not of off ok okay on once one ones only or other our ours out over own per please
possible quite really same shall she should so some someone something still such sure tell than that that's the
their them then there there's these they they're thing things this those through to too under until up upon us very
want was wasn't way we we're well were what what's when where where's whether which while who whom whose why will
with within without won't would wouldn't yes yet you you'd you'll you're your yours got least gonna wanna hello hey
thanks thank long soon often far least
myself yourself himself herself ourselves yourselves themselves now
um umm uh uhm erm hmm whats wheres hows whos thats theres dont doesnt didnt wont isnt arent im ive youre"""

_DE = """aber alle als also am an auch auf aus bei bekomme bin bis bitte da dann das dass dein deine dem den denn der
des dich die dies diese diesem diesen dieser dieses dir doch dort du durch etwas ein eine einem einen einer eines er es
euch euer eure für gegen gibt habe haben habt hat hätte ich ihm ihn ihr ihre ihrem ihren ihrer im in ist ja jede
jeder jedes kann kannst kein keine können könnt könnte lange man mehr mein meine meinem meinen meiner mich mir mit
möchte muss müssen nach nicht noch nur ob oder ohne schon sehr sein seine sich sie sind so soll sollte um und uns
unser unsere unter viel viele vielen wieviel wieviele vom von vor wann war warum was welche welchem welchen welcher welches wenn wer werden wie
wieder will wir wird wo wollen würde zu zum zur über
ähm äh öhm hm zeit
erste ersten zweite zweiten dritte dritten letzte letzten dauert gilt kostet brauche"""

_FR = """ai alors au aucun aussi autre aux avec avez avoir ce ceci cela ces cet cette ceux chez combien comme comment
dans de des du donc elle elles en encore entre es est et êtes être eu fait faire faut ici il ils j je jusque l la
le les leur leurs lui là ma mais me mes moi mon même n ne ni nos notre nous on ont ou où par pas peut peux plus pour
pourquoi pourrais pouvez puis-je puis qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont
sous suis sur ta te tes toi ton tous tout toute très tu un une vers vos votre vous voudrais y à été c d m t
temps dure durent premier première deuxième troisième dernier dernière coûte avez
conseillez serai sera seront euh"""

_ES = """a al algo alguna alguno algún ante antes como con cuando cuanto cuál cuáles cuándo cuánta cuántas cuánto
cuántos cómo de del desde donde dos dónde e el ella ellas ellos en entre era es esa ese eso esta estas este esto
estos está están estoy fue ha haber hace hacia han hasta hay he la las le les lo los me mi mis mucho muy más nada ni
no nos nosotros o os para pero poco podría por porque puede puedo pueden que quien quiero quién qué se ser si sin
sobre son soy su sus sí también tan te tengo tiene tienen tienes todo todos tu tus un una unas uno unos usted
ustedes y ya yo tiempo dura tarda tardan primero primera segundo segunda tercero tercera último última hacéis"""

# What function words leave out: forms of verbs that shops are asked with, and polite words.
_IT = """ho hai ha avete abbiamo posso potete puoi può fate vendete vorrei volevo voglio quanti quanta quante quanto quali quale
chi ciao buongiorno grazie prego sotto sopra oltre anche ancora solo qualcosa qualche mi ci vi lo la li le ne gli dei delle
degli del della dello dal dalla nel nella sul sulla al alla allo ai agli alle e ed o è sono sia c'è che cosa tempo dura primo prima secondo
seconda terzo terza ultimo ultima"""

_NL = """hoeveel heb hebt hebben hebt u je jullie kan kunt kun kunnen wil willen graag mag iets iemand hallo hoi dank
bedankt alsjeblieft het een de wat waar wie hoe welke welk lang doet duurt moet zou zouden ook nog er krijg krijgen t duren eerste
tweede derde laatste"""

STOPWORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_EN.split()),
    "de": frozenset(_DE.split()),
    "fr": frozenset(_FR.split()),
    "es": frozenset(_ES.split()),
    "it": frozenset(_IT.split()) | FUNCTION_WORDS["it"],
    "nl": frozenset(_NL.split()) | FUNCTION_WORDS["nl"],
}

# What is sold, called nothing in particular: "goods" may come back where a guide says "anything" or "it".
GOODS_BY_NO_NAME: dict[str, frozenset[str]] = {
    "en": _words(
        """item items piece pieces product products goods article articles garment garments thing things one ones order orders
        purchase purchases merchandise"""
    ),
    "de": _words(
        "artikel ware waren produkt produkte stück stücke teil teile sache sachen bestellung einkauf"
    ),
    "fr": _words(
        "article articles produit produits pièce pièces vêtement vêtements commande achat achats marchandise marchandises"
    ),
    "es": _words(
        "artículo artículos producto productos pieza piezas prenda prendas pedido compra compras mercancía mercancías"
    ),
    "it": _words("articolo articoli prodotto prodotti capo capi pezzo pezzi ordine acquisto acquisti merce"),
    "nl": _words(
        "artikel artikelen product producten stuk stuks kledingstuk bestelling aankoop aankopen spullen"
    ),
}

# Verbs and praise around the subject: they help a match a little and are never missed.
LIGHT_WORDS = _words(
    """accept method way allowed allow permitted possible euro number cm mm kg litre litres inch inches pounds euros quid policy policies info information details
    service services website site company made advise after ask available best better bigger bring buy cheap
    cheaper cheapest choose come compare different difference exactly find fine get getting give go good
    great happen happens have heavier help kind larger less lighter lightest longer look looking made make
    mean offer offers option options order ordered owner people person product products question range
    recommend right sell selling sells show smaller sort start stock suggest suitable support take takes
    taking think today tomorrow try type use used using usually wait whole work works worth anbieten
    bestellen bestes brauche bieten empfehlen finden führen führt günstig gut guten kaufen nehmen suche
    verkauft verkaufen zeigen zeig bon bonne acheter chercher cherche recommander trouver vendez vendre
    avoir besoin propose proposez buscar busco comprar mejor mejores necesito ofrecen recomendar recomienda
    vender venden vendéis tenéis"""
)

# Of less weight than the subject, and still told apart.
MODIFIERS = frozenset[str]().union(*GOODS_BY_NO_NAME.values()) | _words(
    """big small tall short large little old new wet dry dirty heavy light warm cold hot nice easy hard soft
    free fast quick slow full half early late next last first second local extra normal proper real serious
    whole main near quickly immediately currently always never usual three two four five six seven eight
    nine ten once twice weekend weekends weekday weekdays summer winter week day days weeks year years month months trip time night nights"""
)
