"""English."""

from aisle.retrieval.understanding.languages.words import Words

WORDS = Words(
    cheaper=r"cheaper than|(?:a |my )?budget(?: is| of|:)?(?: about)?|spend(?: up to| about)?",
    under=r"(?:for |at )?(?:under|below|less than|no more than|not more than|not over|max(?:imum)?(?: of)?|at most)",
    up_to=r"up to|within|lighter than|smaller than|shorter than|narrower than",
    over=r"over|above|more than|no less than|at least|from|starting at|min(?:imum)?(?: of)?|heavier than|larger than|bigger than|longer than|wider than",
    around=r"(?:for |at )?(?:around|about|roughly|approx(?:imately|\.)?|circa|ca\.?)",
    between=r"between|from",
    surely_between="between",
    to="and|to",
    or_less=r"or (?:less|under|cheaper|below|lighter|smaller|shorter)|max(?:imum)?\b|tops|at most",
    or_more=r"or (?:more|over|above|larger|bigger|longer)|and (?:up|over|above)|plus\b|minimum",
    price=r"pric(?:e[ds]?|ing)|costs?|costing|budget|spend|pay",
    measured=r"weigh(?:s|ing|t)?|heavy|height|tall|long|length|wide|width|deep|depth|sizes?|aged?|capacity|volume|rated"
    r"|temperatures?|degrees|fits?|back|waist|chest|inseam|holds?|sleeps?|seats?|power|lasts?|shrinks?",
    followers=r"for|with|without|that|which|but|and|or|please|thanks|thank|from|by|if|in(?=\s+\w)|on(?=\s+\w)|total|each|altogether|together|combined",
    money={"£": "pound pounds quid", "€": "euro euros", "$": "dollar dollars bucks", "¥": "yen", "₹": "rupees",
           "₪": "shekels", "chf": "francs", "zł": "zloty"},
    numbers={1: "one a single", 2: "two couple", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
             9: "nine", 10: "ten"},
    of_persons="for",
    family=r"(?:a |the )?family of",
    counted_persons=r"persons?|people|man|men|berth|adults?|campers?",
    sleeps="sleeps|fits|seats|that sleeps|sleeping",
    persons_fields="person persons people sleeps berth berths occupancy",
    in_stock=r"(?:(?:that|which) (?:is|are|you have) (?:currently )?)?(?:currently )?(?:in[- ]stock|available (?:right )?(?:now|today|immediately))",
    stock_asked=r"back in|out of|not in|isn['’]t in|when|soon|again",
    asks_first="is|are|was|does|do|did|can|could|will|would|has|have",
    cheapest=r"(?:the )?(?:cheapest|least expensive|lowest[- ]priced?|most affordable)(?: first)?|lowest price(?:s)? first",
    dearest=r"(?:the )?(?:most expensive|priciest|dearest)(?: first)?",
    lightest=r"(?:the )?lightest(?: first)?",
    heaviest=r"(?:the )?heaviest(?: first)?",
    newest=r"(?:the )?(?:newest|latest|most recent)(?: (?:first|arrivals))?|new arrivals",
    best_rated=r"(?:the )?(?:(?:best|highest|top)[- ](?:rated|reviewed))(?: first)?",
    cheap=r"(?:really |very |quite )?(?:cheap|affordable|inexpensive|low[- ]cost|low[- ]price|budget[- ]friendly)",
    rated=r"well[- ](?:rated|reviewed)|(?:highly|good)[- ](?:rated|reviewed)|(?:with )?(?:good|great|high) (?:reviews|ratings)",
    stars="stars?",
    not_a_product=r"way|shipping|delivery|postage|option to|method",
    weight="weight",
    negations=r"no|not|non|isn['’]t|aren['’]t|without|except(?: for)?|excluding|other than|avoid(?:ing)?|minus|neither|nor|never|nothing|w/o|does(?:n['’]?t| not) have"
    r"|(?:do|does|ca|can|wo|would|must|should)(?:n['’]?t| ?not)\s+(?:(?:want|need)(?!\s+to)|like|cost|weigh|show|give|send|suggest|recommend|wear|buy|use|contain)(?:\s+(?:me|us))?"
    r"|(?:in\s+)?(?:anything|everything|(?:any|all|every)\s+(?:[a-z]+\s+){0,2})(?:\s*but|\s*except(?:\s+for)?|\s*excluding|\s*other\s+than|\s*apart\s+from|\s*besides)|apart\s+from",
    denials=r"not|isn['’]t|aren['’]t|never|nothing|.*(?:cost|weigh)",
    exceptions="but except for excluding other than apart from besides not",
    refusals=r"no,?\s+thanks?(?:\s+you)?|not for me|no way",
    negation_links=r"too|very|really|actually|exactly|quite|particularly|especially|that(?:['’]s| is| are)?|sizes?|sz|uk|eu|us|colou?rs?|any|a|an|in|from|by|the|made of|made from|of|contain(?:s|ing)?|having|with|to be",
    free_of="free",
    not_free_of="standing|shipping|delivery|postage|returns?|gifts?|samples?|range|form",
    not_negations=r"(?:why|if|whether|or|not only)\s+(?:\w+\s+)?(?:not|no)|not only|no\.?\s*(?=\d)|no less than|not just|do(?:n['’]t| not) mind|whether or not",
    bears=r"carr\w+|loads?|loaded|holds?|supports?|bears?|load capacity of|feeds?",
    sizes="size sizes sz",
    only=r"only|just|exclusively|nothing but|strictly",
    determiners=r"a|an|the|any|some|another|this|that|these|those|several|a few|a pair of|pairs? of|a set of",
    possessives="my|your|our|his|her|their",
    purposes=r"for|with|without|fits?|fitting|suits?|to|on|in|inside|under|of|from|into|onto|like|than|compatible with|between|over|beside|behind|near",
    prepositions="for|with|without|to|on|in|of|from",
    qualities=r"a|an|the|any|some|my|our|your|this|that|these|those|and|or|but|no|not|of|for|with|without|in|to|is|are"
    r"|all|more|other|another|both|each|only|just|which|what|have|sell|stock|want|need|buy|show|me|find|get|like|see|browse|compare|recommend|it"
    r"|one|two|three|four|five|six|few|several|pair|pairs|men|mens|women|womens|kids|ladies|girls|boys|children|childrens|unisex|adult|junior|baby"
    r"|good|great|best|better|nice|new|newest|cheap|cheaper|cheapest|affordable|expensive|decent|light|lighter|lightest|heavy|warm|warmer"
    r"|cosy|cool|small|smaller|large|larger|big|bigger|huge|wide|narrow|long|short|tall|thick|thin|soft|hard|strong|sturdy|simple"
    r"|comfortable|comfy|breathable|durable|reliable|portable|compact|quality|premium|professional|modern|classic|rustic|unique"
    r"|beautiful|pretty|stylish|elegant|cute|fancy|plain|round|square|waterproof|windproof|lightweight|ultralight|insulated|vegan|organic|sustainable|real|proper|suitable"
    r"|quick|fast|full|half|double|single|winter|summer|spring|autumn|black|white|grey|gray|red|blue|green|yellow|orange|purple|pink"
    r"|brown|beige|cream|navy|teal|turquoise|khaki|gold|silver|dark|pale|bright|coloured|colored|leather|wool|cotton|nylon|wooden"
    r"|metal|plastic|steel|linen|\d[\d.,]*[\s-]?\w+|\w{3,}ing|\w{3,}ed|\w{3,}proof|[\w-]+-free|outdoor|indoor|kitchen|bathroom|bedroom|patio|garden|office|nursery|porch|laundry|storage|room|(?!music|picnic|traffic|fabric|attic|clinic|animal|hospital|pedal|medal|petal|journal|signal|cereal|terminal|olive|drive|fish|radish)\w{3,}(?:al|ic|ive|ous|ful|less|able|ible|ish|ular|ese)|\w+['’]s|\w+s['’]",
    seeking=r"look\w*|search\w*|shop\w*|hunt\w*|need\w*|want\w*|ask\w*|recommend\w*|suggest\w*|ideas?|options?|deals?|price\w*"
    r"|choice\w*|types?|kinds?|range|selection|pairs?|set|lots?|list|interested|after|best|cheap\w*|lightest|newest",
    seeking_links="for|of|in|at|on",
    ands="and|plus",
    ors="or|nor",
    as_well=r"as well as|along with|together with|and also|also|plus",
    also="also",
    owned=r"(?:i|we) (?:already )?(?:have|own|bought|got)|i['’]?ve (?:already )?got",
    for_each=r"both|each|all|everything|in total|altogether|together|combined|for both",
    oneself=r"i['’]?m|i am|s?he(?:['’]s| is)|someone (?:of|who is)|(?:man|woman|person) of",
    seasons="summer|winter|spring|autumn|fall",
    in_season="(?:in|during|this|next|all)(?: the)?",
    compared_brands=r"for|with|fits?|like|than|similar to|compatible with|instead of",
    by_brand="by|from|brand|made by",
    made_by=r"by|made by|(?:by |from )?(?:the )?brand",
    no_makers="monday tuesday wednesday thursday friday saturday sunday tomorrow today tonight christmas easter next price prices rating ratings relevance name size colour color weight train car bike bus plane boat hand post mail noon january february march april may june july august september october november december",
    said_behind=r"in|in the colou?r|colou?red?|made (?:of|from|in)",
    closes=r"for|with|without|that|which|who|in|on|by|from|to|under|below|less|over|above|up|between"
    r"|around|about|but|if|is|are|was|do|does|can|will|have|has|should|would|could|fit\w*|suit\w*|weigh\w*|made|available|please"
    r"|thanks|cheaper|costing|priced|size\w*|not|no|than|at|as|of|near|you|i|we|it|good|suitable|instead|best|also|now|max|only|each|both|except|excluding|rated|reviewed",
    tails="but|and|or",
    dimensions={
        "width": "wide width", "height": "high height tall", "length": "long length", "depth": "deep depth",
        "diagonal": "screen display diagonal tv television monitor laptop",
        "capacity": "capacity volume holds", "weight": "weighs weighing weight heavy light lighter",
        "diameter": "diameter across",
    },
    materials={"wood": "wooden timber", "wool": "woollen woolen woolly", "gold": "golden", "brass": "brassy", "glass": "glassy",
               "metal": "metallic", "cotton": "cottons", "steel": "steely", "plastic": "plastics", "leather": "leathery"},
    policy=r"returns?|returned|returning|refund\w*|exchang\w+|send (?:it|them|this|something|an? \w+) back|(?:you|do|does|it|to|can|will|free) ship|ships? (?:to|from|it|within|abroad|internationally|my|worldwide)|shipping|deliver\w*"
    r"|postage|warrant\w+|guarantee\w*|opening (?:hours|times)|open on|contact|phone number|e-?mail|track(?:ing)? (?:my|an|the)|tracking|my order|order status"
    r"|cancel\w*|pay(?:ment|pal|ing)?|klarna|invoice|vat|customs|discounts|discount codes?|promo(?:tion)?s?(?: codes?)?|coupons?|vouchers?|loyalty"
    r"|privacy (?:policy|notice)|data protection|complain\w*|store locations?|click and collect|policy|policies|price match\w*|size (?:guide|chart)|repairs?(?! (?:kit|patch|tape))",
    how_to=r"^\W*(?:(?:hi|hello|hey|please|so|and|ok)\W+)*(?:how (?:do|can|should|to|often|does|is|are|would|long (?:do|does|will|can|until|before|after))"
    r"|can i (?:wash|machine|clean|use|repair|return|put|leave|store|iron|tumble|take|get|change)|should i (?:wash|use|store)"
    r"|why(?! not\b)|what(?:['’]s| is| are| does)(?: the| an?)? (?:difference|meaning|best way|policy|point|purpose|mean)|what does|what happens"
    r"|when (?:do|does|will|can|should|is)|where (?:do|can|is|are)|who|explain|tell me (?:about|how|why)|is it (?:safe|ok|possible))\b"
    r"|\bwhat (?:do|should|can) i do\b|^\W*my (?!budget|limit|price|size|height|max)[\w\s]{1,40}\b(?:is|are|has|have|smells?|leaks?|won['’]t|doesn['’]t|broke\w*|tore|split)\b"
    r"|\b(?:wash|clean|care for|waterproof again|reproof|re-proof|maintain|store) (?:my|a|the|an|it|them)\b",
    seeks=r"show me|looking for|look for|search(?:ing)? for|recommend|suggest|i(?:['’]m| am)? (?:need|want|after)|want to buy|buy|shopping for"
    r"|do you (?:have|sell|stock|carry)|(?:have|got) (?:you )?any|are there any|which \w+ (?:should|would|do you|is best|is good|are)"
    r"|gift for|present for|something (?:for|to|that|with)|find me|get me|best \w+ for|what \w+ (?:do you|would you|should i)",
    converts=r"(?:uk|eu|us|fr|it)\b[^.?!]*\b(?:in|to|as|into)\s+(?:an? |the )?(?:uk|eu|us|fr|it)",
    compares=r"which (?:one )?(?:is|are|has|would be|weighs?) (?:the )?(?:\w+er|more|less|better)\b[^?]*\bor|compare|comparison|versus|vs\.?|differences? between",
    yes_no=r"how (?:\w+ )?(?:is|are|does)|is|are|was|does|do(?!\s+not\b)|did|can|could|will|would|has|have",
    offers=r"do you (?:have|sell|stock|carry)|are there|is there|have you|can you (?:recommend|show|find|suggest)|could you|can i (?:get|have|see|buy)|would you recommend",
)  # fmt: skip
