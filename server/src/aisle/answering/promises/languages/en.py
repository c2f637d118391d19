"""English."""

from aisle.answering.promises.types import Topic, Wording

WORDING = Wording(
    topics={
        Topic.REFUND: r"\brefund\w*|\breimburs\w+|\bmoney[- ]back\b|\b(?:get|have|give|send|pay|return)\w* (?:you |your |the |all )*money\b"
        r"|\bpa(?:y|id) (?:you )?back\b|\bmoney (?:is|will be|has been|comes?|goes?)\b|\bmade whole\b|\bcredit(?:ed)?\b(?! (?:card|note))|\bstore credit\b|\bchargeback\b",
        Topic.RETURN: r"\breturn(?:s|ed|able|ing)?\b|\bsen[dt](?:ing)? (?:it|them|this|these|the \w+|anything|things) back\b|\bbring(?:ing)? (?:it|them) back\b|\btake (?:it|them) back\b"
        r"|\b(?:sent|send|sending|sends|bring|bringing|take|taking|give|giving|come|comes|coming|taken|brought|go|goes) back\b|\b(?:bring|send|take|give|post|ship|pop|have)\w* (?:\w+ ){1,4}(?<! a )(?<! the )(?<! your )(?<! my )back\b(?! (?:length|panel|system|size|support|pocket))|\bcooling[- ]off\b|\bwithdraw\w*|\bchange (?:of|your) mind\b|\bkeep (?:it|the (?:item|product|goods))\b|\btri(?:ed|al|als)\b|\btry (?:it|them|one)\b",
        Topic.EXCHANGE: r"\bexchang\w+|\bswap\w*|\breplac(?:e|es|ed|ement\w*|ing)\b|\b(?:new|another) (?:one|pair|item|unit)\b",
        Topic.DISCOUNT: r"\bdiscount\w*|\b(?:\d+|half|ten|twenty|thirty|fifty) ?(?:%|per ?cent|price|pounds?|quid|£|€|\$)? ?off\b|%|\bpromo\w*|\bcoupon\w*|\bvoucher\w*|\bcode\b"
        r"|\bcheaper\b|\breduc(?:e|ed|tion)\w*|\bknock\b|\bbargain\b|\bprice[- ]match\w*|\bmatch (?:the|that|any|their|its|this) (?:\w+ )?(?:price|offer|deal)\b|\blower (?:the |your )?price\b|\b(?:special|good|great|best) (?:deal|offer|price|rate)\b|\bdeal\b|\bfor (?:just|only) (?:£|€|\$|\d)"
        r"|\bhalf[- ]price\b|\bloyalty\b|\bcash ?back\b|\btwo for one\b|\bbuy one\b|\bhonou?r (?:the|that|this|your|it)\b|\bagreed price\b",
        Topic.GIFT: r"\bgift\b(?! (?:wrap|card|guide|idea|box|for))|\bfree(?:bie|bies)?\b(?!dom|zing|-?standing|[- ](?:from|of (?!charge|cost)))|\bcomplimentary\b|\bon the house\b|\bon us\b|\bat no (?:extra )?(?:cost|charge)\b|\bno (?:extra )?(?:cost|charge|fee)s?\b"
        r"|\bfree of (?:charge|cost)\b|\bbonus\b|\bcompensat\w+|\bgoodwill\b|\bthrow in\b|\bwaive\w*|\bupgrade\w*|\bwithout (?:extra )?(?:charge|cost|paying)\b|\bextra .{0,20}\bfor nothing\b|\bfor nothing\b|\bour treat\b|\binclu(?:ded|sive)\b|\bours\b|\bwe pick up\b|\bpicked up by us\b|\bcomes? with\b|\bin the box\b|\bthrown in\b",
        Topic.DELIVERY: r"\bdeliver\w*|\bship(?:s|ped|ping|ment\w*)?\b|\bdispatch\w*|\barriv\w+|\bcourier\b|\bpost(?:age|ed)\b|\b(?:have|get|receive) (?:it|them|your \w+|this) (?:by|on|in|within|tomorrow|today|before)\b|\bon (?:its|their) way\b|\bat your door\w*\b|\bwith you (?:by|on|in|within|tomorrow|today|before)\b|\bbe there (?:by|on|in|within|tomorrow|today|before)\b|\bcustoms\b|\bimport dut\w+",
        Topic.WARRANTY: r"\bwarrant\w+|\bguarante\w+|\bcovered\b|\bcover(?:s|age)? (?:for|all|any|every|it|them|this|that|these|defects?|damage|wear|accident\w*|repair\w*|theft|loss|the|your)\b|\binsur\w+|\bliab\w+|\blifetime\b|\bfor life\b|\bfor ?ever\b",
        Topic.REPAIR: r"\brepair\w*|\bmend(?:s|ed|ing)?\b|\bfix(?:ed|es|ing)?\b (?:it|them|this|that|your|any)|\breproof(?:ed|ing)?\b.{0,20}\bfor you\b",
        Topic.ORDER: r"\b(?:cancel\w*|amend\w*|chang\w+|plac\w+|updat\w+|rerout\w+|expedit\w+|rush\w*|prioriti\w+) (?:\w+ ){0,3}(?:orders?|purchase|booking|subscription|address)\b|\b(?:order|purchase|booking|subscription) (?:has|is|was|will|can|have|are) (?:been |be |now )*\w+(?:ed|done)\b|\bcancell?ation\b",
        Topic.STOCK: r"\bback in stock\b|\brestock\w*|\breserv\w+|\bset (?:one |it |them )?aside\b|\bput (?:one |it |them |this )?(?:aside|by)\b|\bhold (?:one|it|them|this|that) (?:for|until)\b|\bkeep one\b|\b(?:will|is going to) be available\b|\bin stock (?:by|on|next|again|soon)\b",
        Topic.PAYMENT: r"\binstal(?:l)?ments?\b|\bpay (?:later|nothing|in \w+)\b|\binterest[- ]free\b|\bcredit (?:terms|limit)\b|\bnet \d+\b|\bwithout paying\b|\bdeposit\b|\binvoice you\b|\baccept\w*\b|\btokens?\b|\bcan pay\b",
    },
    acts=r"\bi(?:'ve| have| had| just|'ll| will| shall|'m going to| am going to|'m| am| can| could| would|'d)?(?: (?:just|now|already|also|gladly|happily|personally|definitely|certainly|happy to|glad to|pleased to|able to|go ahead and))* (?!'|can't|cannot|not\b|never\b)(?P<verb>[a-z]+)"
    r"|\bwe(?:'ve| have|'ll| will| shall|'re going to| are going to| can)(?: (?:just|now|already|also|gladly|happily|definitely|certainly|be happy to|be glad to|go ahead and))* (?!not\b|never\b)(?P<verb2>[a-z]+)"
    r"|\bconsider it (?:done|sorted|settled)\b|\b(?:it's|that's|it is|that is|all) (?:done|sorted|settled|arranged|approved|agreed|a deal)\b|\byou have (?:my|our) word\b|\bmy word\b|\b(?:done|approved|granted|agreed|deal|confirmed)[.!]|\bno questions asked\b|\brest assured\b|\bi promise\b|\bwe promise\b|\bwe guarantee\b|\bi guarantee\b|\blegally binding\b|\bbinding offer\b|\b(?:has|have) been (?:approved|granted|issued|processed|refunded|credited|cancelled|applied|authori[sz]ed|confirmed|arranged|sent|booked|upgraded|waived|extended)\b|\bconfirmed\b|\bno takes?[- ]?(?:ies[- ])?backs?(?:ies)?\b",
    harmless_acts=r"recommend|suggest|found|find|show|showed|compare|compared|looked|look|searched|search|see|saw|think|believe|know|understand|understood|mean|meant|say|said|tell|told|explain|help|helped|answer|answered|read|quote|quoted|list|listed|point|pointed|choose|pick|picked|chose|go|start|need|want|have|had|has|am|was|are|be|been|do|did|apologi[sz]e|hope|like|love|prefer|wish|ask|asked|check|checked|note|noted|narrow|sort|sorted|filter|describe|link|linked|sell|stock|offer|carry|recommended|suggested|happy|glad|sorry|afraid|unable|sure|here|an|a|the|only|still|also|to|at|from|with|by|in|on|for|of|as|assume|assumed|take|took|give|share|draw|base|rest|guess|speak|talk|listen|see|summari[sz]e|translate|rely|include|included|keep|mention|mentioned|our|your|this|that|it|you|may|might|can|could|would|should|must",
    denials=r"^(?:(?:i'm|i am|we're|we are|so|very|unfortunately|sadly|sorry|afraid|but|no|however|,| )+ )?(?:that )?(?:i|we|it|there|this|that|the (?:shop|store)|our (?:shop|store|guides|policy|policies))(?: \w+){0,4}? (?:can't|cannot|can not|couldn't|could not|don't|do not|doesn't|does not|didn't|isn't|is not|aren't|are not|won't|will not|am not|wasn't|haven't|has no|have no|is no|are no|'s no|nothing|not able|unable)\b|^(?:unfortunately|sadly|sorry)?,? ?(?:no|there's no|there is no|there are no|none|nothing)\b|\b(?:can't|cannot|can not|am not able to|unable to|not allowed to|not in a position to) (?:promise|offer|grant|give|make|guarantee|confirm|apply|change|cancel|refund|authori[sz]e|approve|issue|agree|commit|reserve|say)\b",
    not_denials=r"\bno (?:problem|limit|need|charge|cost|fee|question|catch|matter|wonder|worr\w+|doubt|strings|conditions?|minimum|time limit|deadline|reason)\b|\bnot only\b|\bwhy not\b|\bno .{0,20}required\b|\bdon't (?:worry|need|have to)\b|\bdoesn't (?:matter|need)\b|\bcan't see why\b|\bdon't see why\b|\bcannot (?:be )?refused?\b|\bwon't (?:have to|need|cost|be charged|pay)\b|\bnothing (?:to pay|extra)\b|\bcan't (?:lose|go wrong|say no)\b|\bnever (?:expire|end)\w*|\bbut\b|\bhowever\b|\binstead\b|\bexcept\b|\bstill\b|\bdon't (?:pay|return|send)\b|\bisn't a problem\b|\bnot a problem\b",
    offers=r"^(?:shall|should|may|can|could) (?:i|we)\b|\bwould you like (?:me|us) to\b|\bwould you like (?:a|an|the|your|some)\b|\bhow about\b|\bwhat about\b|\bwould (?:a|an) .{0,30}\b(?:help|work|do)\b|\bdeal\?",
    pointers=r"\b(?:contact|ask|email|e-mail|call|phone|ring|write to|reach|speak to|talk to|get in touch|message|see|read|check|find|look at|consult|visit)\b.{0,60}\b(?:us|team|staff|person|people|colleagues?|service|support|policy|policies|guide|guides|page|terms|conditions|faq|shop|store|adviser|advisor)\b",
    personal=r"\bin your case\b|\bfor you (?:only|personally|alone|specially)\b|\b(?:just|only) (?:for you|this once)\b|\bas an exception\b|\bmake an exception\b|\bexception for you\b|\bgoodwill\b|\bas a (?:gesture|courtesy|thank[- ]you|favou?r|special|one[- ]off)\b|\b(?:you|your \w+) (?:qualify|qualifies|are eligible|is eligible|are entitled|have been|has been|were|was)\b|\bbecause you(?:'re| are)? \w+|\bsince you(?:'re| are)? \w+|\bspecial(?:ly)? for you\b|\byou've (?:earned|won|been)\b|\byour (?:code|voucher|coupon|refund|credit|discount|replacement|upgrade)\b",
    strong=r"\balways|\bany(?:thing|time|where)?\b|\bevery(?:thing|where|one)?\b|\ball\b|\bguarantee\w*|\bdefinitely|\bcertainly|\babsolutely|\bimmediate\w*|\binstant\w*|\blifetime|\bfor life\b|\bfor ?ever|\bfull(?:y)?\b|\bfree\b|\bunlimited|\bno matter|\beven if\b|\beven after\b|\beven without\b|\bwhenever|\bwithout\b|\bno questions|\bno (?:limit|conditions?|minimum|receipt|time limit|deadline|fees?|charge|cost)|\bentire|\bautomatic\w*|\bnever\b|\bextra\b|\bdouble\b|\btwice\b|\bboth\b|\bworldwide|\banybody|\banyone|\bunconditional\w*|\bfor nothing\b|\bat any\b|\bwhatever\b|\bregardless\b|\bon us\b|\bour expense\b|\bwe pay\b|\bwe cover\b|\bwe will\b|\bwe'll\b|\bpromise\w*",
    conditions=r"\b(?:if|unless|only|provided|providing|except|excluding|excludes|as long as|so long as|when|once|after|before|until|within|over|above|orders? of|from|unused|unworn|unopened|original|must|not apply|does not|do not|cannot|can't|subject to|up to|at most|minimum|however|but)\b",
    numbers={
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "fourteen": 14,
        "fifteen": 15,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
        "half": 0.5,
        "a": 1,
        "an": 1,
    },
    units={
        "day": r"(?:working |business |calendar )?days?",
        "week": r"weeks?",
        "month": r"months?",
        "year": r"years?|yrs?",
        "hour": r"hours?|hrs?",
        "minute": r"minutes?|mins?",
        "percent": r"%|per ?cent",
        "gbp": r"pounds?|quid|gbp",
        "eur": r"euros?|eur",
        "usd": r"dollars?|usd|bucks",
    },
    times=r"\btomorrow|\btoday|\btonight|\bnext[- ]day|\bsame[- ]day|\bthis (?:week|weekend|afternoon|evening)|\bnext (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\bchristmas|\beaster\b|\bovernight|\bby noon\b|\bin time\b|\bweekend\b",
)
